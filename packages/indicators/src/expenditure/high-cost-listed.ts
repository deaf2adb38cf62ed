import { addMonths, monthOf } from '@shouwang/contracts'
import {
  coverageStatus,
  evidence,
  type KnownFact,
  livingAllowances,
  livingMembers,
  livingMembersFacts,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const line = 'high-medical-selfpay-12m/absolute'
const months = 'high-cost-listed/months'

/**
 * 医保高额费用名单: the insurer itself lists a member for what he had to bear, by the line for ordinary families or more, within
 * the months looked back on, and the family is on no living allowance. It tells too of bills that were settled elsewhere.
 * Source: 医保部门高额费用预警推送 (docs/domain.md §2.1, S43, S44).
 */
export const highCostListed: Indicator = {
  id: 'high-cost-listed',
  name: '医保高额费用名单',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { expenditure: 50, health: 30 },
  source: '西安市、滨州市医保高额费用负担患者预警',
  inUse: 'in-use/high-cost-listed',
  reads: ['HighMedicalCostListed', ...livingMembersFacts],
  quietWithout: ['HighMedicalCostListed'],
  parameters: [line, months],
  programmes: ['medical-aid', 'rigid', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const limit = policy.number(line)
    const back = policy.number(months)
    const oldest = addMonths(monthOf(day), -back.value)
    for (const { person, facts } of livingMembers(profile, day)) {
      const listed = heaviest(facts.HighMedicalCostListed, oldest)
      if (listed === null || listed.data.burdenFen < limit.value) continue
      const covered = coverageStatus(profile, day, livingAllowances)
      const reviewOn = `${addMonths(listed.data.period, back.value + 1)}-01`
      if (covered === 'listed') continue
      if (covered === 'unknown')
        return { status: 'unknown', missing: ['救助名册'], awaits: ['assistance-roll'], reviewOn }
      return {
        status: 'fires',
        confidence: 0.7,
        person,
        reason: `${listed.provider}：{${person}}在${listed.data.period}高额费用名单，累计个人负担${yuanText(listed.data.burdenFen)}，达到${yuanText(limit.value)}标准，未享受低保、特困`,
        observations: [
          heldAgainst(limit, {
            label: '累计个人负担',
            observed: listed.data.burdenFen,
            threshold: limit.value,
            unit: 'fen',
          }),
          heldAgainst(back, { label: '统计期', observed: listed.data.period, threshold: null, unit: 'text' }),
        ],
        facts: [evidence(person, 'HighMedicalCostListed', listed)],
        advice: ['核对医疗救助和因病致贫重病患者认定；账单多在外地的，请家属带上票据手工报销'],
        reviewOn,
      }
    }
    return clear
  },
}

const heaviest = (
  listings: readonly KnownFact<'HighMedicalCostListed'>[] | undefined,
  oldest: string,
): KnownFact<'HighMedicalCostListed'> | null => {
  let found: KnownFact<'HighMedicalCostListed'> | null = null
  for (const fact of listings ?? [])
    if (fact.data.period >= oldest && (found === null || fact.data.burdenFen > found.data.burdenFen)) found = fact
  return found
}
