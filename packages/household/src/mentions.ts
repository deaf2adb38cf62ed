import type { ChangeEvent, PersonId } from '@shouwang/contracts'

/** Whom and what an event names. */
export type Mentions = {
  readonly persons: readonly PersonId[]
  readonly registerNos: readonly string[]
  readonly rollNos: readonly string[]
}

/** The persons, register households and roll households that an event names: what has to be loaded to apply it. */
export const mentions = (event: ChangeEvent): Mentions => {
  const subject = event.subject.startsWith('p_') ? [event.subject] : []
  const named = (persons: readonly (PersonId | null)[], registerNos: readonly (string | null)[] = []): Mentions => ({
    persons: distinct([...subject, ...persons]),
    registerNos: distinct(registerNos),
    rollNos: [],
  })
  switch (event.type) {
    case 'MarriageRegistered':
      return named([event.data.spouse])
    case 'ParentsRecorded':
      return named([event.data.father, event.data.mother])
    case 'ResidentRegistered':
      return named([], [event.data.householdNo])
    case 'ResidentMoved':
      return named([], [event.data.fromHouseholdNo, event.data.toHouseholdNo])
    case 'VisitConcluded':
      return named([], [event.data.livesInHouseholdNo])
    case 'AssistanceListed':
      return { ...named([]), rollNos: [event.data.rollNo] }
    default:
      return named([])
  }
}

const distinct = <Name extends string>(names: readonly (Name | null)[]): readonly Name[] => [
  ...new Set(names.filter((name) => name !== null)),
]
