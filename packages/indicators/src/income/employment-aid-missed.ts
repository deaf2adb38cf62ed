import { type Day, daysBetween, monthOf } from '@shouwang/contracts'
import {
  evidence,
  type Facts,
  type KnownFact,
  lastEarningsMonth,
  livingMembers,
  livingMembersFacts,
} from '@shouwang/household'
import { type Clear, clear, type Indicator } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { dependantNumbers, incapacityOf } from '../readings/dependants.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { lowIncome } from '../readings/low-income.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const waitDays = 'employment-aid-missed/days'
const lookBack = 'employment-aid-missed/look-back-days'

/**
 * 就业救助未落实: somebody able to work, in a family on a programme of low income, registered as unemployed, and once the days
 * named have passed no office has told of any work. Source: 社会救助暂行办法（就业救助）(docs/domain.md §3.1, S1, S85).
 */
export const employmentAidMissed: Indicator = {
  id: 'employment-aid-missed',
  name: '就业救助未落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { income: 30 },
  source: '社会救助暂行办法第四十二条（就业救助）',
  inUse: 'in-use/employment-aid-missed',
  reads: [
    'DisabilityCertified',
    'EmploymentRegistered',
    'IncomeReported',
    'SocialInsurancePaid',
    'UnemploymentRegistered',
    ...livingMembersFacts,
  ],
  quietWithout: ['UnemploymentRegistered'],
  parameters: [waitDays, lookBack, ...dependantNumbers],
  programmes: ['employment-aid'],
  judge: (profile, policy, day) => {
    const [days, most] = [policy.number(waitDays), policy.number(lookBack)]
    const living = livingMembers(profile, day)
    const listed = firstListed(profile, living, day, lowIncome)
    if (listed === null) return clear
    let otherwise: Clear = clear
    for (const member of living) {
      const registered = lastRegistered(member.facts, day, most.value)
      if (registered === null || incapacityOf(member, policy, day) !== null) continue
      const { registeredOn } = registered.data
      if (foundWork(member.facts, registeredOn, day)) continue
      const dueOn = forgottenOn(registeredOn, days.value)
      if (dueOn > day) {
        otherwise = { status: 'clear', reviewOn: dueOn }
        continue
      }
      const { person } = member
      return {
        status: 'fires',
        confidence: 0.6,
        person,
        reason: `${registered.provider}：{${person}}${registeredOn}登记失业，${daysBetween(registeredOn, day)}天未见就业或参保，{${listed.holder}}一家在${listingText(listed.listing)}`,
        observations: [
          heldAgainst(days, {
            label: '失业登记至今天数',
            observed: daysBetween(registeredOn, day),
            threshold: days.value,
            unit: 'days',
          }),
        ],
        facts: [
          evidence(person, 'UnemploymentRegistered', registered),
          evidence(listed.holder, 'AssistanceListed', listed.listing),
        ],
        advice: ['转人社：公益岗位、技能培训、社保补贴；有照护负担的先解决照护，就业后按渐退期办理'],
        reviewOn: forgottenOn(registeredOn, most.value),
      }
    }
    return otherwise
  },
}

const lastRegistered = (facts: Facts, day: Day, days: number): KnownFact<'UnemploymentRegistered'> | null => {
  let last: KnownFact<'UnemploymentRegistered'> | null = null
  for (const fact of facts.UnemploymentRegistered ?? [])
    if (
      isRecent(fact.data.registeredOn, day, days) &&
      (last === null || fact.data.registeredOn > last.data.registeredOn)
    )
      last = fact
  return last
}

const foundWork = (facts: Facts, since: Day, day: Day): boolean =>
  (lastEarningsMonth(facts) ?? '') > monthOf(since) ||
  (facts.EmploymentRegistered ?? []).some(
    ({ data: { from, to } }) => from >= since && from <= day && (to === null || to >= day),
  )
