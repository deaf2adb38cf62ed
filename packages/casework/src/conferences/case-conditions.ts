import type { CaseEvent, ConferenceDecision, Day } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import { route } from '../route.ts'
import type { Circumstances } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

/** What a conference's decision stands on, with the day on which somebody looks whether it is kept. */
export type CaseCondition = {
  readonly conferenceId: string
  /** Its place among the conditions of that decision, from 1. */
  readonly nth: number
  readonly what: string
  readonly lookOn: Day
  /** Since when somebody knows that its day has come; null before. */
  readonly toldOn: Day | null
  readonly looks: readonly { readonly day: Day; readonly by: string; readonly isKept: boolean; readonly note: string }[]
  /** Nobody has to look any more. */
  readonly isOver: boolean
}

/** The conditions of conferences' decisions, none of them looked at yet. */
export const conditionsOf = (
  conferences: readonly Pick<ConferenceDecision, 'conferenceId' | 'conditions'>[],
): readonly CaseCondition[] =>
  conferences.flatMap(({ conferenceId, conditions }) =>
    conditions.map(({ what, lookOn }, at) => ({
      ...{ conferenceId, nth: at + 1, what, lookOn },
      ...{ toldOn: null, looks: [], isOver: false },
    })),
  )

type ConditionEvent = Extract<CaseEvent, { type: 'ConferenceDecided' | 'ConditionDue' | 'ConditionLookedAt' }>

/** The conditions of a case after one more line. */
export const conditionsAfter = (known: readonly CaseCondition[], event: ConditionEvent): readonly CaseCondition[] => {
  if (event.type === 'ConferenceDecided') return [...known, ...conditionsOf([event.conference])]
  return known.map((each) => (isOf(each, event) ? changed(each, event) : each))
}

const isOf = (
  { conferenceId, nth }: CaseCondition,
  about: { readonly conferenceId: string; readonly nth: number },
): boolean => conferenceId === about.conferenceId && nth === about.nth

const changed = (known: CaseCondition, event: Exclude<ConditionEvent, { type: 'ConferenceDecided' }>): CaseCondition => {
  if (event.type === 'ConditionDue') return { ...known, toldOn: event.day }
  const { day, by, isKept, note, next } = event
  const looks = [...known.looks, { day, by, isKept, note }]
  return next === null ? { ...known, looks, isOver: true } : { ...known, looks, lookOn: next, toldOn: null }
}

/** The next day on which a condition of a case wants to be told of, its case over or not; null where none does. */
export const nextConditionDay = ({ conditions }: Pick<Case, 'conditions'>): Day | null =>
  conditions.reduce<Day | null>(
    (least, { lookOn, toldOn, isOver }) =>
      isOver || toldOn !== null || (least !== null && least <= lookOn) ? least : lookOn,
    null,
  )

/** Tells the owner, or whoever is in charge where he has left, that the day of a condition has come. */
export const conditionsDue = (known: Case, { day, places }: Circumstances): readonly CaseEventDraft[] => {
  const due = known.conditions.filter(({ lookOn, toldOn, isOver }) => !isOver && toldOn === null && lookOn <= day)
  if (due.length === 0) return []
  const isThere = known.owner !== null && places.staff.has(known.owner)
  const to = isThere ? known.owner : route(known.region, places, 'coordinator').assignee
  return due.map(({ conferenceId, nth, what, lookOn }) => ({
    ...{ type: 'ConditionDue', conferenceId, nth, what, lookOn, to },
  }))
}

/** What somebody saw who looked whether a condition is kept. */
type Look = {
  readonly conferenceId: string
  readonly nth: number
  readonly isKept: boolean
  readonly note: string
  readonly next: Day | null
}

/** Records a look at a condition; it may be looked at again on a later day, as one of every month. */
export const lookAtCondition = (known: Case, look: Look, c: Circumstances): CaseRefusal | readonly CaseEventDraft[] => {
  const { conferenceId, nth, isKept, next } = look
  const note = withoutIdentifiers(look.note)
  const condition = known.conditions.find((each) => isOf(each, look))
  if (condition === undefined || condition.isOver) return 'no-such-condition'
  if (note === '') return 'case-note-needed'
  if (next !== null && next <= c.day) return 'until-not-later'
  return [{ type: 'ConditionLookedAt', conferenceId, nth, isKept, note, next }]
}
