import { type AidForm, aidOf, emptyAid } from './aid-fields.tsx'

/** A result as far as it is written; kept while one writes, and never filled in beforehand. */
export type ResultDraft = {
  readonly note: string
  readonly nextTryOn: string
  readonly watchUntil: string
  readonly movedTo: string
  readonly movedToName: string
  readonly department: string
  readonly feed: string
  readonly field: string
  /** What the family says that all who live together earn a month, 元. */
  readonly income: string
  readonly aid: AidForm
}

export const emptyDraft: ResultDraft = {
  note: '',
  nextTryOn: '',
  watchUntil: '',
  movedTo: '',
  movedToName: '',
  department: '',
  feed: '',
  field: '',
  income: '',
  aid: emptyAid,
}

const ENOUGH = 2

/** True where a draft says all that its result asks for. */
export const isComplete = (outcome: string, noteRequired: boolean, draft: ResultDraft): boolean =>
  (!noteRequired || draft.note.trim().length >= ENOUGH) &&
  /^(\d{1,6}(\.\d{1,2})?)?$/.test(draft.income) &&
  (outcome !== 'transfer' || draft.department !== '') &&
  (outcome !== 'data-wrong' || draft.feed !== '') &&
  (outcome !== 'temp-aid-given' || draft.aid.yuan === '' || aidOf(draft.aid) !== undefined)

const orNull = (text: string): string | null => (text === '' ? null : text)

/** The body that a draft becomes. */
export const bodyOf = (outcome: string, draft: ResultDraft): object => ({
  outcome,
  note: draft.note,
  nextTryOn: orNull(draft.nextTryOn),
  watchUntil: orNull(draft.watchUntil),
  movedTo: orNull(draft.movedTo),
  department: orNull(draft.department),
  declaredMonthlyFen: draft.income === '' ? null : Math.round(Number(draft.income) * 100),
  dataFault: draft.feed === '' ? null : { feed: draft.feed, field: draft.field, truth: draft.note },
  aid: outcome === 'temp-aid-given' ? (aidOf(draft.aid) ?? null) : null,
})
