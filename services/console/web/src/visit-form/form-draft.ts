import type { FillFormBody, VisitFormAnswer } from '@shouwang/console-api'
import { type Answers, type Cell, checkAnswers, type VisitForm } from '@shouwang/visit-forms'

/** A form as far as it is filled in; kept on the device at every keystroke. */
export type FormDraft = {
  readonly answers: Answers
  readonly visitors: readonly string[]
  readonly signature: string | null
  readonly unsigned: string
  readonly letter: NonNullable<FillFormBody['letter']> | null
  readonly stamps: NonNullable<FillFormBody['stamps']>
  /** What an office tells and the family says otherwise, as `section/row/question`. */
  readonly asked: readonly string[]
}

export const emptyForm: FormDraft = {
  answers: {},
  visitors: [],
  signature: null,
  unsigned: '',
  letter: null,
  stamps: {},
  asked: [],
}

/** One answer put into a form; undefined takes it away. */
export const withCell = (
  answers: Answers,
  [section, row, question]: readonly [string, string, string],
  cell: Cell | undefined,
): Answers => {
  const { [question]: _, ...others } = answers[section]?.[row] ?? {}
  const cells = cell === undefined || cell === '' ? others : { ...others, [question]: cell }
  return { ...answers, [section]: { ...answers[section], [row]: cells } }
}

/** A row of a section taken away, such as a supporter. */
export const withoutRow = (answers: Answers, section: string, row: string): Answers => {
  const { [row]: _, ...rows } = answers[section] ?? {}
  return { ...answers, [section]: rows }
}

/** The visitors, the one who fills it in first. */
export const visitorsOf = (draft: FormDraft, { form, visitor }: VisitFormAnswer): readonly string[] =>
  Array.from({ length: form.visitors }, (_, at) => draft.visitors[at] ?? (at === 0 ? visitor : ''))

/** Answers with their numbers read; what is no number stays as it was typed, and is told to be none. */
const typed = (form: VisitForm, answers: Answers): Answers => {
  const numbers = new Set(
    form.sections.flatMap(({ id, questions }) =>
      questions.flatMap(({ id: question, kind }) =>
        kind === 'number' || kind === 'yuan' ? [`${id}/${question}`] : [],
      ),
    ),
  )
  const read = (section: string, question: string, cell: Cell): Cell =>
    numbers.has(`${section}/${question}`) && typeof cell === 'string' && /^\s*\d+(\.\d*)?\s*$/.test(cell)
      ? Number(cell)
      : cell
  return mapped(answers, (rows, section) =>
    mapped(rows, (cells) => mapped(cells, (cell, question) => read(section, question, cell))),
  )
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, to: (value: From, key: string) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]))

/** What is still missing or wrong, in words. */
export const lacking = (draft: FormDraft, given: VisitFormAnswer): readonly string[] => {
  const { form, members, known } = given
  const problems = checkAnswers(form, typed(form, draft.answers), {
    members: members.map(({ person }) => person),
    known: new Set(known.map(({ at }) => at).filter((at) => !draft.asked.includes(at))),
  })
  const visitors = visitorsOf(draft, given).map((name) => name.trim())
  return [
    ...problems.map(({ problem }) => problem),
    ...(visitors.some((name) => name.length < 2) || new Set(visitors).size < form.visitors
      ? [`须有 ${form.visitors} 名调查人`]
      : []),
    ...(form.signature && draft.signature === null && draft.unsigned.trim().length < 2
      ? ['请家庭签字，或写明没有签字的原因']
      : []),
    ...(draft.letter !== null && draft.signature === null ? ['授权书须由家庭签字'] : []),
  ]
}

/** The body that a draft becomes. */
export const formBody = (draft: FormDraft, given: VisitFormAnswer): Readonly<Record<string, unknown>> => ({
  formId: given.form.id,
  version: given.form.version,
  answers: typed(given.form, draft.answers),
  visitors: visitorsOf(draft, given).map((name) => name.trim()),
  signature: draft.signature,
  unsigned: draft.unsigned,
  letter: draft.letter,
  stamps: draft.stamps,
})
