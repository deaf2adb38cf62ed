import {
  addMonths,
  type ChangeEventData,
  type Day,
  type Month,
  Month as MonthText,
  monthOf,
  type PersonId,
} from '@shouwang/contracts'
import { type KnownFact, livingMembers, type Profile } from '@shouwang/household'

type Enrolment = KnownFact<'EnrolmentReported'>

/** What a living member's schooling costs this school year, aid taken off; `netFen` in 分. */
export type SchoolFee = {
  readonly person: PersonId
  readonly fact: Enrolment
  readonly netFen: number
  /** The first day on which the fee is of a past school year. */
  readonly endsOn: Day
}

/** The month in which a school year or term began: as the school writes it, else when it was reported. */
export const beganIn = ({ data, day }: Enrolment): Month => {
  const month = data.term.slice(0, 7)
  return MonthText.safeParse(month).success ? month : monthOf(day)
}

/** The enrolment of the latest term; of two in one term the one reported last. */
export const latestEnrolment = (enrolments: readonly Enrolment[] | undefined): Enrolment | null => {
  let latest: Enrolment | null = null
  for (const enrolment of enrolments ?? [])
    if (latest === null || `${beganIn(enrolment)}${enrolment.day}` >= `${beganIn(latest)}${latest.day}`)
      latest = enrolment
  return latest
}

/** The net fees of members enrolled in a term that began within the last `months`, the highest first. */
export const schoolFees = (profile: Profile, day: Day, months: number): SchoolFee[] => {
  const fees: SchoolFee[] = []
  for (const { person, facts } of livingMembers(profile, day)) {
    const fact = latestEnrolment(facts.EnrolmentReported)
    if (fact === null || fact.data.status !== 'enrolled') continue
    const endsOn = `${addMonths(beganIn(fact), months)}-01`
    const netFen = fact.data.yearlyFeeFen - fact.data.aidFen
    if (endsOn > day && netFen > 0) fees.push({ person, fact, netFen, endsOn })
  }
  return fees.sort((a, b) => b.netFen - a.netFen)
}

/** 九年义务教育: primary and junior school. */
export const isCompulsory = (stage: ChangeEventData['EnrolmentReported']['stage']): boolean =>
  stage === 'primary' || stage === 'junior'
