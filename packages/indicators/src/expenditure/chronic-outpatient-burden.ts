import { addMonths, type ChangeEventData, type Day, type Month, monthOf } from '@shouwang/contracts'
import { isDeadOn, type KnownFact, livingMembers, livingMembersFacts, netSettlements } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { largest, mayHavePaid } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const monthSelfpay = 'chronic-outpatient-burden/month-selfpay'
const monthCount = 'chronic-outpatient-burden/months'
const windowMonths = 'chronic-outpatient-burden/window-months'

/**
 * 门诊慢特病持续负担: a living member paid at least the monthly standard in scope for outpatient care (门诊、门特), net of
 * refunds, in enough of the last months, the current one included. Source: 县级医疗费用预警 (docs/domain.md §3, S47).
 */
export const chronicOutpatientBurden: Indicator = {
  id: 'chronic-outpatient-burden',
  name: '门诊慢特病持续负担',
  direction: 'missed',
  class: 'discovery',
  level: 'blue',
  dimensions: { expenditure: 25, health: 25 },
  source: '某县医疗费用预警办法',
  reads: ['MedicalSettled', ...livingMembersFacts],
  quietWithout: ['MedicalSettled'],
  parameters: [monthSelfpay, monthCount, windowMonths],
  programmes: ['medical-aid'],
  judge: (profile, policy, day) => {
    const standard = policy.number(monthSelfpay)
    const needed = policy.number(monthCount)
    const window = policy.number(windowMonths)
    if (!mayHavePaid(profile, standard.value * needed.value)) return clear
    const first = addMonths(monthOf(day), 1 - window.value)
    for (const { person, facts } of profile.members) {
      if (!mayBeBurdened(facts.MedicalSettled, first, standard.value * needed.value) || isDeadOn(facts, day)) continue
      if (!livingMembers(profile, day).some((living) => living.person === person)) continue
      const settled = outpatientSince(netSettlements(facts), first, day)
      const heavy = heavyMonths(settled, standard.value)
      if (heavy.length < needed.value) continue
      const counted = settled.filter(({ data }) => heavy.includes(monthOf(data.settledOn)))
      const paid = counted.reduce((sum, { data }) => sum + data.inScopeSelfPaidFen, 0)
      const burden = counted.reduce((sum, { data }) => sum + data.personalBurdenFen, 0)
      return {
        status: 'fires',
        confidence: 0.8,
        person,
        reason: `医保：{${person}}近${window.value}个月有${heavy.length}个月（${heavy.join('、')}）门诊合规自付达到每月${yuanText(standard.value)}，共${yuanText(paid)}（个人负担${yuanText(burden)}）`,
        observations: [
          heldAgainst(needed, { label: '达标月数', observed: heavy.length, threshold: needed.value, unit: 'count' }),
          heldAgainst(standard, {
            label: '达标月门诊合规自付',
            observed: paid,
            threshold: standard.value,
            unit: 'fen',
          }),
          shownOnly({ label: '达标月门诊个人负担', observed: burden, unit: 'fen' }),
        ],
        facts: largest(counted.map((fact) => ({ person, fact }))),
        advice: ['核实是否已办理门诊慢特病待遇，未办理的协助认定'],
        reviewOn: `${addMonths(monthOf(day), 1)}-01`,
      }
    }
    return clear
  },
}

type Settlements = readonly KnownFact<'MedicalSettled'>[]

const isOutpatient = ({ care }: ChangeEventData['MedicalSettled']): boolean =>
  care === 'outpatient' || care === 'chronic-outpatient'

/** False when outpatient care since the first month, refunded or not, stays below `fen`: a cheap answer for most. */
const mayBeBurdened = (settlements: Settlements | undefined, first: Month, fen: number): boolean => {
  let sum = 0
  for (const { data } of settlements ?? [])
    if (data.settledOn >= first && !data.refund && isOutpatient(data)) sum += data.inScopeSelfPaidFen
  return sum >= fen
}

const outpatientSince = (settlements: Settlements, first: Month, day: Day): Settlements =>
  settlements.filter(({ data }) => isOutpatient(data) && data.settledOn >= first && data.settledOn <= day)

const heavyMonths = (settled: Settlements, standardFen: number): Month[] => {
  const byMonth = new Map<Month, number>()
  for (const { data } of settled) {
    const month = monthOf(data.settledOn)
    byMonth.set(month, (byMonth.get(month) ?? 0) + data.inScopeSelfPaidFen)
  }
  return [...byMonth].flatMap(([month, fen]) => (fen >= standardFen ? [month] : [])).sort()
}
