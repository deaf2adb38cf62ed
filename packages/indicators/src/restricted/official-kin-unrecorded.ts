import { evidence, livingMembersFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { declaredKin, kinChangesOn, received } from './declared-kin.ts'

/** Who an official is to assistance, as the office writes it. */
export const capacityText = { 'handling-staff': '救助经办人员', 'village-official': '村（社区）干部' } as const

/** What the declared person is to the official. */
export const kinText = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  other: '近亲属',
} as const

/**
 * 近亲属未备案: somebody of the household was declared as close kin of who handles assistance or of a village official, it is on
 * a roll or was granted help, and no 备案 is known. Looked at whenever the household is judged: on entry and at each review.
 * Judged apart from the catalogue: no task, no level, and nobody below the district reads of it.
 */
export const officialKinUnrecorded: Indicator = {
  id: 'official-kin-unrecorded',
  name: '近亲属未备案',
  direction: 'wrong',
  class: 'delivery',
  level: 'blue',
  dimensions: { household: 20 },
  source: '山东省社会救助体系（2018）：经办人员、村干部近亲属享受救助的须备案',
  reads: ['DecisionMade', 'OfficialKinDeclared', 'OfficialKinRecorded', ...livingMembersFacts],
  quietWithout: ['OfficialKinDeclared'],
  parameters: [],
  programmes: [],
  judge: (profile, policy, day) => {
    const changesOn = kinChangesOn(profile, policy, day)
    const review = changesOn === null ? {} : { reviewOn: changesOn }
    const missing = declaredKin(profile, day).filter(({ recordedOn }) => recordedOn === null)
    const [first] = missing
    const helped = first === undefined ? [] : received(profile, policy, day)
    if (first === undefined || helped.length === 0) return { status: 'clear', ...review }
    const { person, declared } = first
    const { capacity, kinship, declaredOn } = declared.data
    const names = helped.map(({ programme }) => policy.programmes.get(programme)?.name ?? programme)
    const others = missing.length > 1 ? `，同住的另有${missing.length - 1}人也未备案` : ''
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `${declared.provider}：{${person}}为${capacityText[capacity]}的${kinText[kinship]}（${declaredOn}申报），家庭享受${names.join('、')}，未见备案${others}`,
      observations: [
        shownOnly({ label: '申报日期', observed: declaredOn, unit: 'day' }),
        shownOnly({ label: '未备案人数', observed: missing.length, unit: 'count' }),
      ],
      facts: missing.map((each) => evidence(each.person, 'OfficialKinDeclared', each.declared)),
      advice: ['核实亲属关系后在“近亲属备案”登记备案', '没有备案本身不是停发、拒批的理由'],
      ...review,
    }
  },
}
