import { evidence, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn } from '../readings/happening.ts'
import { type OpenStay, openStays, openStaysFacts } from '../readings/open-stays.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const arrears = 'emergency-arrears/arrears'
const lookBack = 'emergency-arrears/look-back-days'

/**
 * 急危重症欠费: a living member is in hospital as critical, or owes it at least the standard, and the bill is not settled:
 * help can begin before it. Goes with the bill, or with a row that says nothing is owed after the discharge.
 * Source: 疾病应急救助, 先诊疗后付费 (docs/domain.md §3, ART-0, ART-3).
 */
export const emergencyArrears: Indicator = {
  id: 'emergency-arrears',
  name: '急危重症欠费',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { health: 70, expenditure: 60 },
  source: '疾病应急救助制度；先诊疗后付费',
  reads: [...openStaysFacts, ...livingMembersFacts],
  quietWithout: ['HospitalAdmitted'],
  parameters: [arrears, lookBack],
  programmes: ['temporary-relief', 'medical-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number(lookBack)
    const line = policy.number(arrears)
    let gravest: OpenStay | null = null
    for (const stay of openStays(profile, day, days.value))
      if (isGrave(stay, line.value) && (gravest === null || owed(stay) > owed(gravest))) gravest = stay
    if (gravest === null) return clear
    const { person, fact } = gravest
    const { admittedOn, dischargedOn, critical, arrearsFen, estimatedFen } = fact.data
    const parts = [
      critical ? '按急危重症收治' : null,
      arrearsFen === null ? '欠费待核' : `欠费${yuanText(arrearsFen)}`,
      estimatedFen === null ? null : `预计总费用${yuanText(estimatedFen)}`,
      dischargedOn === null ? '医保尚未结算' : `${dischargedOn}出院，医保尚未结算`,
    ]
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `卫健：{${person}}${admittedOn}住院，${parts.filter((part) => part !== null).join('，')}`,
      observations: [
        heldAgainst(line, {
          label: '住院欠费',
          observed: arrearsFen ?? '不详',
          threshold: line.value,
          unit: arrearsFen === null ? 'text' : 'fen',
        }),
        shownOnly({ label: '是否急危重症', observed: critical ? '是' : '否', unit: 'text' }),
      ],
      facts: [evidence(person, 'HospitalAdmitted', fact)],
      advice: ['联系医院先诊疗后付费、申请疾病应急救助；困难的先行临时救助，结算后再核对'],
      reviewOn: forgottenOn(admittedOn, days.value),
    }
  },
}

const owed = ({ fact }: OpenStay): number => fact.data.arrearsFen ?? 0

/** Critical patients matter while they are in, and after it while they owe something. */
const isGrave = ({ fact: { data } }: OpenStay, line: number): boolean =>
  (data.arrearsFen ?? 0) >= line || (data.critical && (data.dischargedOn === null || (data.arrearsFen ?? 0) > 0))
