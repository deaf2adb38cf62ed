import { coverageStatus, evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { lowIncome } from '../readings/low-income.ts'
import { shownOnly } from '../wording/held-against.ts'

/**
 * 返贫监测户未衔接: agriculture watches a family against return to poverty and its risk is still open, and civil affairs has
 * it on no programme of low income. Source: 常态化帮扶与低收入人口认定衔接 (docs/domain.md §3, §10, S25).
 */
export const fanpinNotLinked: Indicator = {
  id: 'fanpin-not-linked',
  name: '返贫监测户未衔接',
  direction: 'missed',
  class: 'need',
  level: 'yellow',
  dimensions: { income: 45, household: 20 },
  source: '民政部、农业农村部低收入人口与防止返贫监测对象衔接',
  reads: [...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [],
  programmes: ['dibao', 'edge', 'rigid'],
  judge: (profile, _policy, day) => {
    const watched = firstListed(profile, livingMembers(profile, day), day, ['fanpin'])
    if (watched === null) return clear
    const covered = coverageStatus(profile, day, lowIncome)
    if (covered === 'listed') return clear
    if (covered === 'unknown') return { status: 'unknown', missing: ['救助名册'], awaits: ['assistance-roll'] }
    const { holder, listing } = watched
    const since = listing.data.from === null ? '' : `自${listing.data.from}`
    return {
      status: 'fires',
      confidence: 0.8,
      person: holder,
      reason: `${listing.provider}：{${holder}}一家${since}列为防止返贫监测对象，风险尚未消除，民政救助名册没有低保、特困、低保边缘或刚性支出困难认定`,
      observations: [shownOnly({ label: '纳入监测日期', observed: listing.data.from ?? '不详', unit: 'day' })],
      facts: [evidence(holder, 'AssistanceListed', listing)],
      advice: ['与农业农村部门核对致困原因和帮扶措施，按低保、低保边缘条件重新核对，不要求家庭重复提交材料'],
    }
  },
}
