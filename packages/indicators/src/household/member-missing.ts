import { addDays, type Day, daysBetween } from '@shouwang/contracts'
import { evidence, livingMembers } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { dependantNumbers, dependantsOf, dependantsText } from '../readings/dependants.ts'
import { earlierOf } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { needUnanswered } from './need-unanswered.ts'

const missingDays = 'member-missing/days'

/**
 * 家人失联: a member was reported missing, has not been found for the days named, and leaves somebody to be cared for; the
 * family is on no programme of low income. Source: 事实无人抚养儿童认定的失联情形 (docs/domain.md §1.1, S21).
 */
export const memberMissing: Indicator = needUnanswered({
  id: 'member-missing',
  name: '家人失联',
  level: 'yellow',
  dimensions: { household: 60, income: 40 },
  source: '事实无人抚养儿童认定规定（失联情形）；公安失联报案',
  inUse: 'in-use/member-missing',
  reads: ['DisabilityCertified', 'MissingReported'],
  quietWithout: ['MissingReported'],
  parameters: [missingDays, ...dependantNumbers],
  programmes: ['temporary-relief', 'dibao', 'unattended-child'],
  needOf: (profile, policy, day) => {
    const days = policy.number(missingDays)
    let next: Day | null = null
    for (const { person, facts } of livingMembers(profile, day))
      for (const report of facts.MissingReported ?? []) {
        const { reportedOn, foundOn } = report.data
        if (foundOn !== null || reportedOn > day) continue
        const countsOn = addDays(reportedOn, days.value)
        if (countsOn > day) {
          next = earlierOf(next, countsOn)
          continue
        }
        const left = livingMembers(profile, day).filter((member) => member.person !== person)
        const dependants = dependantsText(dependantsOf(left, policy, day))
        if (dependants === '') continue
        return {
          status: 'fires',
          confidence: 0.7,
          person,
          reason: `${report.provider}：{${person}}${reportedOn}报失联，至今未找到，家中尚有${dependants}，未享受低保、低保边缘等救助`,
          observations: [
            heldAgainst(days, {
              label: '失联天数',
              observed: daysBetween(reportedOn, day),
              threshold: days.value,
              unit: 'days',
            }),
            shownOnly({ label: '需要供养的人', observed: dependants, unit: 'text' }),
          ],
          facts: [evidence(person, 'MissingReported', report)],
          advice: ['看家里现在谁照料、靠什么生活；有未成年人的，核对另一方父母和事实无人抚养，满六个月可认定'],
        }
      }
    return next === null ? clear : { status: 'clear', reviewOn: next }
  },
})
