import { addDays, type Day, daysBetween } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import { type Clear, clear, type Indicator, type Unknown } from '../indicator.ts'
import { standingDecisions } from '../readings/programmes-granted.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

const waitDays = 'decided-not-listed/days'
const onRoll = ['dibao', 'dibao_single', 'tekun', 'edge', 'rigid', 'orphan', 'unattended-child'] as const

/**
 * 已批未入册: a case granted a programme of the roll, and a roll that was delivered after the days named does not show the
 * family on it: what was decided has not arrived. Source: 政策落实类指标 (docs/domain.md §3.1, S85).
 */
export const decidedNotListed: Indicator = {
  id: 'decided-not-listed',
  name: '已批未入册',
  direction: 'missed',
  class: 'delivery',
  level: 'yellow',
  dimensions: { household: 30, income: 30 },
  source: '西安市政策落实类指标；救助决定落实核查',
  reads: ['DecisionMade', ...livingMembersFacts],
  quietWithout: ['DecisionMade'],
  parameters: [waitDays],
  programmes: ['dibao', 'dibao_single', 'tekun', 'edge', 'rigid', 'orphan', 'unattended-child'],
  judge: (profile, policy, day) => {
    const days = policy.number(waitDays)
    let otherwise: Clear | Unknown = clear
    for (const { person, facts } of livingMembers(profile, day))
      for (const decision of standingDecisions(facts, day)) {
        const { from, to, decisionNo } = decision.data
        const programme = onRoll.find((each) => each === decision.data.programme)
        if (programme === undefined || (to !== null && to < day)) continue
        if (profile.members.some((each) => listingsOn(each.facts, profile.coverage, day, [programme]).length > 0))
          continue
        const dueOn = addDays(from, days.value)
        const roll = profile.coverage('assistance-roll')
        if (dueOn > day) otherwise = waitingUntil(otherwise, dueOn)
        else if (roll === undefined || roll.day < dueOn) otherwise = awaitingRoll
        else
          return {
            status: 'fires',
            confidence: 0.9,
            person,
            reason: `个案决定${decisionNo}：{${person}}自${from}起享受${programmeText[programme]}，${roll.day}救助名册仍未列入`,
            observations: [
              heldAgainst(days, {
                label: '决定生效至今天数',
                observed: daysBetween(from, day),
                threshold: days.value,
                unit: 'days',
              }),
              shownOnly({ label: '名册日期', observed: roll.day, unit: 'day' }),
            ],
            facts: [evidence(person, 'DecisionMade', decision)],
            advice: ['查录入、发放和账户哪一步没有办完，补录后从决定之日起补发'],
          }
      }
    return otherwise
  },
}

const awaitingRoll: Unknown = { status: 'unknown', missing: ['救助名册（办理期满后）'], awaits: ['assistance-roll'] }

const waitingUntil = (known: Clear | Unknown, dueOn: Day): Clear | Unknown =>
  known.reviewOn !== undefined && known.reviewOn < dueOn ? known : { ...known, reviewOn: dueOn }
