import { addMonths, type Day, monthOf } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import { route } from '../route.ts'
import type { Circumstances } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { type CaseCondition, isOf } from './case-conditions.ts'
import { saidByFeed } from './condition-watch.ts'

/** The conditions whose day has come and of which nobody was told. */
export const dueConditions = ({ conditions }: Pick<Case, 'conditions'>, day: Day): readonly CaseCondition[] =>
  conditions.filter(({ lookOn, toldOn, isOver }) => !isOver && toldOn === null && lookOn <= day)

/**
 * What the day of a condition brings. One that a feed looks at is kept without anybody being told, and looked at again in a month;
 * where the feed says that it is broken, or does not tell, and of all others, the owner is told to look, or whoever is in charge
 * where he has left.
 */
export const conditionsDue = (known: Case, c: Circumstances): readonly CaseEventDraft[] =>
  dueConditions(known, c.day).flatMap(({ conferenceId, nth, what, lookOn, watch }): readonly CaseEventDraft[] => {
    const due = { type: 'ConditionDue', conferenceId, nth, what, lookOn, to: whoLooks(known, c) } as const
    if (watch === undefined) return [due]
    const { isKept, note } = saidByFeed(watch, c.pensions ?? [], c.day)
    if (isKept === null) return [{ ...due, said: note }]
    const looked = { type: 'ConditionLookedAt', conferenceId, nth, isKept, note } as const
    return isKept
      ? [{ ...looked, next: sameDayNextMonth(lookOn, c.day) }]
      : [
          { ...looked, next: lookOn },
          { ...due, said: note },
        ]
  })

const whoLooks = ({ owner, region }: Case, { places }: Circumstances): string | null =>
  owner !== null && places.staff.has(owner) ? owner : route(region, places, 'coordinator').assignee

/** The same day of the next month after `day`; no later than the 28th, which every month has. */
const sameDayNextMonth = (lookOn: Day, day: Day): Day => {
  const of = Number(lookOn.slice(8)) > 28 ? '28' : lookOn.slice(8)
  const thisMonth = `${monthOf(day)}-${of}`
  return thisMonth > day ? thisMonth : `${addMonths(monthOf(day), 1)}-${of}`
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
