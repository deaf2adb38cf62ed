import type { Day } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import { route } from '../route.ts'
import type { Circumstances } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { isOf } from './case-conditions.ts'

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
