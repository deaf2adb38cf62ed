import {
  addDays,
  addMonthsToDay,
  ageOn,
  birthday,
  type Day,
  type HardshipRing,
  PatrolGroup,
  type PatrolStanding,
} from '@shouwang/contracts'
import {
  assessedOn,
  currentDisability,
  type Facts,
  listingsOn,
  livingMembers,
  type Member,
  type Profile,
  withoutDoubts,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { isSeverelyDisabled } from '../readings/disability-level.ts'
import { majorCertificates, majorSettlements } from '../readings/major-disease.ts'

/** What has just befallen a family counts as new for a year. */
const NEW_MONTHS = 12
const ELDER_FROM = 60
const VERY_OLD_FROM = 80
/** 留守儿童: under sixteen (国发〔2016〕13号). */
const CHILD_UNDER = 16
const GROWN_FROM = 18
const MENTAL = 6
const STUDENTS = 2
const BEYOND_COMPULSORY: readonly string[] = ['senior', 'vocational', 'undergraduate', 'postgraduate']
const POOR_RINGS: readonly HardshipRing[] = ['allowance', 'low-income', 'below-1']

/** The groups found so far, and the first day after today on which one of them begins or ends by time alone. */
type Seen = {
  readonly day: Day
  readonly found: Set<PatrolGroup>
  changesOn: Day | null
}

/**
 * The groups for which a household is visited every so often on a day, by what departments tell. It is no verdict: nothing is
 * dispatched by it, and no level knows of it. `ring` is where the household stands to the standard.
 */
export const patrolStanding = (given: Profile, policy: Policy, day: Day, ring: HardshipRing): PatrolStanding => {
  const profile = given.doubts ? withoutDoubts(given) : given
  const living = livingMembers(profile, day)
  const seen: Seen = { day, found: new Set(), changesOn: null }
  for (const { facts } of profile.members)
    for (const { data } of facts.CustodyStarted ?? []) {
      changes(seen, data.from)
      changes(seen, data.to === null ? null : addDays(data.to, 1))
    }
  if (living.length === 0) return { groups: null, changesOn: seen.changesOn }
  if (POOR_RINGS.includes(ring)) seen.found.add('low-income')
  seeAges(seen, living)
  seeRolls(seen, profile, living.length === 1)
  for (const { facts } of living) {
    seeHealth(seen, facts, policy)
    seeDisability(seen, facts, policy)
    seeEvents(seen, facts)
  }
  seeStudents(seen, living)
  return { groups: PatrolGroup.options.filter((group) => seen.found.has(group)), changesOn: seen.changesOn }
}

const changes = (seen: Seen, on: Day | null): void => {
  if (on !== null && on > seen.day && (seen.changesOn === null || on < seen.changesOn)) seen.changesOn = on
}

/** Counts for a year from the day on which it began. */
const isNew = (seen: Seen, group: PatrolGroup, on: Day): void => {
  const end = addMonthsToDay(on, NEW_MONTHS)
  if (on > seen.day) changes(seen, on)
  else if (seen.day < end) {
    seen.found.add(group)
    changes(seen, end)
  }
}

/** Who lives with whom. An age that nobody told is that of an adult: nobody is called alone or left behind for want of it. */
const seeAges = (seen: Seen, living: readonly Member[]): void => {
  let elders = 0
  let children = 0
  let adults = 0
  let youngest: Day | null = null
  for (const { birthDate } of living) {
    const age = birthDate === null ? GROWN_FROM : ageOn(birthDate, seen.day)
    if (age >= ELDER_FROM) elders++
    else if (age >= GROWN_FROM) adults++
    if (age < CHILD_UNDER) children++
    if (age >= VERY_OLD_FROM) seen.found.add('very-old')
    else if (birthDate !== null && age >= ELDER_FROM) changes(seen, birthday(birthDate, VERY_OLD_FROM))
    if (birthDate !== null && (youngest === null || birthDate > youngest)) youngest = birthDate
  }
  if (elders === living.length) seen.found.add(elders === 1 ? 'lone-elder' : 'empty-nest')
  else if (youngest !== null) changes(seen, birthday(youngest, ELDER_FROM))
  if (children > 0 && adults === 0) seen.found.add('left-behind-child')
  if (children > 0)
    for (const { birthDate } of living)
      if (birthDate !== null)
        for (const years of [CHILD_UNDER, GROWN_FROM, ELDER_FROM]) changes(seen, birthday(birthDate, years))
}

/** The rolls name orphans and those of low income; 低保 that was granted of late is visited to see that it arrives. */
const seeRolls = (seen: Seen, { members, coverage }: Profile, alone: boolean): void => {
  for (const { facts } of members)
    for (const { data } of listingsOn(facts, coverage, seen.day)) {
      const { programme, from, to } = data
      if (to !== null) changes(seen, addDays(to, 1))
      if (programme === 'orphan' || programme === 'unattended-child') seen.found.add('orphan')
      else if (programme !== 'other') seen.found.add('low-income')
      if (programme === 'tekun' && alone) seen.found.add('tekun-alone')
      if ((programme === 'dibao' || programme === 'dibao_single') && from !== null) isNew(seen, 'new-dibao', from)
    }
}

const seeHealth = (seen: Seen, facts: Facts, policy: Policy): void => {
  if (facts.MedicalSettled === undefined && facts.DiseaseRecognised === undefined) return
  const codes = policy.list('major-disease/codes').value
  const last = majorSettlements(facts, codes, seen.day).at(-1)
  if (last !== undefined) isNew(seen, 'severe-illness', last.data.settledOn)
  if (facts.DiseaseRecognised === undefined) return
  if (majorCertificates(facts, codes, seen.day).length > 0) seen.found.add('severe-illness')
  for (const { data } of facts.DiseaseRecognised) {
    if (data.from > seen.day) changes(seen, data.from)
    else if (data.to === null || data.to >= seen.day) {
      seen.found.add('chronic-illness')
      if (data.to !== null) changes(seen, addDays(data.to, 1))
    }
  }
}

const seeDisability = (seen: Seen, facts: Facts, policy: Policy): void => {
  if (facts.DisabilityCertified === undefined) return
  const current = currentDisability(facts)
  if (current === null) return
  if (isSeverelyDisabled(current.data, policy)) seen.found.add('severe-disability')
  if (current.data.category === MENTAL) seen.found.add('mental-disability')
  isNew(seen, 'new-disability', assessedOn(facts, current))
}

const seeEvents = (seen: Seen, facts: Facts): void => {
  for (const { data } of facts.FireReported ?? []) isNew(seen, 'disaster', data.day)
  for (const { data } of facts.DisasterSuffered ?? []) isNew(seen, 'disaster', data.day)
  for (const { data } of facts.UnemploymentRegistered ?? []) isNew(seen, 'unsteady-work', data.registeredOn)
  for (const { data } of facts.UnemploymentBenefitGranted ?? []) isNew(seen, 'unsteady-work', `${data.fromMonth}-01`)
}

/** Several children past compulsory school, by what schools told within a year. */
const seeStudents = (seen: Seen, living: readonly Member[]): void => {
  const ends: Day[] = []
  for (const { facts } of living) {
    const last = facts.EnrolmentReported?.toSorted((a, b) => (a.day < b.day ? -1 : 1)).at(-1)
    if (last === undefined || last.data.status !== 'enrolled' || !BEYOND_COMPULSORY.includes(last.data.stage)) continue
    const end = addMonthsToDay(last.day, NEW_MONTHS)
    if (seen.day < end) ends.push(end)
  }
  if (ends.length < STUDENTS) return
  seen.found.add('students')
  for (const end of ends) changes(seen, end)
}
