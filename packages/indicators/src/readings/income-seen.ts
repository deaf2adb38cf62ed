import type { ChangeEventType, Day, PersonId } from '@shouwang/contracts'
import {
  type IncomeFeed,
  livingMembers,
  type Member,
  type MonthlyIncome,
  monthlyIncome,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { incapacityOf } from './dependants.ts'

/** The types of facts that `incomeSeen` looks for, besides those of `monthlyIncome` and `livingMembers`. */
export const incomeSeenFacts = [
  'DisabilityCertified',
  'EnrolmentReported',
] as const satisfies readonly ChangeEventType[]

/** What can be said of a household's income on a day. */
export type IncomeSeen = {
  readonly income: MonthlyIncome
  /** Adults who could work and of whom no delivered source tells: they may earn, formally seen they do not. */
  readonly unseen: readonly PersonId[]
  /** Feeds without which nothing can be said of somebody who lives there; each is declared in the catalogue. */
  readonly awaits: readonly IncomeFeed[]
  /** 0–1: how sure the sum is; lower where somebody is unseen. */
  readonly confidence: number
}

/** How sure a sum is that counts everybody, and one that leaves somebody out of whom nothing formal is seen. */
const sure = { everybodySeen: 0.9, somebodyUnseen: 0.4 } as const

/**
 * What is seen of a household's income, judged by the sources that each member can have: nobody asks of a pensioner what
 * employers pay, nor of a child or a student. A worker whom a delivered source could name and none does is unseen:
 * neither zero nor unknown for ever, since asking him settles it.
 */
export const incomeSeen = (profile: Profile, policy: Policy, day: Day): IncomeSeen => {
  const income = monthlyIncome(profile, day)
  const paid = new Set(income.sources.map(({ person }) => person))
  const unseen: PersonId[] = []
  const awaits = new Set<IncomeFeed>()
  const members = livingMembers(profile, day)
  // A student who lives with nobody who could earn lives on something: his income is as open as a worker's.
  const students = members.some((member) => mayWork(member, policy, day) && !isStudent(member)) ? isStudent : nobody
  for (const member of members) {
    const feed = sourceOf(member, policy, day, students)
    if (feed === null || paid.has(member.person)) continue
    if (!income.delivered.includes(feed)) awaits.add(feed)
    else if (feed === 'social-insurance') unseen.push(member.person)
  }
  const confidence = unseen.length === 0 ? sure.everybodySeen : sure.somebodyUnseen
  return { income, unseen, awaits: [...awaits], confidence }
}

/** The feed that would tell of a member's usual income; null for whom none is expected. */
const sourceOf = (
  member: Member,
  policy: Policy,
  day: Day,
  livesOnOthers: (member: Member) => boolean,
): IncomeFeed | null => {
  if (incapacityOf(member, policy, day) === 'elder') return 'pension-pay'
  return mayWork(member, policy, day) && !livesOnOthers(member) ? 'social-insurance' : null
}

const mayWork = (member: Member, policy: Policy, day: Day): boolean => incapacityOf(member, policy, day) === null

const nobody = (): boolean => false

const isStudent = ({ facts }: Member): boolean => {
  const latest = facts.EnrolmentReported?.reduce((last, each) => (each.data.term >= last.data.term ? each : last))
  return latest?.data.status === 'enrolled'
}
