import { addMonthsToDay, type Day } from '@shouwang/contracts'
import { evidence, type Facts, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { forgottenOn } from '../readings/happening.ts'
import { contributionPaidFor } from '../readings/insurance-standing.ts'
import { beganIn, latestEnrolment } from '../readings/school-fees.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const grace = 'education-aid-missed/grace-days'
const months = 'education-burden/fee-months'
const stages = ['senior', 'vocational', 'undergraduate'] as const
const AID_YEAR_MONTHS = 12

/**
 * 教育资助未落实: a student beyond compulsory schooling, whose family is on a programme of low income, pays a fee, and neither
 * the school nor the aid office has told of any aid once the time to arrange it has passed. Source: 学生资助政策
 * (docs/domain.md §3.1, S85; 社会救助暂行办法, S1).
 */
export const educationAidMissed: Indicator = {
  id: 'education-aid-missed',
  name: '教育资助未落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { expenditure: 30 },
  source: '社会救助暂行办法第三十三条；国家学生资助政策',
  inUse: 'in-use/education-aid-missed',
  reads: ['EnrolmentReported', 'StudentAided', ...livingMembersFacts],
  quietWithout: ['EnrolmentReported'],
  parameters: [grace, months],
  programmes: ['education-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number(grace)
    const living = livingMembers(profile, day)
    const listed = firstListed(profile, living, day, contributionPaidFor)
    if (listed === null) return clear
    for (const { person, facts } of living) {
      const school = latestEnrolment(facts.EnrolmentReported)
      if (school === null || school.data.status !== 'enrolled' || !stages.some((stage) => stage === school.data.stage))
        continue
      const began: Day = `${beganIn(school)}-01`
      if (school.data.yearlyFeeFen <= 0 || addMonthsToDay(began, policy.number(months).value) <= day) continue
      if (school.data.aidFen > 0 || wasAided(facts, began)) continue
      const dueOn = forgottenOn(began, days.value)
      if (dueOn > day) return { status: 'clear', reviewOn: dueOn }
      return {
        status: 'fires',
        confidence: 0.6,
        person,
        reason: `教育、民政：{${person}}就读（${school.data.term}）学费${yuanText(school.data.yearlyFeeFen)}，未见任何资助，{${listed.holder}}一家在${listingText(listed.listing)}`,
        observations: [
          heldAgainst(days, { label: '开学日期', observed: began, threshold: null, unit: 'day' }),
          shownOnly({ label: '学年学费支出', observed: school.data.yearlyFeeFen, unit: 'fen' }),
        ],
        facts: [
          evidence(person, 'EnrolmentReported', school),
          evidence(listed.holder, 'AssistanceListed', listed.listing),
        ],
        advice: ['转教育部门和学校，核对国家助学金、学费减免和助学贷款；私下联系学生，不公开其困难'],
        reviewOn: addMonthsToDay(began, policy.number(months).value),
      }
    }
    return clear
  },
}

/** Aid of this school year, as the office says that gives it. */
const wasAided = (facts: Facts, began: Day): boolean =>
  (facts.StudentAided ?? []).some(
    ({ data, day }) => data.aidFen > 0 && day >= began && day < addMonthsToDay(began, AID_YEAR_MONTHS),
  )
