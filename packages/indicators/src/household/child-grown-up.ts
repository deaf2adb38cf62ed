import { ageOn, birthday, type Day } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { earlierOf } from '../readings/happening.ts'
import { latestEnrolment } from '../readings/school-fees.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const adult = 'dependant/minor-age'

/**
 * 儿童保障对象满十八周岁: somebody on the roll of orphans or of children without care is of age and, as far as schools tell, does
 * not study. Who studies keeps it. Source: 民发〔2019〕62号 (docs/domain.md §1.1).
 */
export const childGrownUp: Indicator = {
  id: 'child-grown-up',
  name: '儿童保障对象满十八周岁',
  direction: 'wrong',
  class: 'dynamics',
  level: 'blue',
  dimensions: { household: 30 },
  source: '民发〔2019〕62号（满18周岁仍在普通全日制本科及以下就读的继续享受）',
  reads: ['EnrolmentReported', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [adult],
  programmes: ['orphan', 'unattended-child'],
  judge: (profile, policy, day) => {
    const age = policy.number(adult)
    let next: Day | null = null
    for (const { person, birthDate, facts } of livingMembers(profile, day)) {
      const listing = listingsOn(facts, profile.coverage, day, ['orphan', 'unattended-child'])[0]
      if (listing === undefined || birthDate === null) continue
      const grownOn = birthday(birthDate, age.value)
      if (grownOn > day) {
        next = earlierOf(next, grownOn)
        continue
      }
      const studies = latestEnrolment(facts.EnrolmentReported)
      if (studies?.data.status === 'enrolled') continue
      return {
        status: 'fires',
        confidence: studies === null ? 0.6 : 0.8,
        person,
        reason: `民政、教育：{${person}}${grownOn}满${age.value}周岁，仍在${listingText(listing)}，${studies === null ? '未见在读学籍' : '学籍显示已不在读'}`,
        observations: [
          heldAgainst(age, { label: '年龄', observed: ageOn(birthDate, day), threshold: age.value, unit: 'years' }),
          heldAgainst(age, { label: '成年日期', observed: grownOn, threshold: null, unit: 'day' }),
        ],
        facts: [
          evidence(person, 'AssistanceListed', listing),
          ...(studies === null ? [] : [evidence(person, 'EnrolmentReported', studies)]),
        ],
        advice: ['先问是否还在上学，在读的继续享受；不再符合的停发前先落实低保、就业和住房安置'],
      }
    }
    return next === null ? clear : { status: 'clear', reviewOn: next }
  },
}
