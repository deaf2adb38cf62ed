import { addDays, type ChangeEventType, type Day, daysBetween, type PersonId } from '@shouwang/contracts'
import {
  evidence,
  type KnownFact,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
} from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'
import { type Clear, clear, type Indicator } from '../indicator.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const grace = 'paid-too-little/grace-days'

/** What somebody is paid a month, beside what the place's standard gives; amounts in 分. */
type PaidMonthly = {
  readonly paidFen: number
  readonly dueFen: number
  /** The number that `dueFen` is made of. */
  readonly standard: Rule
  /** What it is, as a sentence names it. */
  readonly what: string
  readonly type: ChangeEventType
  readonly fact: Omit<KnownFact, 'data'>
}

type TooLittle = Omit<Indicator, 'direction' | 'class' | 'judge'> & {
  readonly paidTo: (member: Member, profile: Profile, policy: Policy, day: Day) => PaidMonthly | null
}

/**
 * 标准未落实: somebody is paid less a month than the standard of the place, although it has held for longer than the time to
 * put it into effect: the standard was raised and the payment was not, or the wrong tier is paid.
 */
export const paidTooLittle = ({ paidTo, reads, parameters, ...card }: TooLittle): Indicator => ({
  ...card,
  direction: 'missed',
  class: 'delivery',
  reads: [...new Set<ChangeEventType>([...reads, ...livingMembersFacts])],
  parameters: [grace, ...parameters],
  judge: (profile, policy, day) => {
    let otherwise: Clear = clear
    for (const member of livingMembers(profile, day)) {
      const paid = paidTo(member, profile, policy, day)
      if (paid === null || paid.paidFen >= paid.dueFen) continue
      const dueOn = addDays(paid.standard.from, policy.number(grace).value)
      if (dueOn <= day) return firing(member.person, paid, day)
      if (otherwise.reviewOn === undefined || dueOn < otherwise.reviewOn)
        otherwise = { status: 'clear', reviewOn: dueOn }
    }
    return otherwise
  },
})

const firing = (person: PersonId, { paidFen, dueFen, standard, what, type, fact }: PaidMonthly, day: Day) => ({
  status: 'fires' as const,
  confidence: 0.8,
  person,
  reason: `${fact.provider}${fact.day}：{${person}}的${what}每月${yuanText(paidFen)}，低于${standard.from}起执行的标准${yuanText(dueFen)}（少${yuanText(dueFen - paidFen)}）`,
  observations: [
    heldAgainst(standard, { label: `每月${what}`, observed: paidFen, threshold: dueFen, unit: 'fen' as const }),
    heldAgainst(standard, {
      label: '标准执行至今天数',
      observed: daysBetween(standard.from, day),
      threshold: null,
      unit: 'days' as const,
    }),
  ],
  facts: [evidence(person, type, fact)],
  advice: ['核对档次和标准，少发的从标准执行之日起补发；按规定扣减的（如集中供养）记明原因'],
})
