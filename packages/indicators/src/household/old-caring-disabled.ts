import { ageOn } from '@shouwang/contracts'
import { currentDisability, evidence, livingMembers } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { dependantNumbers, hasSevereDisability, incapacityOf } from '../readings/dependants.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { needUnanswered } from './need-unanswered.ts'

const elderAge = 'dependant/elder-age'

/**
 * 老残一体（以老养残）: somebody severely disabled and younger than an elder lives with elders and with nobody who could
 * work, and the family is on no programme of low income. Source: 西安 75 项指标的主动发现类 (docs/domain.md §3.1, S85).
 */
export const oldCaringDisabled: Indicator = needUnanswered({
  id: 'old-caring-disabled',
  name: '以老养残',
  level: 'yellow',
  dimensions: { household: 55, health: 45 },
  source: '西安市低收入人口监测预警指标',
  reads: ['DisabilityCertified'],
  quietWithout: ['DisabilityCertified'],
  parameters: [...dependantNumbers],
  programmes: ['dibao', 'tekun', 'edge', 'disability-care', 'visiting'],
  needOf: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const disabled = living.find(
      (member) => isCaredFor(incapacityOf(member, policy, day)) && hasSevereDisability(member.facts, policy),
    )
    const certificate = disabled === undefined ? null : currentDisability(disabled.facts)
    const elders = living.filter((member) => incapacityOf(member, policy, day) === 'elder')
    if (disabled === undefined || certificate === null || elders.length === 0) return clear
    if (living.some((member) => incapacityOf(member, policy, day) === null)) return clear
    const ages = elders.flatMap(({ birthDate }) => (birthDate === null ? [] : [ageOn(birthDate, day)]))
    const age = policy.number(elderAge)
    return {
      status: 'fires',
      confidence: 0.75,
      person: disabled.person,
      reason: `户籍、残联：{${disabled.person}}重度残疾，只与${elders.map(({ person }) => `{${person}}`).join('、')}（最大${Math.max(...ages)}岁）同住，家中没有能劳动的人，未享受低保、低保边缘等救助`,
      observations: [
        heldAgainst(age, { label: '同住老人年龄', observed: Math.max(...ages), threshold: age.value, unit: 'years' }),
      ],
      facts: [evidence(disabled.person, 'DisabilityCertified', certificate)],
      advice: ['看照料人还能照料多久，核对低保、特困和护理补贴；商量托养、临时照料和监护安排'],
    }
  },
})

const isCaredFor = (incapacity: ReturnType<typeof incapacityOf>): boolean =>
  incapacity === 'severe' || incapacity === 'minor'
