import type { CaseEvent, ConditionWatch, ConferenceDecision, Day } from '@shouwang/contracts'

/** What a conference's decision stands on, with the day on which somebody looks whether it is kept. */
export type CaseCondition = {
  readonly conferenceId: string
  /** Its place among the conditions of that decision, from 1. */
  readonly nth: number
  readonly what: string
  readonly lookOn: Day
  /** What a feed tells of it every month; absent where somebody has to look. */
  readonly watch?: ConditionWatch | undefined
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
    conditions.map(({ what, lookOn, watch }, at) => ({
      ...{ conferenceId, nth: at + 1, what, lookOn, ...(watch === undefined ? {} : { watch }) },
      ...{ toldOn: null, looks: [], isOver: false },
    })),
  )

type ConditionEvent = Extract<CaseEvent, { type: 'ConferenceDecided' | 'ConditionDue' | 'ConditionLookedAt' }>

/** The conditions of a case after one more line. */
export const conditionsAfter = (known: readonly CaseCondition[], event: ConditionEvent): readonly CaseCondition[] => {
  if (event.type === 'ConferenceDecided') return [...known, ...conditionsOf([event.conference])]
  return known.map((each) => (isOf(each, event) ? changed(each, event) : each))
}

/** True of the condition that a line is about. */
export const isOf = (
  { conferenceId, nth }: CaseCondition,
  about: { readonly conferenceId: string; readonly nth: number },
): boolean => conferenceId === about.conferenceId && nth === about.nth

const changed = (
  known: CaseCondition,
  event: Exclude<ConditionEvent, { type: 'ConferenceDecided' }>,
): CaseCondition => {
  if (event.type === 'ConditionDue') return { ...known, toldOn: event.day }
  const { day, by, isKept, note, next } = event
  const looks = [...known.looks, { day, by, isKept, note }]
  return next === null ? { ...known, looks, isOver: true } : { ...known, looks, lookOn: next, toldOn: null }
}

/** The next day on which a condition of a case wants to be told of, its case over or not; null where none does. */
export const nextConditionDay = ({ conditions }: { readonly conditions: readonly CaseCondition[] }): Day | null =>
  conditions.reduce<Day | null>(
    (least, { lookOn, toldOn, isOver }) =>
      isOver || toldOn !== null || (least !== null && least <= lookOn) ? least : lookOn,
    null,
  )
