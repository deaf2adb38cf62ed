import { addDays, addMonths, ageOn, birthday, type Day, daysBetween, monthOf, yearOf } from '@shouwang/contracts'
import {
  coveredThrough,
  evidence,
  type Facts,
  type KnownFact,
  livingMembers,
  livingMembersFacts,
  type Profile,
} from '@shouwang/household'
import { type Clear, clear, type Indicator, type Unknown } from '../indicator.ts'
import { forgottenOn } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { notEntered } from '../wording/standard-text.ts'

const startAge = 'elder-allowance/start-age'
const elderAge = 'dependant/elder-age'
const graceDays = 'elder-allowance-missed/grace-days'

/**
 * 高龄津贴未享: a living member is old enough, and for longer than the time to arrange it no allowance was paid since
 * the birthday or the latest month paid, though the roll reaches beyond that month.
 * Source: 厦门高龄津贴 (docs/domain.md §3, S8).
 */
export const elderAllowanceMissed: Indicator = {
  id: 'elder-allowance-missed',
  name: '高龄津贴未享',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { household: 25, income: 15 },
  source: '厦门市民政局高龄津贴',
  reads: ['ElderAllowancePaid', ...livingMembersFacts],
  parameters: [startAge, graceDays, elderAge],
  programmes: ['elder-allowance'],
  judge: (profile, policy, day) => {
    const age = policy.standard(startAge)
    if (age === null)
      return turningOld(profile, day, policy.number(elderAge).value).concerned
        ? notEntered(['高龄津贴起始年龄'])
        : clear
    const { concerned, nextOn } = turningOld(profile, day, age.value)
    let otherwise: Clear | Unknown = nextOn === null ? clear : { status: 'clear', reviewOn: nextOn }
    if (!concerned) return otherwise
    const grace = policy.number(graceDays)
    const through = coveredThrough(profile.coverage, 'elder-allowance', day)
    for (const { person, birthDate, facts } of livingMembers(profile, day)) {
      if (birthDate === null) {
        otherwise = { ...otherwise, ...awaitingBirthDate }
        continue
      }
      const { since, paid } = answeredUntil(facts, birthday(birthDate, age.value), day)
      const dueOn = forgottenOn(since, grace.value)
      if (dueOn > day) otherwise = { ...otherwise, reviewOn: earlier(otherwise.reviewOn, dueOn) }
      else if (through === null || through <= monthOf(since)) otherwise = { ...otherwise, ...awaitingRoll }
      else
        return {
          status: 'fires',
          confidence: 0.85,
          person,
          reason: `民政：{${person}}${birthDate}出生，已满${age.value}周岁，${paid === null ? '从未领取' : `${monthOf(since)}之后未再领取`}高龄津贴（发放名册截至${through}）`,
          observations: [
            heldAgainst(age, { label: '年龄', observed: ageOn(birthDate, day), threshold: age.value, unit: 'years' }),
            heldAgainst(grace, {
              label: '应领未领天数',
              observed: daysBetween(since, day),
              threshold: grace.value,
              unit: 'days',
            }),
            shownOnly({ label: '发放名册截至', observed: through, unit: 'text' }),
          ],
          facts: paid === null ? registrations(person, facts) : [evidence(person, 'ElderAllowancePaid', paid)],
          advice: ['上门核实是否健在、是否申领，未申领的代办；停发的问明原因'],
        }
    }
    return otherwise
  },
}

const awaitingRoll: Unknown = { status: 'unknown', missing: ['高龄津贴发放名册'], awaits: ['elder-allowance'] }
const awaitingBirthDate: Unknown = { status: 'unknown', missing: ['出生日期'], awaits: ['resident-register'] }

const earlier = (known: Day | undefined, other: Day): Day => (known !== undefined && known < other ? known : other)

/**
 * Whether some member, dead or alive, may be old enough, and the day on which the eldest of the others will be: the
 * year's first while that year is still to come, so that most families cost two comparisons a head.
 */
const turningOld = ({ members }: Profile, day: Day, age: number): { concerned: boolean; nextOn: Day | null } => {
  const bornBy = `${yearOf(day) - age}${day.slice(4)}`
  let concerned = false
  let eldest: Day | null = null
  for (const { birthDate } of members) {
    if (birthDate === null || birthDate <= bornBy) concerned = true
    else if (eldest === null || birthDate < eldest) eldest = birthDate
  }
  if (eldest === null) return { concerned, nextOn: null }
  const year = yearOf(eldest) + age
  return { concerned, nextOn: year > yearOf(day) ? `${year}-01-01` : birthday(eldest, age) }
}

/** Since when the allowance is owed: the end of the latest month paid, or the birthday where none was paid after it. */
const answeredUntil = (
  facts: Facts,
  birthdayOn: Day,
  day: Day,
): { since: Day; paid: KnownFact<'ElderAllowancePaid'> | null } => {
  let last: KnownFact<'ElderAllowancePaid'> | null = null
  for (const paid of facts.ElderAllowancePaid ?? [])
    if (paid.data.month <= monthOf(day) && (last === null || paid.data.month > last.data.month)) last = paid
  if (last === null || last.data.month < monthOf(birthdayOn)) return { since: birthdayOn, paid: null }
  return { since: addDays(`${addMonths(last.data.month, 1)}-01`, -1), paid: last }
}

const registrations = (person: string, facts: Facts) =>
  (facts.ResidentRegistered ?? []).map((fact) => evidence(person, 'ResidentRegistered', fact))
