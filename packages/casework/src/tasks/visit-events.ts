import type { ChangeEventOf, Outcome, PersonId, TaskEvent } from '@shouwang/contracts'
import { factEnvelope } from '../fact-envelope.ts'
import type { Task } from './task.ts'

type Concluded = Extract<TaskEvent, { type: 'OutcomeRecorded' }>

type Found = {
  readonly leads: readonly { readonly indicator: string; readonly person: PersonId | null }[]
  readonly outcome: Outcome
  readonly livesInHouseholdNo: string | null
  readonly declaredMonthlyFen?: number | undefined
  readonly retracted: boolean
}

/**
 * What a visit found, as facts of the persons that its leads were about; a lead about the household as a whole counts for
 * its head. A later outcome of the same task outranks an earlier one.
 */
export const visitEvents = (
  event: Concluded,
  head: PersonId | null,
  livesInHouseholdNo: string | null,
): readonly ChangeEventOf<'VisitConcluded'>[] =>
  factsOf(event, head, { ...event, livesInHouseholdNo, retracted: false })

/** The same facts taken back. `task` is the task after it, `outcome` what had been recorded. */
export const undoneVisitEvents = (
  event: Extract<TaskEvent, { type: 'OutcomeUndone' }>,
  head: PersonId | null,
  { leads }: Task,
  outcome: Outcome,
): readonly ChangeEventOf<'VisitConcluded'>[] =>
  factsOf(event, head, { leads, outcome, livesInHouseholdNo: null, retracted: true })

const factsOf = (
  event: Pick<TaskEvent, 'taskId' | 'seq' | 'at' | 'day'>,
  head: PersonId | null,
  { leads, outcome, livesInHouseholdNo, declaredMonthlyFen, retracted }: Found,
): readonly ChangeEventOf<'VisitConcluded'>[] =>
  [...Map.groupBy(leads, ({ person }) => person ?? head)].flatMap(([person, of]) =>
    person === null
      ? []
      : [
          {
            ...factEnvelope(event, { origin: event.taskId, subject: person, sourcekey: event.taskId, retracted }),
            type: 'VisitConcluded',
            data: {
              taskId: event.taskId,
              indicators: [...new Set(of.map(({ indicator }) => indicator))],
              outcome,
              day: event.day,
              livesInHouseholdNo,
              ...(declaredMonthlyFen === undefined ? {} : { declaredMonthlyFen }),
            },
          },
        ],
  )
