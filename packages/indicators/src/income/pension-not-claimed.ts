import { addMonths, birthday, type Day, monthOf } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembers, livingMembersFacts, type Member, type Profile } from '@shouwang/household'
import { type Clear, clear, type Indicator, type Unknown } from '../indicator.ts'
import { forgottenOn } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const fromAge = 'pension-not-claimed/age'
const grace = 'pension-not-claimed/grace-days'
const LOOKED_BACK_MONTHS = 12

/**
 * 到龄未领养老金: somebody has reached the age of the residents' pension, longer ago than the time to arrange it, and no pension of
 * any kind was paid to him within a year, though the payments of these months were delivered. Not who is on 特困. Source:
 * 国发〔2014〕8号 (docs/domain.md §3.1, S85).
 */
export const pensionNotClaimed: Indicator = {
  id: 'pension-not-claimed',
  name: '到龄未领养老金',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { income: 30 },
  source: '国发〔2014〕8号（城乡居民基本养老保险）',
  inUse: 'in-use/pension-not-claimed',
  reads: ['PensionPaid', ...livingMembersFacts],
  parameters: [fromAge, grace],
  programmes: ['elder-subsidy'],
  judge: (profile, policy, day) => {
    const age = policy.number(fromAge)
    const eldest = eldestBirth(profile)
    if (eldest === null) return clear
    const first = birthday(eldest, age.value)
    const days = policy.number(grace)
    if (first > day) return { status: 'clear', reviewOn: forgottenOn(first, days.value) }
    const oldest = addMonths(monthOf(day), -LOOKED_BACK_MONTHS)
    let otherwise: Clear | Unknown = clear
    for (const { person, birthDate, facts } of livingMembers(profile, day)) {
      if (birthDate === null || birthday(birthDate, age.value) > day) continue
      if (facts.PensionPaid?.some(({ data }) => data.month >= oldest)) continue
      if (listingsOn(facts, profile.coverage, day, ['tekun']).length > 0) continue
      const since = birthday(birthDate, age.value)
      const dueOn = forgottenOn(since, days.value)
      const paid = profile.coverage('pension-pay')
      if (dueOn > day) otherwise = { ...otherwise, reviewOn: dueOn }
      else if (paid === undefined || paid.day < dueOn) otherwise = awaitingPensions
      else
        return {
          status: 'fires',
          confidence: 0.5,
          person,
          reason: `人社：{${person}}${since}满${age.value}周岁，近${LOOKED_BACK_MONTHS}个月没有领取任何养老金（发放数据截至${paid.day}）`,
          observations: [heldAgainst(age, { label: '到龄日期', observed: since, threshold: null, unit: 'day' })],
          facts: (facts.ResidentRegistered ?? []).slice(-1).map((fact) => evidence(person, 'ResidentRegistered', fact)),
          advice: ['问清是否在外地领取、是否参过保；没参保的办理参保或补缴，领取资格认证没做的帮着做'],
        }
    }
    return otherwise
  },
}

const awaitingPensions: Unknown = { status: 'unknown', missing: ['养老金发放'], awaits: ['pension-pay'] }

const eldestBirth = ({ members }: Profile): Member['birthDate'] => {
  let eldest: Day | null = null
  for (const { birthDate } of members)
    if (birthDate !== null && (eldest === null || birthDate < eldest)) eldest = birthDate
  return eldest
}
