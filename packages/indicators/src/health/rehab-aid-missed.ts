import { addMonthsToDay, ageOn, birthday, type Day } from '@shouwang/contracts'
import { assessedOn, currentDisability, evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { disabilityText } from '../readings/disability-level.ts'
import { forgottenOn } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const ageBelow = 'rehab-aid-missed/age-below'
const grace = 'rehab-aid-missed/grace-days'
const REHAB_YEAR_MONTHS = 12

/**
 * 残疾儿童康复救助未落实: a child of up to six holds a disability certificate, and once the time to arrange it has passed, no
 * rehabilitation was paid for within a year. Source: 国发〔2018〕20号 (docs/domain.md §3.1, S85).
 */
export const rehabAidMissed: Indicator = {
  id: 'rehab-aid-missed',
  name: '残疾儿童康复救助未落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { health: 35 },
  source: '国发〔2018〕20号（残疾儿童康复救助制度）',
  inUse: 'in-use/rehab-aid-missed',
  reads: ['DisabilityCertified', 'RehabilitationAided', ...livingMembersFacts],
  quietWithout: ['DisabilityCertified'],
  parameters: [ageBelow, grace],
  programmes: ['rehabilitation'],
  judge: (profile, policy, day) => {
    const [age, days] = [policy.number(ageBelow), policy.number(grace)]
    for (const { person, birthDate, facts } of livingMembers(profile, day)) {
      if (facts.DisabilityCertified === undefined || birthDate === null || ageOn(birthDate, day) >= age.value) continue
      const certificate = currentDisability(facts)
      if (certificate === null || certificate.data.certifiedOn > day) continue
      const yearAgo = addMonthsToDay(day, -REHAB_YEAR_MONTHS)
      const last = (facts.RehabilitationAided ?? []).reduce<Day | null>(
        (latest, { data }) => (data.paidOn <= day && data.paidOn > (latest ?? '') ? data.paidOn : latest),
        null,
      )
      if (last !== null && last > yearAgo) return { status: 'clear', reviewOn: addMonthsToDay(last, REHAB_YEAR_MONTHS) }
      const since = assessedOn(facts, certificate)
      const dueOn = forgottenOn(since, days.value)
      if (dueOn > day) return { status: 'clear', reviewOn: dueOn }
      return {
        status: 'fires',
        confidence: 0.6,
        person,
        reason: `残联：{${person}}（${ageOn(birthDate, day)}岁）${since}评为${disabilityText(certificate.data)}残疾，近${REHAB_YEAR_MONTHS}个月未见康复救助`,
        observations: [
          heldAgainst(age, { label: '年龄', observed: ageOn(birthDate, day), threshold: age.value, unit: 'years' }),
          heldAgainst(days, { label: '评定日期', observed: since, threshold: null, unit: 'day' }),
        ],
        facts: [evidence(person, 'DisabilityCertified', certificate)],
        advice: ['转残联评估康复需要，帮家长选定点机构、办理救助；路远、没人陪的一并想办法'],
        reviewOn: birthday(birthDate, age.value),
      }
    }
    return clear
  },
}
