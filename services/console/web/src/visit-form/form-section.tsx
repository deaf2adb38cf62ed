import type { VisitFormAnswer } from '@shouwang/console-api'
import type { Answers, FormQuestion, FormSection } from '@shouwang/visit-forms'
import { useTranslation } from '../words/i18n.ts'
import { FormCell } from './form-cell.tsx'
import { type FormDraft, withCell, withoutRow } from './form-draft.ts'

type Props = {
  readonly section: FormSection
  readonly given: VisitFormAnswer
  readonly draft: FormDraft
  readonly set: (change: Partial<FormDraft>) => void
}

/** One part of a form: of each member, of each supporter that was named, or of the household. */
export const Section = (props: Props) => {
  const { t } = useTranslation()
  const { section, given, draft, set } = props
  const rows = rowsOf(section, given, draft.answers)
  const add = () => set({ answers: withCell(draft.answers, [section.id, nextRow(draft.answers, section.id), ''], '') })
  return (
    <section>
      <h2>{section.title}</h2>
      {rows.map(({ row, title }) => (
        <div key={row} className="form-row">
          {title !== null && <h3>{title}</h3>}
          {section.questions.map((question) => (
            <Question key={question.id} {...props} question={question} row={row} />
          ))}
          {section.each === 'supporter' && (
            <button
              type="button"
              className="button quiet"
              onClick={() => set({ answers: withoutRow(draft.answers, section.id, row) })}
            >
              {t('formRowGone')}
            </button>
          )}
        </div>
      ))}
      {section.each === 'supporter' && (
        <button type="button" className="button" onClick={add}>
          {t('formRowMore')}
        </button>
      )}
    </section>
  )
}

const Question = ({ section, given, draft, set, question, row }: Props & { question: FormQuestion; row: string }) => {
  const { t } = useTranslation()
  const at = `${section.id}/${row}/${question.id}`
  const known = given.known.find((one) => one.at === at)
  if (known !== undefined && !draft.asked.includes(at))
    return (
      <p className="form-known">
        {question.ask}：{known.words}{' '}
        <button type="button" className="button quiet" onClick={() => set({ asked: [...draft.asked, at] })}>
          {t('formOtherwise')}
        </button>
      </p>
    )
  return (
    <FormCell
      question={question}
      cell={draft.answers[section.id]?.[row]?.[question.id]}
      set={(cell) => {
        const answers = withCell(draft.answers, [section.id, row, question.id], cell)
        if (question.stamped !== true || cell === undefined) return set({ answers })
        void stampNow().then((stamp) => set({ answers, stamps: { ...draft.stamps, [at]: stamp } }))
      }}
    />
  )
}

const PLACE_DIGITS = 4
const PLACE_WAIT_MS = 8_000

/** Now, and where this phone is, where it says so: only for a photograph of which the form asks both. */
const stampNow = (): Promise<{ at: string; place: string | null }> =>
  new Promise((resolve) => {
    const at = new Date().toISOString()
    const without = () => resolve({ at, place: null })
    if (!('geolocation' in navigator)) return without()
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ at, place: `${coords.latitude.toFixed(PLACE_DIGITS)},${coords.longitude.toFixed(PLACE_DIGITS)}` }),
      without,
      { timeout: PLACE_WAIT_MS },
    )
  })

/** The rows of a section, with what stands over each. */
export const rowsOf = (
  { id, each }: FormSection,
  { members }: VisitFormAnswer,
  answers: Answers,
): readonly { readonly row: string; readonly title: string | null }[] => {
  if (each === 'member')
    return members.map(({ person, name, relation, age }) => ({
      row: person,
      title: [name, relation, age === null ? null : `${age} 岁`].filter(Boolean).join(' · '),
    }))
  if (each === 'supporter') return Object.keys(answers[id] ?? {}).map((row, at) => ({ row, title: `${at + 1}` }))
  return [{ row: 'home', title: null }]
}

const nextRow = (answers: Answers, section: string): string => {
  const taken = Object.keys(answers[section] ?? {}).map((row) => Number(row.slice(1)))
  return `s${Math.max(0, ...taken) + 1}`
}
