import { addDays, addMonths, type Day, daysBetween } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { earlierOf } from '../readings/happening.ts'
import { contributionPaidFor, latestStanding } from '../readings/insurance-standing.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const noticeDays = 'insurance-renewal-due/days'

/**
 * 参保资助待落实: the insurance of somebody of low income as a resident ends within the days named, and the next year has not been
 * paid for. Who has lapsed already is `uninsured-low-income`'s. Source: 资助参保政策 (docs/domain.md §3.1, S1, S85).
 */
export const insuranceRenewalDue: Indicator = {
  id: 'insurance-renewal-due',
  name: '参保资助待落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { health: 25 },
  source: '社会救助暂行办法第二十九条；居民医保集中缴费期',
  inUse: 'in-use/insurance-renewal-due',
  reads: ['MedicalInsuranceStanding', ...livingMembersFacts],
  quietWithout: ['MedicalInsuranceStanding'],
  parameters: [noticeDays],
  programmes: ['insurance-subsidy'],
  judge: (profile, policy, day) => {
    const days = policy.number(noticeDays)
    let next: Day | null = null
    for (const { person, facts } of livingMembers(profile, day)) {
      const standing = latestStanding(facts.MedicalInsuranceStanding)
      if (standing === null || standing.data.kind !== 'resident' || standing.data.status !== 'insured') continue
      const [listing] =
        standing.data.paidThrough === null ? [] : listingsOn(facts, profile.coverage, day, contributionPaidFor)
      if (listing === undefined || standing.data.paidThrough === null) continue
      const endsOn: Day = addDays(`${addMonths(standing.data.paidThrough, 1)}-01`, -1)
      const left = daysBetween(day, endsOn)
      if (left < 0) continue
      const noticeOn = addDays(endsOn, -days.value)
      if (noticeOn > day) {
        next = earlierOf(next, noticeOn)
        continue
      }
      return {
        status: 'fires',
        confidence: 0.7,
        person,
        reason: `${standing.provider}：{${person}}在${listingText(listing)}，居民医保${endsOn}到期，还有${left}天，下一年度尚未缴费`,
        observations: [heldAgainst(days, { label: '距到期天数', observed: left, threshold: days.value, unit: 'days' })],
        facts: [evidence(person, 'MedicalInsuranceStanding', standing), evidence(person, 'AssistanceListed', listing)],
        advice: ['核对是否已列入资助参保名单；须本人先缴的，代办缴费，别等断保再补'],
        reviewOn: addDays(endsOn, 1),
      }
    }
    return next === null ? clear : { status: 'clear', reviewOn: next }
  },
}
