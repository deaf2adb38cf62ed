import type { ChangeEventType, Day, PersonId } from '@shouwang/contracts'
import { type IncomeFeed, livingMembers, type Member, type Profile, rememberLast } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type CountedIncome, countedIncome } from './counted-income.ts'
import { incapacityOf } from './dependants.ts'

/** The types of facts that `incomeSeen` looks for, besides those of `countedIncome` and `livingMembers`. */
export const incomeSeenFacts = [
  'DisabilityCertified',
  'EnrolmentReported',
] as const satisfies readonly ChangeEventType[]

/** What can be said of a household's income on a day. */
export type IncomeSeen = {
  readonly income: CountedIncome
  /** Adults who could work and of whom no delivered source tells: they may earn, formally seen they do not. */
  readonly unseen: readonly PersonId[]
  /** Feeds without which nothing can be said of somebody who lives there; each is declared in the catalogue. */
  readonly awaits: readonly IncomeFeed[]
  /** 0–1: how sure the sum is; each who is unseen lowers it. */
  readonly confidence: number
}

/** How sure a sum is that the family itself declared. */
const DECLARED = 0.7

/** How sure a sum is that leaves out so many of whom nothing formal is seen. */
const sureWithout = (unseen: number): number => (unseen === 0 ? 0.9 : Math.max(0.2, (5 - unseen) / 10))

/**
 * What is seen of a household's income, judged by the sources that each member can have: nobody asks of a pensioner what
 * employers pay, nor of a child or a student. A worker whom a delivered source could name and none does is unseen:
 * neither zero nor unknown for ever, since asking him settles it: what the family declared at a visit counts for a time.
 */
export const incomeSeen = rememberLast((profile: Profile, policy: Policy, day: Day): IncomeSeen => {
  const income = countedIncome(profile, policy, day)
  if (income.declaration !== null) return { income, unseen: [], awaits: [], confidence: DECLARED }
  const members = livingMembers(profile, day)
  const unpaid = members.filter(
    ({ person }) => !income.sources.some((source) => source.person === person && tellsOfLiving(source)),
  )
  const unseen: PersonId[] = []
  const students: PersonId[] = []
  const awaits: IncomeFeed[] = []
  let workers = members.length - unpaid.length
  for (const member of unpaid) {
    const incapacity = incapacityOf(member, policy, day)
    if (incapacity !== null && incapacity !== 'elder') continue
    const feed = incapacity === 'elder' ? 'pension-pay' : 'social-insurance'
    if (feed === 'social-insurance' && isStudent(member)) {
      students.push(member.person)
      continue
    }
    if (feed === 'social-insurance') workers += 1
    const delivered = feed === 'pension-pay' ? income.delivered.includes(feed) : tellsOfWork(income)
    if (!delivered) {
      if (!awaits.includes(feed)) awaits.push(feed)
    } else if (feed === 'social-insurance') unseen.push(member.person)
  }
  // A student who lives with nobody who earns or could earn lives on something: his income is as open as a worker's.
  if (workers === 0) unseen.push(...students)
  return { income, unseen, awaits, confidence: sureWithout(unseen.length) }
})

/** What the state pays for land, once a year, is no living: who gets it farms or has let it, and earns what nobody sees. */
const tellsOfLiving = ({ kind }: CountedIncome['sources'][number]): boolean => kind !== 'subsidy'

/** Somebody who works formally is in one of them, whichever of them the region delivers. */
const tellsOfWork = ({ delivered }: CountedIncome): boolean => delivered.some((feed) => feed !== 'pension-pay')

const isStudent = ({ facts }: Member): boolean => {
  const latest = facts.EnrolmentReported?.reduce((last, each) => (each.data.term >= last.data.term ? each : last))
  return latest?.data.status === 'enrolled'
}
