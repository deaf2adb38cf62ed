import { ageOn, birthday, type Day } from '@shouwang/contracts'
import { livingMembers, type Member } from '@shouwang/household'
import { type Clear, clear, type Indicator } from '../indicator.ts'
import { dependantNumbers, incapacityOf } from '../readings/dependants.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { needUnanswered } from './need-unanswered.ts'

const minorAge = 'dependant/minor-age'
const elderAge = 'dependant/elder-age'

/**
 * 隔代抚养: minors live with elders and with nobody who could work, and the family is on no programme of low income. Their
 * parents may send money: somebody has to ask. Source: 南昌八类人群 (docs/domain.md §10, ART-3).
 */
export const grandparentsRaising: Indicator = needUnanswered({
  id: 'grandparents-raising',
  name: '隔代抚养',
  level: 'blue',
  dimensions: { household: 50 },
  source: '南昌市重点关注八类困难群众',
  inUse: 'in-use/grandparents-raising',
  reads: ['DisabilityCertified'],
  parameters: [...dependantNumbers],
  programmes: ['dibao', 'edge', 'unattended-child', 'social-work'],
  needOf: (profile, policy, day) => {
    const minor = policy.number(minorAge)
    const youngest = youngestOf(profile.members)
    if (youngest === null || ageOn(youngest, day) >= minor.value) return clear
    const living = livingMembers(profile, day)
    const able = living.find((member) => incapacityOf(member, policy, day) === null)
    if (able !== undefined) return oldOn(able, policy.number(elderAge).value, day)
    const children = living.filter((member) => incapacityOf(member, policy, day) === 'minor')
    const elders = living.filter((member) => incapacityOf(member, policy, day) === 'elder')
    const [child] = children
    if (child === undefined || elders.length === 0) return clear
    const grown = children.map(({ birthDate }) => birthday(birthDate ?? day, minor.value)).sort()[0]
    return {
      status: 'fires',
      confidence: 0.5,
      person: child.person,
      reason: `户籍：家中${children.length}名未成年人（{${child.person}}等）只与${elders.length}名老人同住，没有能劳动的人，未享受低保、低保边缘等救助`,
      observations: [
        shownOnly({ label: '未成年人数', observed: children.length, unit: 'count' }),
        heldAgainst(policy.number(elderAge), {
          label: '同住老人数',
          observed: elders.length,
          threshold: null,
          unit: 'count',
        }),
      ],
      facts: [],
      advice: ['问清父母在哪里、寄不寄生活费、谁是监护人；父母失联、服刑、重残的核对事实无人抚养'],
      ...(grown === undefined || grown <= day ? {} : { reviewOn: grown }),
    }
  },
})

const youngestOf = (members: readonly Member[]): Day | null => {
  let youngest: Day | null = null
  for (const { birthDate } of members)
    if (birthDate !== null && (youngest === null || birthDate > youngest)) youngest = birthDate
  return youngest
}

/** Clear as long as this member is no elder yet; one of unknown age may never be. */
const oldOn = ({ birthDate }: Member, age: number, day: Day): Clear => {
  const on = birthDate === null ? day : birthday(birthDate, age)
  return on <= day ? clear : { status: 'clear', reviewOn: on }
}
