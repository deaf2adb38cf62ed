import { addDays } from '@shouwang/contracts'
import { custodyOn, evidence, listingsOn, livingAllowances } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

/**
 * 服刑强戒仍计入: a member in prison or compulsory rehabilitation, who is no member of the family that lives together,
 * is still counted on the roll. Detention is short and community correction takes nobody away, so neither counts.
 * Source: 淄博共同生活家庭成员认定、青浦区月度比对 (docs/domain.md §3, S27, S55).
 */
export const recipientCustody: Indicator = {
  id: 'recipient-custody',
  name: '服刑强戒仍计入',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { household: 40 },
  source: '淄博市共同生活家庭成员认定规定；青浦区社会救助月度比对',
  reads: ['CustodyStarted', 'AssistanceListed'],
  quietWithout: ['CustodyStarted'],
  parameters: [],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, _policy, day) => {
    for (const { person, facts } of profile.members) {
      const custody = custodyOn(facts, day)
      if (custody === null || custody.data.kind === 'detention') continue
      const listing = listingsOn(facts, profile.coverage, day, livingAllowances)[0]
      if (listing === undefined) continue
      const { kind, from, to } = custody.data
      const held = kind === 'prison' ? '服刑' : '强制隔离戒毒'
      return {
        status: 'fires',
        confidence: 0.85,
        person,
        reason: `${custody.provider}：{${person}}自${from}起${held}${to === null ? '' : `至${to}`}，仍计入${listingText(listing)}`,
        observations: [shownOnly({ label: `${held}起始日`, observed: from, unit: 'day' })],
        facts: [evidence(person, 'CustodyStarted', custody), evidence(person, 'AssistanceListed', listing)],
        advice: ['按实际共同生活人口重新核算，不是整户停保；留意家中老人、子女是否需要另行救助'],
        ...(to === null ? {} : { reviewOn: addDays(to, 1) }),
      }
    }
    return clear
  },
}
