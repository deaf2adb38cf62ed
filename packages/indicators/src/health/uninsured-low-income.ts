import { addMonths, type Day, monthOf } from '@shouwang/contracts'
import { evidence, type KnownFact, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { contributionPaidFor, latestStanding } from '../readings/insurance-standing.ts'
import { shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

/**
 * 困难群众断保: somebody on a roll of low income is not insured for medical care, or paid for no longer than a month that has
 * gone. Whose standing no insurer told is no lead. Source: 社会救助暂行办法第二十九条 (docs/domain.md §3, S1).
 */
export const uninsuredLowIncome: Indicator = {
  id: 'uninsured-low-income',
  name: '困难群众断保',
  direction: 'missed',
  class: 'need',
  level: 'yellow',
  dimensions: { health: 50 },
  source: '社会救助暂行办法第二十九条；资助参保政策',
  reads: ['MedicalInsuranceStanding', ...livingMembersFacts],
  quietWithout: ['MedicalInsuranceStanding'],
  parameters: [],
  programmes: ['medical-aid'],
  judge: (profile, _policy, day) => {
    let lapse: Day | null = null
    for (const { person, facts } of livingMembers(profile, day)) {
      const standing = latestStanding(facts.MedicalInsuranceStanding)
      const listing = standing === null ? undefined : listingsOn(facts, profile.coverage, day, contributionPaidFor)[0]
      if (standing === null || listing === undefined) continue
      if (!isBroken(standing, day)) {
        const { paidThrough } = standing.data
        const next = paidThrough === null ? null : (`${addMonths(paidThrough, 1)}-01` as Day)
        if (next !== null && (lapse === null || next < lapse)) lapse = next
        continue
      }
      const { provider, data } = standing
      const through = data.paidThrough === null ? '' : `，缴费至${data.paidThrough}`
      return {
        status: 'fires',
        confidence: data.status === 'insured' ? 0.6 : 0.85,
        person,
        reason: `${provider}：{${person}}${statusText[data.status]}${through}，现在${programmeText[listing.data.programme]}名册`,
        observations: [shownOnly({ label: '参保状态', observed: statusText[data.status], unit: 'text' })],
        facts: [evidence(person, 'MedicalInsuranceStanding', standing), evidence(person, 'AssistanceListed', listing)],
        advice: ['核实是否已在外地或以其他身份参保；确未参保的，代办参保登记并落实参保资助'],
      }
    }
    return { status: 'clear', ...(lapse === null ? {} : { reviewOn: lapse }) }
  },
}

const statusText = { insured: '医保缴费已到期', suspended: '医保暂停', stopped: '已停保' } as const

const isBroken = ({ data }: KnownFact<'MedicalInsuranceStanding'>, day: Day): boolean =>
  data.status !== 'insured' || (data.paidThrough !== null && data.paidThrough < monthOf(day))
