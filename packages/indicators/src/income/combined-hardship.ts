import { addMonthsToDay } from '@shouwang/contracts'
import { livingMembers } from '@shouwang/household'
import { needUnanswered } from '../household/need-unanswered.ts'
import { clear, type Indicator } from '../indicator.ts'
import { dependantNumbers, dependantsOf, dependantsText, hasSevereDisability } from '../readings/dependants.ts'
import { nextMonth } from '../readings/income-share.ts'
import { newRiskFacts, newRiskLists, newRiskNumbers, newRiskSince } from '../readings/new-risk.ts'
import { heldAgainst } from '../wording/held-against.ts'

const least = 'combined-hardship/signs'
const months = 'income/sign-months'
const signTypes = [
  'DisabilityCertified',
  'DwellingGraded',
  'HardshipListed',
  'MedicalSettled',
  'UnemploymentRegistered',
] as const

/**
 * 多重困难且未见正式收入: no formal income is seen that a family could live on, and several signs of different kinds come
 * together: somebody to care for, a severe disability, a grave event, a list of another organisation, an unsafe home. None
 * of them asks for a visit by itself. Source: 监测预警多维研判 (docs/domain.md §2.1, S58).
 */
export const combinedHardship: Indicator = needUnanswered({
  id: 'combined-hardship',
  name: '多重困难且未见正式收入',
  level: 'yellow',
  dimensions: { income: 50, household: 30, health: 20 },
  source: '低收入人口动态监测多维度研判研究',
  inUse: 'in-use/combined-hardship',
  reads: ['HardshipListed', ...newRiskFacts],
  quietWithout: signTypes,
  parameters: [least, months, ...dependantNumbers, ...newRiskNumbers, ...newRiskLists],
  programmes: ['dibao', 'edge', 'temporary-relief'],
  needOf: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const since = addMonthsToDay(day, -policy.number(months).value)
    const { minor, elder } = dependantsOf(living, policy, day)
    const cares = minor + elder > 0
    const severe = living.find(({ facts }) => hasSevereDisability(facts, policy))
    const listed = living.find(({ facts }) =>
      facts.HardshipListed?.some(({ data }) => data.day > since && data.day <= day),
    )
    const unsafe = living.find(({ facts }) => facts.DwellingGraded?.some(({ data }) => data.grade >= 'C'))
    const enough = policy.number(least)
    const besidesRisk = [cares, severe, listed, unsafe].filter(Boolean).length
    if (besidesRisk + 1 < enough.value) return clear
    const risk = newRiskSince(profile, policy, since, day)
    const signs = [
      ...(cares ? [`家中有${dependantsText({ minor, elder, severe: 0 })}`] : []),
      ...(severe === undefined ? [] : [`{${severe.person}}重度残疾`]),
      ...(risk === null ? [] : [`{${risk.person}}${risk.on}${risk.what}`]),
      ...(listed === undefined ? [] : [`{${listed.person}}在群团组织困难名册`]),
      ...(unsafe === undefined || risk?.type === 'DwellingGraded' ? [] : ['住房鉴定为危房']),
    ]
    if (signs.length < enough.value) return clear
    return {
      status: 'fires',
      confidence: 0.6,
      person: null,
      reason: `多部门：未见足以维持生活的正式收入，同时有${signs.length}种困难迹象：${signs.join('；')}；未享受低保、低保边缘等救助`,
      observations: [
        heldAgainst(enough, { label: '困难迹象种数', observed: signs.length, threshold: enough.value, unit: 'count' }),
      ],
      facts: [],
      advice: ['单看一项都不足以上门，合在一起说明可能真有困难：先问收入和最急的开支'],
      reviewOn: nextMonth(day),
    }
  },
})
