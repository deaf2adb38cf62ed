import { ageOn, type Day } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembersFacts } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Fires, type Indicator, type Unknown } from '../indicator.ts'
import { type Plight, plightNumbers, plightOf, plightText } from '../readings/parent-plight.ts'
import { type ChildWithParents, childrenWithParents } from '../readings/parents-of-child.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

/**
 * 疑似事实无人抚养: a minor neither of whose parents can raise it, each dead, severely disabled or held for at least
 * the days named, but not both dead; it draws no allowance for that. Illness, being missing and loss of custody count
 * too, but no feed tells of them yet. Source: 事实无人抚养儿童认定规定 (docs/domain.md §1.1, S21).
 */
export const defactoUnattendedChild: Indicator = {
  id: 'defacto-unattended-child',
  name: '疑似事实无人抚养',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 80 },
  source: '事实无人抚养儿童认定规定（厦门海沧等）',
  reads: ['ParentsRecorded', 'DisabilityCertified', ...livingMembersFacts],
  quietWithout: ['ParentsRecorded'],
  parameters: ['dependant/minor-age', ...plightNumbers],
  programmes: ['unattended-child', 'temporary-relief'],
  judge: (profile, policy, day) => {
    let open: Unknown | null = null
    for (const family of childrenWithParents(profile, policy, day)) {
      const { child, father, mother } = family
      if (listingsOn(child.facts, profile.coverage, day, ['unattended-child', 'orphan']).length > 0) continue
      const [first, second] = [plightOf(father, policy, day), plightOf(mother, policy, day)]
      if (first?.kind === 'dead' && second?.kind === 'dead') continue
      if (first !== null && second !== null && first.kind !== 'term' && second.kind !== 'term')
        return firing(family, first, second, policy, day, profile.coverage('assistance-roll') !== undefined)
      const waiting = unsettled(family, first, second)
      if (waiting !== null) open = waiting
    }
    return open ?? clear
  },
}

const unsettled = (
  { child, father, mother }: ChildWithParents,
  first: Plight | null,
  second: Plight | null,
): Unknown | null => {
  const term = first?.kind === 'term' ? first : second?.kind === 'term' ? second : null
  if (first !== null && second !== null && term !== null)
    return {
      status: 'unknown',
      missing: [`${term.text}的期限`],
      awaits: ['prison-inmate'],
      ...(term.changesOn === null ? {} : { reviewOn: term.changesOn }),
    }
  if ((first === null && father === null && second !== null) || (second === null && mother === null && first !== null))
    return { status: 'unknown', missing: [`{${child.person}}另一方父母是谁`], awaits: ['child-parents'] }
  return null
}

const firing = (
  { child, recorded, adultOn }: ChildWithParents,
  father: Plight,
  mother: Plight,
  policy: Policy,
  day: Day,
  rollKnown: boolean,
): Fires => {
  const age = child.birthDate === null ? '未成年' : `${ageOn(child.birthDate, day)}岁`
  const term = policy.number('defacto-unattended-child/term-days')
  const changes = [father.changesOn, mother.changesOn, adultOn].filter((change) => change !== null).sort()
  return {
    status: 'fires',
    confidence: rollKnown ? 0.85 : 0.7,
    person: child.person,
    reason: `民政登记${recorded.day}：{${child.person}}（${age}）的父亲${father.text}、母亲${mother.text}，${rollKnown ? '救助名册未列事实无人抚养儿童保障' : '是否已享受事实无人抚养儿童保障待查'}`,
    observations: [
      shownOnly({ label: '父亲', observed: plightText[father.kind], unit: 'text' }),
      shownOnly({ label: '母亲', observed: plightText[mother.kind], unit: 'text' }),
      ...[father, mother].flatMap(({ heldDays }) =>
        heldDays === null
          ? []
          : [heldAgainst(term, { label: '限制人身自由天数', observed: heldDays, threshold: term.value, unit: 'days' })],
      ),
    ],
    facts: [evidence(child.person, 'ParentsRecorded', recorded), ...father.facts, ...mother.facts],
    advice: [
      father.kind === 'held' || mother.kind === 'held'
        ? '确认实际照料人和监护情况；不向孩子和邻里提起服刑或强戒，由儿童主任一同入户'
        : '确认实际照料人和监护情况，由儿童主任一同入户',
    ],
    ...(changes[0] === undefined ? {} : { reviewOn: changes[0] }),
  }
}
