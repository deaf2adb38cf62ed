import type { Cell, FormQuestion } from '@shouwang/visit-forms'
import { PhotoField } from '../parts/photo-field.tsx'
import { useTranslation } from '../words/i18n.ts'

type Props = {
  readonly question: FormQuestion
  readonly cell: Cell | undefined
  readonly set: (cell: Cell | undefined) => void
}

/** One question with its answer: choices are taps, amounts are numbers. */
export const FormCell = ({ question, cell, set }: Props) => {
  const { t } = useTranslation()
  const { ask, kind, options = {}, hint, required } = question
  const title = (
    <>
      {ask} {!required && <span className="hint">{t('optional')}</span>}
      {hint !== undefined && <span className="hint"> {hint}</span>}
    </>
  )
  if (kind === 'photo')
    return (
      <div className="field">
        <span>{title}</span>
        <PhotoField photo={typeof cell === 'string' ? cell : null} set={(photo) => set(photo ?? undefined)} />
      </div>
    )
  if (kind === 'choice' || kind === 'choices' || kind === 'yes-no')
    return (
      <fieldset className="field">
        <legend>{title}</legend>
        <div className="chips">
          {optionsOf(kind, options, [t('formYes'), t('formNo')]).map(([value, words]) => (
            <button
              key={words}
              type="button"
              className="chip"
              aria-pressed={isChosen(cell, value)}
              onClick={() => set(kind === 'choices' ? toggled(cell, String(value)) : value)}
            >
              {words}
            </button>
          ))}
        </div>
      </fieldset>
    )
  const number = kind === 'number' || kind === 'yuan'
  return (
    <label className="field">
      <span>{title}</span>
      <input
        inputMode={number ? 'decimal' : 'text'}
        value={cell === undefined ? '' : String(cell)}
        maxLength={500}
        onChange={({ target }) => set(target.value)}
      />
    </label>
  )
}

const optionsOf = (
  kind: FormQuestion['kind'],
  options: Readonly<Record<string, string>>,
  [yes, no]: readonly [string, string],
): readonly (readonly [Cell, string])[] =>
  kind === 'yes-no'
    ? [
        [true, yes],
        [false, no],
      ]
    : Object.entries(options)

const isChosen = (cell: Cell | undefined, value: Cell): boolean =>
  Array.isArray(cell) ? cell.includes(String(value)) : cell === value

const toggled = (cell: Cell | undefined, code: string): Cell | undefined => {
  const chosen: readonly string[] = Array.isArray(cell) ? cell : []
  const next = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]
  return next.length === 0 ? undefined : next
}
