import type { Day } from '@shouwang/contracts'
import {
  evidence,
  type Facts,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const living = 'tekun/living-monthly'
const fullCare = 'tekun/care-full-monthly'
const halfCare = 'tekun/care-half-monthly'
const severe = 'care-grade-missed/full-grade'
const middling = 'care-grade-missed/half-grade'

/**
 * 特困照料护理档次偏低: somebody on 特困 was graded to need care, and is paid less than the living standard with the care
 * standard of that need. Source: 特困人员认定办法（生活自理能力评估）(docs/domain.md §1.1, §3.1, S85, ART-2).
 */
export const careGradeMissed: Indicator = {
  id: 'care-grade-missed',
  name: '特困照料护理档次偏低',
  direction: 'missed',
  class: 'need',
  level: 'yellow',
  dimensions: { health: 45, income: 20 },
  source: '特困人员认定办法；西安市需求预警指标',
  inUse: 'in-use/care-grade-missed',
  reads: ['SelfCareGraded', ...livingMembersFacts],
  quietWithout: ['SelfCareGraded'],
  standards: [living, fullCare, halfCare],
  parameters: [living, fullCare, halfCare, severe, middling],
  programmes: ['tekun'],
  judge: (profile, policy, day) => {
    for (const { person, facts } of livingMembers(profile, day)) {
      const graded = latestGrade(facts, day)
      const [listing] = graded === null ? [] : listingsOn(facts, profile.coverage, day, ['tekun'])
      if (graded === null || listing === undefined || listing.data.householdMonthlyFen === 0) continue
      const { grade, assessedOn } = graded.data
      const [full, half] = [policy.number(severe), policy.number(middling)]
      if (grade < half.value) continue
      const care = policy.number(grade >= full.value ? fullCare : halfCare)
      const dueFen = policy.number(living).value + care.value
      const paidFen = listing.data.householdMonthlyFen
      if (paidFen >= dueFen) continue
      return {
        status: 'fires',
        confidence: 0.7,
        person,
        reason: `${graded.provider}、民政：{${person}}${assessedOn}评定为失能${grade}级，应按${grade >= full.value ? '全护理' : '半护理'}档（含基本生活每月${yuanText(dueFen)}），现发${yuanText(paidFen)}`,
        observations: [
          heldAgainst(full, { label: '失能等级', observed: grade, threshold: half.value, unit: 'level' }),
          heldAgainst(care, { label: '每月特困供养金', observed: paidFen, threshold: dueFen, unit: 'fen' }),
          heldAgainst(half, { label: '评定日期', observed: assessedOn, threshold: null, unit: 'day' }),
        ],
        facts: [evidence(person, 'SelfCareGraded', graded), evidence(person, 'AssistanceListed', listing)],
        advice: ['组织生活自理能力评估，按结果调整护理档次，落实照料人和照料协议；愿意集中供养的优先安排'],
      }
    }
    return clear
  },
}

const latestGrade = (facts: Facts, day: Day): KnownFact<'SelfCareGraded'> | null => {
  let latest: KnownFact<'SelfCareGraded'> | null = null
  for (const fact of facts.SelfCareGraded ?? [])
    if (fact.data.assessedOn <= day && (latest === null || fact.data.assessedOn >= latest.data.assessedOn))
      latest = fact
  return latest
}
