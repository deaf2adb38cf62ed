import type { PersonId } from '@shouwang/contracts'
import {
  coverageStatus,
  evidence,
  type KnownFact,
  livingMembers,
  livingMembersFacts,
  netSettlements,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { mayHavePaid } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const ordinary = 'single-stay-selfpay/stay'
const lowIncome = 'single-stay-selfpay/stay-low-income'
const lookBack = 'single-stay-selfpay/look-back-days'

/**
 * 单次住院高自付: one stay in hospital, settled within the days looked back on and not refunded, cost a living member at
 * least the standard in scope; a lower one holds for families on the assistance roll.
 * Source: 县级民政、医保月度推送 (docs/domain.md §3, S46).
 */
export const singleStaySelfpay: Indicator = {
  id: 'single-stay-selfpay',
  name: '单次住院高自付',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { expenditure: 40, health: 30 },
  source: '某县民政、医保月度推送办法',
  reads: ['MedicalSettled', ...livingMembersFacts],
  quietWithout: ['MedicalSettled'],
  parameters: [ordinary, lowIncome, lookBack],
  programmes: ['medical-aid', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const low = policy.number(lowIncome)
    const days = policy.number(lookBack)
    if (!mayHavePaid(profile, low.value)) return clear
    let stay: { person: PersonId; fact: KnownFact<'MedicalSettled'> } | null = null
    for (const { person, facts } of profile.members) {
      if (!facts.MedicalSettled?.some(({ data }) => data.care === 'inpatient' && data.inScopeSelfPaidFen >= low.value))
        continue
      if (!livingMembers(profile, day).some((living) => living.person === person)) continue
      for (const fact of netSettlements(facts)) {
        const { care, inScopeSelfPaidFen, settledOn } = fact.data
        if (care !== 'inpatient' || inScopeSelfPaidFen < low.value || !isRecent(settledOn, day, days.value)) continue
        if (stay === null || inScopeSelfPaidFen > stay.fact.data.inScopeSelfPaidFen) stay = { person, fact }
      }
    }
    if (stay === null) return clear
    const { inScopeSelfPaidFen: paid, personalBurdenFen, settledOn } = stay.fact.data
    const listed = coverageStatus(profile, day)
    const rule = listed === 'listed' ? low : policy.number(ordinary)
    if (paid < rule.value) return listed === 'unknown' ? awaitingRoll : clear
    return {
      status: 'fires',
      confidence: 0.9,
      person: stay.person,
      reason: `医保：{${stay.person}}${settledOn}结算的一次住院合规自付${yuanText(paid)}（个人负担${yuanText(personalBurdenFen)}），达到${yuanText(rule.value)}标准`,
      observations: [
        heldAgainst(rule, { label: '单次住院合规自付', observed: paid, threshold: rule.value, unit: 'fen' }),
        shownOnly({ label: '单次住院个人负担', observed: personalBurdenFen, unit: 'fen' }),
      ],
      facts: [evidence(stay.person, 'MedicalSettled', stay.fact)],
      advice: ['核实后续治疗费用和商业保险赔付，符合条件的申请医疗救助'],
      reviewOn: forgottenOn(settledOn, days.value),
    }
  },
}

const awaitingRoll = {
  status: 'unknown',
  missing: ['救助名册（低收入家庭适用较低标准）'],
  awaits: ['assistance-roll'],
} as const
