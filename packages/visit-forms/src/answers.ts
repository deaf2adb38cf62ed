import type { FormQuestion, FormSection, VisitForm } from './form.ts'

/** One answer: words or a code, several codes, yes or no, a number (yuan are whole or have two places), a photograph. */
export type Cell = string | number | boolean | readonly string[]

/** The rows of each section: one for the household, one for each member (by its name in the form) or supporter. */
export type Answers = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Cell>>>>>>

/** What there is to hold answers against. */
type Given = {
  /** Who lives there, by the names that rows of members have. */
  readonly members: readonly string[]
  /** What offices tell already, as `section/row/question`. */
  readonly known: ReadonlySet<string>
}

/** What is wrong with an answer, and where; Chinese. */
type FormProblem = { readonly at: string; readonly problem: string }

/** The row of a section that is asked once. */
const ONCE = 'home'
const MOST_SUPPORTERS = 12

/** Everything that is wrong or missing, in the order of the form. None: it may be signed. */
export const checkAnswers = (form: VisitForm, answers: Answers, given: Given): readonly FormProblem[] => {
  const ids = new Set(form.sections.map(({ id }) => id))
  const strangers = Object.keys(answers).filter((id) => !ids.has(id))
  return [
    ...strangers.map((id) => ({ at: id, problem: '表里没有这一部分' })),
    ...form.sections.flatMap((section) => checkSection(section, answers[section.id] ?? {}, given)),
  ]
}

const checkSection = (section: FormSection, rows: Answers[string], { members, known }: Given): FormProblem[] => {
  const names = rowsOf(section, rows, members)
  const strangers = Object.keys(rows).filter((row) => !names.includes(row))
  return [
    ...strangers.map((row) => ({ at: `${section.id}/${row}`, problem: '没有这一行' })),
    ...names.flatMap((row) => checkRow(section, row, rows[row] ?? {}, known)),
  ]
}

/** The rows that a section has: one of each member, those of supporters that were written, or one. */
const rowsOf = ({ each }: FormSection, rows: Answers[string], members: readonly string[]): readonly string[] => {
  if (each === 'member') return members
  if (each === 'supporter') return Object.keys(rows).slice(0, MOST_SUPPORTERS)
  return [ONCE]
}

const checkRow = (
  { id, questions }: FormSection,
  row: string,
  cells: Readonly<Record<string, Cell>>,
  known: ReadonlySet<string>,
): FormProblem[] => {
  const strangers = Object.keys(cells).filter((name) => !questions.some((question) => question.id === name))
  const problems = questions.flatMap((question): FormProblem[] => {
    const at = `${id}/${row}/${question.id}`
    const cell = cells[question.id]
    if (cell === undefined || cell === '')
      return question.required && !known.has(at) ? [{ at, problem: `请填写：${question.ask}` }] : []
    const wrong = wrongWith(question, cell)
    return wrong === undefined ? [] : [{ at, problem: `${question.ask}：${wrong}` }]
  })
  return [...strangers.map((name) => ({ at: `${id}/${row}/${name}`, problem: '表里没有这一项' })), ...problems]
}

const LONGEST = 500
const MOST_NUMBER = 1_000_000
const MOST_YUAN = 100_000_000

const wrongWith = ({ kind, options = {} }: FormQuestion, cell: Cell): string | undefined => {
  switch (kind) {
    case 'text':
      return typeof cell === 'string' && cell.length <= LONGEST ? undefined : `请用 ${LONGEST} 字以内的文字`
    case 'choice':
      return typeof cell === 'string' && Object.hasOwn(options, cell) ? undefined : '请从选项里选一个'
    case 'choices':
      return Array.isArray(cell) && cell.every((code) => Object.hasOwn(options, code)) ? undefined : '请从选项里选'
    case 'yes-no':
      return typeof cell === 'boolean' ? undefined : '请选是或否'
    case 'number':
      return typeof cell === 'number' && cell >= 0 && cell <= MOST_NUMBER ? undefined : '请填不小于 0 的数'
    case 'yuan':
      return typeof cell === 'number' && cell >= 0 && cell <= MOST_YUAN && isFen(cell)
        ? undefined
        : '请填金额，最多两位小数'
    case 'photo':
      return typeof cell === 'string' && /^data:image\/jpeg;base64,/.test(cell) ? undefined : '请重新拍照'
    default:
      return kind satisfies never
  }
}

const isFen = (yuan: number): boolean => Math.abs(yuan * 100 - Math.round(yuan * 100)) < 1e-6

/** What the family declares as the income of all of it in a month, in 分; null where it was not asked. */
export const declaredFen = (form: VisitForm, answers: Answers): number | null => {
  for (const { id, questions } of form.sections)
    for (const question of questions) {
      const cell = question.declares === undefined ? undefined : answers[id]?.[ONCE]?.[question.id]
      if (typeof cell === 'number') return Math.round(cell * 100)
    }
  return null
}
