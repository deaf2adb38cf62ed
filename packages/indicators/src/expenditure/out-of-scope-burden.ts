import { livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { householdMedical } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const absolute = 'out-of-scope-burden/absolute'
const conference = 'out-of-scope-burden/conference'

/**
 * 目录外自费负担过重: within twelve months the living members paid at least the standard for what no insurance pays, net of
 * refunds, as a child with a rare disease does whose bills hold almost nothing in scope. Above the second line it is
 * red: rules do not fit, a 一事一议 does. Source: 厦门一事一议 (docs/domain.md §7, ART-4).
 */
export const outOfScopeBurden: Indicator = {
  id: 'out-of-scope-burden',
  name: '目录外自费负担过重',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { expenditure: 70, health: 50 },
  source: '厦门市社会救助“一事一议”',
  reads: ['MedicalSettled', ...livingMembersFacts],
  quietWithout: ['MedicalSettled'],
  parameters: [absolute, conference],
  programmes: ['medical-aid', 'rigid', 'temporary-relief', 'dibao_single'],
  judge: (profile, policy, day) => {
    const standard = policy.number(absolute)
    let billed = 0
    for (const { facts } of profile.members)
      for (const { data } of facts.MedicalSettled ?? []) if (!data.refund) billed += data.outOfScopeFen
    if (billed < standard.value) return clear
    const medical = householdMedical(profile, day, 12)
    const paid = medical.outOfScopeFen
    if (paid < standard.value) return clear
    const line = policy.number(conference)
    const exceptional = paid >= line.value
    const person = medical.payers[0]?.person ?? medical.facts[0]?.person ?? null
    return {
      status: 'fires',
      level: exceptional ? 'red' : 'orange',
      confidence: 0.7,
      person,
      reason: `医保：${person === null ? '一家' : `{${person}}`}近12个月（${medical.from}至${day}）医保目录外自费${yuanText(paid)}，个人负担共${yuanText(medical.personalBurdenFen)}，达到${yuanText(exceptional ? line.value : standard.value)}标准`,
      observations: [
        heldAgainst(standard, { label: '近12个月目录外自费', observed: paid, threshold: standard.value, unit: 'fen' }),
        heldAgainst(line, { label: '目录外一事一议标准', observed: paid, threshold: line.value, unit: 'fen' }),
        shownOnly({ label: '近12个月个人负担', observed: medical.personalBurdenFen, unit: 'fen' }),
      ],
      facts: medical.facts,
      advice: [
        ...(exceptional ? [`目录外自费超过${yuanText(line.value)}，现有政策难以覆盖：建议提请“一事一议”`] : []),
        '核实用药是否治疗必需，对接慈善和药品援助、商业保险；收入在低保边缘以内的，核对重病单人保',
      ],
      reviewOn: medical.reviewOn,
    }
  },
}
