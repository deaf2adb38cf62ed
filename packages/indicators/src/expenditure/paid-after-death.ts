import { addDays, type Day, type EvidenceFact, monthOf } from '@shouwang/contracts'
import { type Death, deathOf, evidence, type Member } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const grace = 'paid-after-death/grace-days'
/** Payments that are a person's own, and end with him. */
const personal = [
  'disability-care',
  'disability-living',
  'elder-allowance',
  'orphan',
  'unattended-child',
  'veteran',
] as const

/**
 * 去世后仍发放: an allowance or a pension of somebody went on being paid after the days named since he died. The living
 * allowances have an indicator of their own. Source: 湖北比对清退、死亡人员领取待遇核查 (docs/domain.md §2.2, S57, S61).
 */
export const paidAfterDeath: Indicator = {
  id: 'paid-after-death',
  name: '去世后仍发放',
  direction: 'wrong',
  class: 'delivery',
  level: 'orange',
  dimensions: { expenditure: 50 },
  source: '湖北省社会救助核对清退；死亡人员领取待遇专项核查',
  reads: ['DeathReported', 'ElderAllowancePaid', 'PensionPaid', 'SubsidyPaid'],
  quietWithout: ['DeathReported'],
  parameters: [grace],
  programmes: ['elder-allowance', 'disability-care', 'disability-living', 'orphan'],
  judge: (profile, policy, day) => {
    const days = policy.number(grace)
    for (const member of profile.members) {
      const death = member.facts.DeathReported === undefined ? null : deathOf(member.facts)
      if (death === null || death.day > day) continue
      const paid = paidSince(member, addDays(death.day, days.value), day)
      if (paid.sumFen <= 0) continue
      return {
        status: 'fires',
        confidence: death.sources.length > 1 ? 0.95 : 0.6,
        person: member.person,
        reason: `${providersOf(death)}记录{${member.person}}已于${death.day}去世，此后仍发放${paid.what.join('、')}共${yuanText(paid.sumFen)}`,
        observations: [
          heldAgainst(days, { label: '死亡日期', observed: death.day, threshold: null, unit: 'day' }),
          shownOnly({ label: '去世后发放笔数', observed: paid.facts.length, unit: 'count' }),
        ],
        facts: [...death.facts.map((fact) => evidence(member.person, 'DeathReported', fact)), ...paid.facts],
        advice: ['先核实是否确已去世，再从次月停发并核对多发金额；家属不知情的说明办理，不作欺诈处理'],
      }
    }
    return clear
  },
}

const providersOf = ({ facts }: Death): string => [...new Set(facts.map(({ provider }) => provider))].join('、')

type Paid = { readonly sumFen: number; readonly what: readonly string[]; readonly facts: readonly EvidenceFact[] }

const paidSince = ({ person, facts }: Member, since: Day, day: Day): Paid => {
  const month = monthOf(since)
  const elder = (facts.ElderAllowancePaid ?? []).filter(({ data }) => data.month > month)
  const pension = (facts.PensionPaid ?? []).filter(({ data }) => data.month > month && data.amountFen > 0)
  const card = (facts.SubsidyPaid ?? []).filter(
    ({ data }) => data.paidOn > since && data.paidOn <= day && personal.some((each) => each === data.programme),
  )
  return {
    sumFen: [...elder, ...pension, ...card].reduce((sum, { data }) => sum + data.amountFen, 0),
    what: [
      ...(elder.length === 0 ? [] : ['高龄津贴']),
      ...(pension.length === 0 ? [] : ['养老金']),
      ...new Set(card.map(({ data }) => data.item)),
    ],
    facts: [
      ...elder.map((fact) => evidence(person, 'ElderAllowancePaid', fact)),
      ...pension.map((fact) => evidence(person, 'PensionPaid', fact)),
      ...card.map((fact) => evidence(person, 'SubsidyPaid', fact)),
    ],
  }
}
