import type { AssistanceProgramme, Day } from '@shouwang/contracts'
import { coverageStatus, listingsOn, livingMembers } from '@shouwang/household'
import type { Condition } from '@shouwang/policy'
import { latestHappening } from '../readings/happening.ts'
import { plightOf } from '../readings/parent-plight.ts'
import { childrenWithParents } from '../readings/parents-of-child.ts'
import { programmeText } from '../wording/programme-text.ts'
import { type Answer, type Asked, either, met, notKnown, notMet } from './condition-check.ts'

type Of<Is extends Condition['is']> = Extract<Condition, { is: Is }>

/** 在某些名册上: of the person, or of anybody in the family. */
export const onOneOf = ({ programmes, of }: Pick<Of<'on-one-of'>, 'programmes' | 'of'>, asked: Asked): Answer => {
  const { profile, day, person } = asked
  const rolls = programmes as readonly AssistanceProgramme[]
  if (of === 'person' && person !== null) {
    const listed = listingsOn(person.facts, profile.coverage, day, rolls)[0]
    if (listed !== undefined) return met(`在${programmeText[listed.data.programme]}名册（${listed.day}）`)
    return profile.coverage('assistance-roll') === undefined
      ? notKnown('delivery', '救助名册未送达')
      : notMet('不在名册')
  }
  const covered = coverageStatus(profile, day, rolls)
  if (covered === 'unknown') return notKnown('delivery', '救助名册未送达')
  return covered === 'listed' ? met(() => `在${rollsOf(asked, rolls).join('、')}名册`) : notMet('不在名册')
}

const rollsOf = ({ profile, day }: Asked, rolls: readonly AssistanceProgramme[]): readonly string[] => {
  const listed = livingMembers(profile, day).flatMap(({ facts }) => listingsOn(facts, profile.coverage, day, rolls))
  return [...new Set(listed.map(({ data }) => programmeText[data.programme]))]
}

/** 不在这些名册上. */
export const onNoneOf = (condition: Pick<Of<'on-none-of'>, 'programmes' | 'of'>, asked: Asked): Answer => {
  const on = onOneOf(condition, asked)
  return on.state === 'not-known' ? on : { ...on, state: on.state === 'met' ? 'not-met' : 'met' }
}

const happenings = {
  fire: ['FireReported', '火灾'],
  disaster: ['DisasterSuffered', '自然灾害'],
  'traffic-casualty': ['TrafficCasualtyReported', '交通事故伤亡'],
  'help-requested': ['HelpRequested', '求助'],
} as const

/** What each happening is called. */
export const happeningText = (what: keyof typeof happenings): string => happenings[what][1]

/** 近期遭遇: within the days that policy names. */
export const befallen = ({ what, days }: Of<'befallen'>, { profile, policy, day }: Asked): Answer => {
  const window = policy.standard(days)
  if (window === null) return notKnown('standard', '本市尚未录入标准')
  const [type, text] = happenings[what]
  const latest = latestHappening(profile, type, day, window.value, () => true)
  return latest === null ? notMet(() => `近${window.value}天未见${text}`) : met(() => `${latest.fact.data.day}${text}`)
}

/** 住房安全鉴定. */
export const dwellingUnsafe = ({ profile, day }: Asked): Answer => {
  const latest = livingMembers(profile, day)
    .flatMap(({ facts }) => facts.DwellingGraded ?? [])
    .filter(({ data }) => data.day <= day)
    .reduce<{ grade: string; day: Day } | null>(
      (last, { data }) => (last === null || data.day >= last.day ? data : last),
      null,
    )
  if (latest === null) return notKnown('visit', '房屋未鉴定')
  return either(latest.grade === 'C' || latest.grade === 'D', `${latest.day}鉴定为${latest.grade}级`)
}

/** 独居. */
export const livingAlone = ({ profile, day }: Asked): Answer => {
  if (profile.household.startsWith('~')) return notKnown('delivery', '不知道与谁共同生活')
  const heads = livingMembers(profile, day).length
  return either(heads === 1, heads === 1 ? '独自生活' : `与${heads - 1}人共同生活`)
}

/** 父母双亡. A child of the head is not asked of further, since one parent is seen alive. */
export const parentsDead = (asked: Asked): Answer => {
  const family = familyOf(asked)
  if (family === null) return livesWithParent(asked) ? notMet('与父母共同生活') : notKnown('visit', '父母未登记')
  const plights = [family.father, family.mother].map((parent) => plightOf(parent, asked.policy, asked.day))
  if (plights.every((plight) => plight?.kind === 'dead')) return met(plights.map((plight) => plight?.text).join('，'))
  const open = [family.father, family.mother].some((parent) => parent === null)
  return open && plights.some((plight) => plight?.kind === 'dead')
    ? notKnown('visit', '另一方父母未登记')
    : notMet('未见父母双方死亡')
}

/** 父母双方均不能抚养, but not both dead: those are 孤儿. */
export const parentsUnable = (asked: Asked): Answer => {
  const family = familyOf(asked)
  if (family === null) return livesWithParent(asked) ? notMet('与父母共同生活') : notKnown('visit', '父母未登记')
  const [father, mother] = [family.father, family.mother].map((each) => plightOf(each, asked.policy, asked.day))
  if (father?.kind === 'dead' && mother?.kind === 'dead') return notMet('父母双亡，按孤儿保障')
  const seen = [father, mother].flatMap((plight) => (plight ? [plight.text] : [])).join('，')
  if (father && mother && father.kind !== 'term' && mother.kind !== 'term') return met(seen)
  if (father && mother) return notKnown('visit', `${seen}，期限不明`)
  const open = (father && family.mother === null) || (mother && family.father === null)
  return open ? notKnown('visit', `${seen}，另一方父母未登记`) : notMet(seen === '' ? '未见父母有此情形' : seen)
}

const familyOf = ({ profile, policy, day, person }: Asked) =>
  childrenWithParents(profile, policy, day).find(({ child }) => child.person === person?.person) ?? null

const livesWithParent = ({ profile, policy, day, person }: Asked): boolean =>
  (person?.relation === 'son' || person?.relation === 'daughter') &&
  livingMembers(profile, day).some(
    (each) => each.relation === 'head' && plightOf({ person: each.person, facts: each.facts }, policy, day) === null,
  )
