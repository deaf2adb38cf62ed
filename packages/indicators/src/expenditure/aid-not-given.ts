import { addDays, type Day, daysBetween } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { earlierOf } from '../readings/happening.ts'
import { isOnce, standingDecisions } from '../readings/programmes-granted.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const waitDays = 'aid-not-given/days'
const lookBack = 'aid-not-given/look-back-days'

/**
 * 已批未给付: a case granted help that is given once, and for more than the days named nothing of it has been given. Source:
 * 急难救助限时办结、政策落实类指标 (docs/domain.md §2.3, §3.1, S85).
 */
export const aidNotGiven: Indicator = {
  id: 'aid-not-given',
  name: '已批未给付',
  direction: 'missed',
  class: 'delivery',
  level: 'orange',
  dimensions: { expenditure: 50 },
  source: '西安市政策落实类指标；临时救助限时给付',
  reads: ['AidGiven', 'DecisionMade', ...livingMembersFacts],
  quietWithout: ['DecisionMade'],
  parameters: [waitDays, lookBack],
  programmes: ['temporary-relief', 'emergency-relief', 'charity-relief', 'medical-aid'],
  judge: (profile, policy, day) => {
    const [days, most] = [policy.number(waitDays), policy.number(lookBack)]
    let next: Day | null = null
    for (const { person, facts } of livingMembers(profile, day))
      for (const decision of standingDecisions(facts, day)) {
        const { programme, from, caseId, amountFen, decisionNo } = decision.data
        const passed = daysBetween(from, day)
        if (amountFen === 0 || passed > most.value || !isOnce(programme, policy)) continue
        if (profile.members.some((each) => each.facts.AidGiven?.some(({ data }) => data.caseId === caseId))) continue
        const dueOn = addDays(from, days.value)
        if (dueOn >= day) {
          next = earlierOf(next, dueOn)
          continue
        }
        return {
          status: 'fires',
          confidence: 0.9,
          person,
          reason: `个案决定${decisionNo}：${from}决定给予{${person}}${policy.programmes.get(programme)?.name ?? programme}${yuanText(amountFen)}，${passed}天未见给付记录`,
          observations: [
            heldAgainst(days, { label: '决定至今天数', observed: passed, threshold: days.value, unit: 'days' }),
            shownOnly({ label: '决定金额', observed: amountFen, unit: 'fen' }),
          ],
          facts: [evidence(person, 'DecisionMade', decision)],
          advice: ['催办给付或补记给付；钱没到的先问家里撑不撑得住，急的先行救助'],
          reviewOn: addDays(from, most.value + 1),
        }
      }
    return next === null ? clear : { status: 'clear', reviewOn: addDays(next, 1) }
  },
}
