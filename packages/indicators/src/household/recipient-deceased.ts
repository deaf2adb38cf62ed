import { type DeathSource, deathOf, evidence, listingsOn, livingAllowances } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

/**
 * 死亡仍在保: a member whose death a source reports is still on the roll of a living allowance. One source may err, so
 * it takes two that agree to be sure. Source: 湖北比对清退、辽宁火化比对 (docs/domain.md §3, S57, S61).
 */
export const recipientDeceased: Indicator = {
  id: 'recipient-deceased',
  name: '死亡仍在保',
  direction: 'wrong',
  class: 'dynamics',
  level: 'red',
  dimensions: { household: 60 },
  source: '湖北省社会救助核对清退；辽宁省公安厅第1149号建议答复',
  reads: ['DeathReported', 'AssistanceListed'],
  quietWithout: ['DeathReported'],
  parameters: [],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, _policy, day) => {
    for (const { person, facts } of profile.members) {
      const death = deathOf(facts)
      if (death === null || death.day > day) continue
      const listing = listingsOn(facts, profile.coverage, day, livingAllowances)[0]
      if (listing === undefined) continue
      const agree = death.sources.length > 1
      return {
        status: 'fires',
        confidence: agree ? 0.95 : 0.6,
        person,
        reason: `${sourcesText(death.sources)}记录{${person}}已于${death.day}去世，但仍在${listingText(listing)}`,
        observations: [
          shownOnly({ label: '死亡日期', observed: death.day, unit: 'day' }),
          shownOnly({ label: '报告来源数', observed: death.sources.length, unit: 'count' }),
        ],
        facts: [
          ...death.facts.map((fact) => evidence(person, 'DeathReported', fact)),
          evidence(person, 'AssistanceListed', listing),
        ],
        advice: [
          agree ? '两个工作日内入户或向村（居）确认' : '仅一方报告，先向村（居）和另外两方核实，防止误报',
          '确认后从次月起停发或重新核算，并核对去世后已发金额；未经核实不得停发',
        ],
      }
    }
    return clear
  },
}

const sourceNames: { readonly [Source in DeathSource]: string } = { police: '公安', health: '卫健', funeral: '殡葬' }
const counts = ['', '', '双方', '三方']

const sourcesText = (sources: readonly DeathSource[]): string =>
  `${sources.map((source) => sourceNames[source]).join('、')}${counts[sources.length] ?? ''}`
