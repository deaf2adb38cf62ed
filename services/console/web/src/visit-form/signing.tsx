import type { VisitFormAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { type FormDraft, visitorsOf } from './form-draft.ts'
import { SignaturePad } from './signature-pad.tsx'

const SCOPES = ['deposits', 'securities', 'insurance', 'housing-fund', 'payment-accounts'] as const

type Props = {
  readonly given: VisitFormAnswer
  readonly draft: FormDraft
  readonly set: (change: Partial<FormDraft>) => void
}

/** Who visited, what the family allows to be asked, and its signature. */
export const Signing = ({ given, draft, set }: Props) => {
  const { t } = useTranslation()
  const visitors = visitorsOf(draft, given)
  const { form } = given
  return (
    <section>
      <h2>{t('formSigning')}</h2>
      {visitors.map((name, at) => (
        <label key={at} className="field">
          <span>{t('formVisitor', { no: at + 1 })}</span>
          <input
            value={name}
            maxLength={30}
            onChange={({ target }) => set({ visitors: visitors.map((one, no) => (no === at ? target.value : one)) })}
          />
        </label>
      ))}
      {form.letterDays > 0 && (
        <div className="letter">
          <label className="row">
            <input
              type="checkbox"
              checked={draft.letter !== null}
              onChange={({ target }) => set({ letter: target.checked ? [...SCOPES] : null })}
            />
            {t('formLetter')}
          </label>
          {draft.letter !== null && <p className="hint">{t('formLetterWords', { days: form.letterDays })}</p>}
        </div>
      )}
      <SignaturePad signed={draft.signature} set={(signature) => set({ signature })} />
      {draft.signature === null && (
        <label className="field">
          <span>
            {t('formUnsigned')} <span className="hint">{t('optional')}</span>
          </span>
          <input value={draft.unsigned} maxLength={200} onChange={({ target }) => set({ unsigned: target.value })} />
        </label>
      )}
    </section>
  )
}
