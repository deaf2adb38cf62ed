import type { Day, Entitlement, PersonId } from '@shouwang/contracts'
import { livingMembers, type Member, type Profile, withoutDoubts } from '@shouwang/household'
import type { Policy, Programme } from '@shouwang/policy'
import { heldBy } from '../judging/held.ts'
import { type AmountCheck, amountFor, yearly } from './amount.ts'
import { checkCondition } from './check-condition.ts'
import { strongerClaim } from './claim.ts'
import { allOf, type CheckState, type ConditionCheck } from './condition-check.ts'

/** One programme held against a family or a person. */
export type ProgrammeCheck = {
  readonly programme: string
  /** The programme as it stands there on the day. */
  readonly described: Programme
  readonly person: PersonId | null
  /** What all its conditions come to. */
  readonly state: CheckState
  /** Received already; the roll line says how much. */
  readonly held: Pick<Entitlement, 'standing' | 'monthlyFen' | 'why'> | null
  /** A programme that is held, or is claimed with better right, and that this one can't be had besides. */
  readonly behind: string | null
  readonly conditions: readonly ConditionCheck[]
  readonly amount: AmountCheck | null
  /** What it would come to in a year, in 分, at least and at most; null where that can't be told. */
  readonly yearlyFen: { readonly least: number; readonly most: number } | null
}

/** 一键核对: every programme, and what the household misses in a year by those that it neither holds nor can't have. */
export type HouseholdCheck = {
  readonly day: Day
  readonly policy: string
  readonly programmes: readonly ProgrammeCheck[]
  /**
   * In 分: `met` of what every condition holds for, at least; `possible` of what nothing is known to speak against, at most,
   * without what is given once and nobody has a reason to expect.
   */
  readonly missedYearlyFen: { readonly met: number; readonly possible: number }
}

/** What holds of most people, and gives no reason to think of one in particular. */
const commonplace: readonly string[] = [
  'registered-assets-within',
  'own-income-below',
  'on-none-of',
  'aged-below',
  'income-per-head-below',
]

/** Something known speaks for this person: it is held, met, or met in a part that is not so of everybody. */
const isGrounded = ({ state, held, conditions }: ProgrammeCheck): boolean =>
  state === 'met' || held !== null || conditions.some((each) => each.state === 'met' && !commonplace.includes(each.is))

/**
 * Holds the conditions of every programme against a household on a day. A programme for persons is told of each member
 * for whom something known speaks and nothing against, and once of all others for whom nothing is known to speak against
 * it; where something speaks against everybody, of the one for whom least does.
 */
export const checkHousehold = (profile: Profile, policy: Policy, day: Day): HouseholdCheck => {
  const sure = profile.doubts ? withoutDoubts(profile) : profile
  const held = heldBy(sure, policy, day).filter(({ standing }) => standing === 'held')
  const members = livingMembers(sure, day)
  const checks = [...policy.programmes.values()].flatMap((programme) => {
    if (programme.holder === 'family') return [checkFor(programme, null, held, sure, policy, day)]
    const each = members.map((person) => checkFor(programme, person, held, sure, policy, day))
    const open = each.filter((check) => check.state !== 'not-met' || check.held !== null)
    if (open.length === 0) return each.toSorted((a, b) => failures(a) - failures(b)).slice(0, 1)
    const [anybody] = open.filter((check) => !isGrounded(check))
    const ofNobody = anybody === undefined ? [] : [{ ...anybody, person: null, amount: null, yearlyFen: null }]
    return [...open.filter(isGrounded), ...ofNobody]
  })
  const claims = checks.filter((check) => isClaim(check))
  const programmes = checks.map((check) => {
    if (!claims.includes(check)) return check
    return { ...check, behind: strongerClaim(check, claims, sure, policy, day)?.programme ?? null }
  })
  return { day, policy: policy.version, programmes, missedYearlyFen: missed(programmes) }
}

const isClaim = ({ state, held, behind }: ProgrammeCheck): boolean =>
  state !== 'not-met' && held === null && behind === null

const failures = ({ conditions }: ProgrammeCheck): number =>
  conditions.filter(({ state }) => state === 'not-met').length

const checkFor = (
  programme: Programme,
  person: Member | null,
  held: readonly Entitlement[],
  profile: Profile,
  policy: Policy,
  day: Day,
): ProgrammeCheck => {
  const asked = { profile, policy, day, person }
  const conditions = programme.conditions.map((condition) => checkCondition(condition, asked))
  const amount = amountFor(programme.amount, asked)
  const own = held.find((each) => each.programme === programme.id && isOf(each, person))
  const excluding = held.find(
    (each) => isOf(each, person) && policy.programmes.get(each.programme)?.excludes.includes(programme.id) === true,
  )
  return {
    programme: programme.id,
    described: programme,
    person: person?.person ?? null,
    state: allOf(conditions.map(({ state }) => state)),
    held: own === undefined ? null : { standing: own.standing, monthlyFen: own.monthlyFen, why: own.why },
    behind: own === undefined ? (excluding?.programme ?? null) : null,
    conditions,
    amount,
    yearlyFen:
      amount === null || amount.mostFen === null
        ? null
        : { least: yearly(amount.leastFen ?? 0, amount.every), most: yearly(amount.mostFen, amount.every) },
  }
}

/** What the family holds is every member's, and what a member holds his own. */
const isOf = ({ person }: Entitlement, asked: Member | null): boolean => person === null || person === asked?.person

const missed = (programmes: readonly ProgrammeCheck[]): HouseholdCheck['missedYearlyFen'] => {
  const claims = programmes.filter(isClaim)
  return {
    met: claims.reduce((sum, { state, yearlyFen }) => sum + (state === 'met' ? (yearlyFen?.least ?? 0) : 0), 0),
    possible: claims.reduce((sum, { state, amount, yearlyFen }) => {
      const expected = state === 'met' || amount?.every !== 'once'
      return sum + (expected ? (yearlyFen?.most ?? 0) : 0)
    }, 0),
  }
}
