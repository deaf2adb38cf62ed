import type { Day, PersonId } from '@shouwang/contracts'
import { type Facts, type KnownFact, livingMembers, netSettlements, type Profile } from '@shouwang/household'
import { isRecent } from './happening.ts'

export type OpenStay = { readonly person: PersonId; readonly fact: KnownFact<'HospitalAdmitted'> }

/** The types of facts that `openStays` looks for, besides those of `livingMembers`. */
export const openStaysFacts = ['HospitalAdmitted', 'MedicalSettled'] as const

/** Stays of living members, begun within the days looked back on, whose bill has not been settled yet. */
export const openStays = (profile: Profile, day: Day, days: number): readonly OpenStay[] => {
  if (!profile.members.some(({ facts }) => facts.HospitalAdmitted !== undefined)) return []
  return livingMembers(profile, day).flatMap(({ person, facts }) =>
    (facts.HospitalAdmitted ?? [])
      .filter((fact) => isRecent(fact.data.admittedOn, day, days) && !isSettled(fact, facts, day))
      .map((fact) => ({ person, fact })),
  )
}

/**
 * The insurer's bill bears no stay number. A hospital settles at discharge or after it, and one that never told the
 * discharge after the day of admission: the bill of that day belongs to an earlier stay.
 */
const isSettled = ({ data }: KnownFact<'HospitalAdmitted'>, facts: Facts, day: Day): boolean =>
  facts.MedicalSettled !== undefined &&
  netSettlements(facts).some(
    ({ data: { care, settledOn } }) =>
      care === 'inpatient' &&
      settledOn <= day &&
      (data.dischargedOn === null ? settledOn > data.admittedOn : settledOn >= data.dischargedOn),
  )
