import { addMonthsToDay, ageOn, type ChangeEventType, type Day, type Level } from '@shouwang/contracts'
import { listingsOn, livingMembers, ownMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { countedVehicles } from './asset-limits.ts'
import type { CountedIncome } from './counted-income.ts'
import { incapacityOf } from './dependants.ts'
import { ableSupporters } from './supporters.ts'

/** The types of facts that this file looks for, besides those of `livingMembers` and of supporters. */
export const sureOfNeedFacts = [
  'AssistanceListed',
  'HardshipListed',
  'StudentAided',
  'SubsidyPaid',
  'VehicleRegistered',
] as const satisfies readonly ChangeEventType[]

/** The number that this file reads. */
export const sureOfNeedNumbers = ['income/sign-months', 'income/window-months'] as const

/** Another body has looked into what the family lives on. */
const RECOGNISED = 0.8
/** What children away give is a part of the income that no office sees; more so where they are known and able. */
const KIN_UNSEEN = 0.5
const KIN_ABLE = 0.3
/** Old people who bring up a child none of whose parents died or is held: they work elsewhere and owe it and them support. */
const WITH_A_CHILD = 0.35
/** Most people of the country till their fields or take odd jobs until about this age, which no office sees. */
const WORKS_UNTIL = 70
const STILL_WORKS = 0.35
/** Nobody shares the rent and the cooking of one who lives alone. */
const ALONE = 0.6
/** What is left of it where somebody owns a car. */
const BESIDE_A_VEHICLE = 0.5
/** What is left of it where somebody is paid for land: he tills it, or lives on its rent, and eats what grows there. */
const BESIDE_LAND = 0.7

/**
 * How sure it is that a family whose income is seen to be low is in need: `sure` says how sure the sum is. It is surer where
 * civil affairs, agriculture, a union or a school has recognised the family as poor, and less sure where somebody owns a car.
 */
export const sureOfNeed = (sure: number, profile: Profile, policy: Policy, day: Day): number => {
  const likely = isRecognised(profile, policy, day)
    ? Math.max(sure, RECOGNISED)
    : holdsLand(profile, policy, day)
      ? sure * BESIDE_LAND
      : sure
  const owns = livingMembers(profile, day).some(({ facts }) => countedVehicles(facts, day).length > 0)
  return owns ? likely * BESIDE_A_VEHICLE : likely
}

/** Less sure than this a low income is no more than yellow: an income that nobody sees may be there. */
const FOR_ORANGE = 0.45

/** How grave a low income is of which one is so sure. */
export const levelOfNeed = (sure: number): Level => (sure < FOR_ORANGE ? 'yellow' : 'orange')

/**
 * How sure the sum is of a family of old people alone: what their children give is left out of it until a court or the family
 * has told it, as a worker's income is of whom no office tells.
 */
export const sureOfPensions = (
  sure: number,
  { sources, declaration }: CountedIncome,
  profile: Profile,
  policy: Policy,
  day: Day,
): number => {
  const members = livingMembers(profile, day)
  const told = declaration !== null || sources.some(({ kind }) => kind === 'support')
  const old = sureOfOld(profile, policy, day)
  if (told || old === null) return sure
  return Math.min(sure, ableSupporters(profile, members, policy, day).length > 0 ? KIN_ABLE : old)
}

/**
 * How sure need is where nobody but old people, and children with them, lives together on what is seen: less while one of them is of
 * an age at which most still work, and where a child's parents earn elsewhere; null where somebody else lives there.
 */
export const sureOfOld = (profile: Profile, policy: Policy, day: Day): number | null => {
  const members = livingMembers(profile, day)
  let youngest = Number.POSITIVE_INFINITY
  let children = false
  for (const member of members) {
    const incapacity = incapacityOf(member, policy, day)
    if (incapacity === 'minor') children = true
    else if (incapacity !== 'elder' || member.birthDate === null) return null
    else youngest = Math.min(youngest, ageOn(member.birthDate, day))
  }
  if (youngest === Number.POSITIVE_INFINITY) return null
  if (children) return members.length < ownMembers(profile).length ? KIN_UNSEEN : WITH_A_CHILD
  return youngest < WORKS_UNTIL ? STILL_WORKS : members.length === 1 ? ALONE : KIN_UNSEEN
}

/** The state paid for land that the family farms or has let (耕地地力保护补贴, 种粮补贴), within the months that income is looked back on. */
const holdsLand = (profile: Profile, policy: Policy, day: Day): boolean => {
  const from = addMonthsToDay(day, -policy.number('income/window-months').value)
  return livingMembers(profile, day).some(
    ({ facts }) =>
      facts.SubsidyPaid?.some(
        ({ data }) => data.programme === 'farming' && data.paidOn > from && data.paidOn <= day,
      ) === true,
  )
}

const isRecognised = (profile: Profile, policy: Policy, day: Day): boolean => {
  const since = addMonthsToDay(day, -policy.number('income/sign-months').value)
  return livingMembers(profile, day).some(
    ({ facts }) =>
      listingsOn(facts, profile.coverage, day, ['edge', 'rigid', 'fanpin']).length > 0 ||
      facts.HardshipListed?.some(({ data }) => data.day > since && data.day <= day) === true ||
      facts.StudentAided?.some((fact) => fact.day > since && fact.data.aidFen > 0) === true,
  )
}
