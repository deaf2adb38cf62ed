import type { ChangeEventOf, Outcome, PersonId, TaskEvent } from '@shouwang/contracts'
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
  { taskId, seq, at, day }: Pick<TaskEvent, 'taskId' | 'seq' | 'at' | 'day'>,
  head: PersonId | null,
  { leads, outcome, livesInHouseholdNo, declaredMonthlyFen, retracted }: Found,
): readonly ChangeEventOf<'VisitConcluded'>[] =>
  [...Map.groupBy(leads, ({ person }) => person ?? head)].flatMap(([person, of]) =>
    person === null
      ? []
      : [
          {
            specversion: '1.0',
            id: `casework/${taskId}/${seq}/${person}`,
            source: '/feeds/casework',
            type: 'VisitConcluded',
            subject: person,
            time: at,
            feed: 'casework',
            provider: '民政',
            delivery: 'casework',
            businessday: day,
            asof: day,
            sourcekey: taskId,
            revision: seq,
            retracted,
            data: {
              taskId,
              indicators: [...new Set(of.map(({ indicator }) => indicator))],
              outcome,
              day,
              livesInHouseholdNo,
              ...(declaredMonthlyFen === undefined ? {} : { declaredMonthlyFen }),
            },
          },
        ],
  )
