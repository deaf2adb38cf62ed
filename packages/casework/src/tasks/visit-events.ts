import type { ChangeEventOf, PersonId, TaskEvent } from '@shouwang/contracts'

type Concluded = Extract<TaskEvent, { type: 'OutcomeRecorded' }>

/**
 * What a visit found, as facts of the persons that its leads were about; a lead about the household as a whole counts for
 * its head. A later outcome of the same task outranks an earlier one.
 */
export const visitEvents = (
  event: Concluded,
  head: PersonId | null,
  livesInHouseholdNo: string | null,
): readonly ChangeEventOf<'VisitConcluded'>[] => {
  const byPerson = Map.groupBy(event.leads, ({ person }) => person ?? head)
  return [...byPerson].flatMap(([person, leads]) =>
    person === null
      ? []
      : [
          {
            specversion: '1.0',
            id: `casework/${event.taskId}/${event.seq}/${person}`,
            source: '/feeds/casework',
            type: 'VisitConcluded',
            subject: person,
            time: event.at,
            feed: 'casework',
            provider: '民政',
            delivery: 'casework',
            businessday: event.day,
            asof: event.day,
            sourcekey: event.taskId,
            revision: event.seq,
            retracted: false,
            data: {
              taskId: event.taskId,
              indicators: [...new Set(leads.map(({ indicator }) => indicator))],
              outcome: event.outcome,
              day: event.day,
              livesInHouseholdNo,
              ...(event.declaredMonthlyFen === undefined ? {} : { declaredMonthlyFen: event.declaredMonthlyFen }),
            },
          },
        ],
  )
}
