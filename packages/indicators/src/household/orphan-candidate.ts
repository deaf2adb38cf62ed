import { ageOn } from '@shouwang/contracts'
import { type Death, deathOf, evidence, isDeadOn, listingsOn, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator, type Verdict } from '../indicator.ts'
import { type ChildWithParents, childrenWithParents, type Parent } from '../readings/parents-of-child.ts'
import { shownOnly } from '../wording/held-against.ts'

/**
 * 疑似孤儿: a minor whose parents are both dead by some source and who draws no orphan's allowance. A parent who is
 * missing counts too, but no feed tells of that yet. Source: 孤儿认定规定 (docs/domain.md §1.1, S21).
 */
export const orphanCandidate: Indicator = {
  id: 'orphan-candidate',
  name: '疑似孤儿',
  direction: 'missed',
  class: 'discovery',
  level: 'red',
  dimensions: { household: 90 },
  source: '孤儿、事实无人抚养儿童认定规定（厦门海沧等）',
  reads: ['ParentsRecorded', ...livingMembersFacts],
  quietWithout: ['ParentsRecorded'],
  parameters: ['dependant/minor-age'],
  programmes: ['orphan', 'tekun'],
  judge: (profile, policy, day) => {
    let open: Verdict | null = null
    for (const family of childrenWithParents(profile, policy, day)) {
      const { child, father, mother } = family
      if (listingsOn(child.facts, profile.coverage, day, ['orphan']).length > 0) continue
      const fatherDead = father !== null && isDeadOn(father.facts, day)
      const motherDead = mother !== null && isDeadOn(mother.facts, day)
      if (father !== null && mother !== null && fatherDead && motherDead)
        return firing(family, father, mother, day, profile.coverage('assistance-roll') !== undefined)
      if ((fatherDead && mother === null) || (motherDead && father === null))
        open = { status: 'unknown', missing: [`{${child.person}}另一方父母是谁`], awaits: ['child-parents'] }
    }
    return open ?? clear
  },
}

const firing = (
  { child, recorded, adultOn }: ChildWithParents,
  father: Parent,
  mother: Parent,
  day: string,
  rollKnown: boolean,
): Verdict => {
  const deaths = [father, mother].map(({ facts }) => deathOf(facts) as Death)
  const age = child.birthDate === null ? '未成年' : `${ageOn(child.birthDate, day)}岁`
  const agreed = deaths.every(({ sources }) => sources.length > 1)
  const providers = [...new Set(deaths.flatMap(({ facts }) => facts.map(({ provider }) => provider)))]
  return {
    status: 'fires',
    confidence: rollKnown ? (agreed ? 0.95 : 0.85) : 0.7,
    person: child.person,
    reason: `${providers.join('、')}记录：{${child.person}}（${age}）的父亲{${father.person}}于${deaths[0]?.day}、母亲{${mother.person}}于${deaths[1]?.day}去世，${rollKnown ? '救助名册未列孤儿保障' : '是否已享受孤儿保障待查'}`,
    observations: [
      shownOnly({ label: '父亲死亡日期', observed: deaths[0]?.day ?? '', unit: 'day' }),
      shownOnly({ label: '母亲死亡日期', observed: deaths[1]?.day ?? '', unit: 'day' }),
    ],
    facts: [
      evidence(child.person, 'ParentsRecorded', recorded),
      ...[father, mother].flatMap(({ person, facts }) =>
        (facts.DeathReported ?? []).map((fact) => evidence(person, 'DeathReported', fact)),
      ),
    ],
    advice: [
      '24小时内确认孩子由谁照料，由儿童督导员、儿童主任一同入户；同步落实监护',
      ...(rollKnown ? [] : ['救助名册未送达，先查是否已享受孤儿保障']),
    ],
    ...(adultOn === null ? {} : { reviewOn: adultOn }),
  }
}
