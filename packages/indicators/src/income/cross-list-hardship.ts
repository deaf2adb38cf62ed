import type { ChangeEventData, Day } from '@shouwang/contracts'
import {
  coverageStatus,
  evidence,
  type KnownFact,
  livingMembers,
  livingMembersFacts,
  type Member,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { lowIncome } from '../readings/low-income.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

const lookBack = 'cross-list-hardship/look-back-days'

/**
 * 困难职工等名册未衔接: a union, the women's federation, the youth league or a charity put a member on its list of people in
 * hardship within the days looked back on, and the family is on no programme of low income. Source: 各部门救助资源统筹
 * (docs/domain.md §3; 国办发〔2023〕39号, S7).
 */
export const crossListHardship: Indicator = {
  id: 'cross-list-hardship',
  name: '困难职工等名册未衔接',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { income: 30, expenditure: 20 },
  source: '国办发〔2023〕39号（救助资源统筹衔接）',
  reads: ['HardshipListed', ...livingMembersFacts],
  quietWithout: ['HardshipListed'],
  parameters: [lookBack],
  programmes: ['edge', 'rigid', 'dibao'],
  judge: (profile, policy, day) => {
    const days = policy.number(lookBack)
    const found = latestListed(livingMembers(profile, day), day, days.value)
    if (found === null) return clear
    const covered = coverageStatus(profile, day, [...lowIncome, 'fanpin'])
    const { person, fact } = found
    const reviewOn = forgottenOn(fact.data.day, days.value)
    if (covered === 'listed') return { status: 'clear', reviewOn }
    if (covered === 'unknown')
      return { status: 'unknown', missing: ['救助名册'], awaits: ['assistance-roll'], reviewOn }
    return {
      status: 'fires',
      confidence: 0.6,
      person,
      reason: `${fact.provider}：{${person}}${fact.data.day}列入${lists[fact.data.list]}（${fact.data.kind}），民政救助名册没有低收入人口认定`,
      observations: [
        heldAgainst(days, { label: '列入日期', observed: fact.data.day, threshold: null, unit: 'day' }),
        shownOnly({ label: '名册', observed: lists[fact.data.list], unit: 'text' }),
      ],
      facts: [evidence(person, 'HardshipListed', fact)],
      advice: ['对方已核过困难原因，先要来他们的材料；按低保边缘、刚性支出困难条件核对，符合的一次办好'],
      reviewOn,
    }
  },
}

const lists: { readonly [List in ChangeEventData['HardshipListed']['list']]: string } = {
  union: '困难职工名册',
  women: '困难妇女名册',
  youth: '困难青少年名册',
  charity: '慈善救助名册',
}

const latestListed = (members: readonly Member[], day: Day, days: number) => {
  let latest: { readonly person: Member['person']; readonly fact: KnownFact<'HardshipListed'> } | null = null
  for (const { person, facts } of members)
    for (const fact of facts.HardshipListed ?? [])
      if (isRecent(fact.data.day, day, days) && (latest === null || fact.data.day > latest.fact.data.day))
        latest = { person, fact }
  return latest
}
