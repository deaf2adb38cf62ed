import { ageOn, type Day, type PersonId } from '@shouwang/contracts'
import { livingMembers, type Member, type Profile, withoutDoubts } from '@shouwang/household'
import type { Condition, Policy } from '@shouwang/policy'
import { amountFor, yearly } from '../checks/amount.ts'
import { answerOf } from '../checks/check-condition.ts'
import type { Asked } from '../checks/condition-check.ts'
import type { Indicator } from '../indicator.ts'
import { meet, typesPresent } from '../judging/fact-types.ts'
import { heldBy, holdingFacts } from '../judging/held.ts'
import { isInForce } from '../judging/in-force.ts'
import { isInShadow } from '../judging/shadow.ts'
import { type IncomeRing, incomeRing } from '../readings/income-ring.ts'
import { surelyEarns } from '../readings/surely-earns.ts'
import { concernOf, type ProgrammeConcern } from './concern.ts'

/** 进、出、增、减. */
export type ChangeKind = 'enter' | 'leave' | 'more' | 'less'

/** What a draft changes of one programme for a family or a person; sums of a year in 分, null where they can't be told. */
type ProgrammeEffect = {
  readonly programme: string
  readonly person: PersonId | null
  readonly kind: ChangeKind
  /** Received by the roll: what is lost or gained is real money, and not only what may be owed. */
  readonly held: boolean
  readonly beforeFen: number | null
  readonly afterFen: number | null
  readonly ageGroup: AgeGroup
}

/** 0–17, 18–59, 60–79, 80 and over. */
type AgeGroup = 'minor' | 'adult' | 'elder' | 'aged' | 'unknown'

/** What a draft changes for one household. */
export type HouseholdEffect = {
  readonly ring: IncomeRing
  readonly programmes: readonly ProgrammeEffect[]
  readonly leadsAppear: readonly string[]
  readonly leadsGo: readonly string[]
}

/**
 * What would be otherwise for a household by `after` than by `before`; null where nothing would. Each policy is asked for
 * everything before the other is: what many ask of one household is then reckoned once for each.
 */
export const effectOn = (given: Profile, before: Policy, after: Policy, day: Day): HouseholdEffect | null => {
  const concern = concernOf(before, after)
  if (concern.programmes.length + concern.indicators.length === 0) return null
  const profile = given.doubts ? withoutDoubts(given) : given
  const members = livingMembers(profile, day)
  if (members.length === 0) return null
  const present = typesPresent(profile)
  const isQuiet = ({ quietEarning }: { readonly quietEarning: number | null }): boolean =>
    quietEarning !== null && surelyEarns(profile, before, day, quietEarning)
  const indicators = concern.indicators.filter((each) => meet(each.needs, present) && !isQuiet(each))
  const did = indicators.map(({ indicator }) => fires(indicator, profile, before, day))
  const claims = claimsOn(
    concern.programmes.filter((each) => !isQuiet(each)),
    profile,
    members,
    before,
    day,
  )
  const was = claims.map((claim) => standingOf(claim, claim.concern.before, before))
  const does = indicators.map(({ indicator }) => fires(indicator, profile, after, day))
  const programmes = claims.flatMap((claim, index) => programmeEffect(claim, was[index] ?? notEntitled, after, members))
  const ids = indicators.map(({ indicator }) => indicator.id)
  const leadsAppear = ids.filter((_, index) => does[index] && !did[index])
  const leadsGo = ids.filter((_, index) => did[index] && !does[index])
  if (programmes.length + leadsAppear.length + leadsGo.length === 0) return null
  return { ring: incomeRing(profile, before, day), programmes, leadsAppear, leadsGo }
}

const fires = (indicator: Indicator, profile: Profile, policy: Policy, day: Day): boolean =>
  isInForce(indicator, day) && !isInShadow(indicator, policy) && firesAtAll(indicator, profile, policy, day)

const firesAtAll = ({ judge, standards = [] }: Indicator, profile: Profile, policy: Policy, day: Day): boolean =>
  standards.every((id) => policy.standard(id) !== null) && judge(profile, policy, day).status === 'fires'

/** A programme and who might have it, where no condition that both policies answer alike speaks against it. */
type Claim = {
  readonly concern: ProgrammeConcern
  readonly held: boolean
  readonly asked: Asked
}

const claimsOn = (
  programmes: readonly ProgrammeConcern[],
  profile: Profile,
  members: readonly Member[],
  policy: Policy,
  day: Day,
): readonly Claim[] => {
  const types = typesOf(profile)
  const held = holdingFacts.some((type) => types.has(type))
    ? heldBy(profile, policy, day).filter(({ standing }) => standing === 'held')
    : []
  const claims: Claim[] = []
  for (const concern of programmes) {
    if (concern.needs?.every((type) => !types.has(type))) continue
    const holding = held.filter(({ programme }) => programme === concern.id)
    for (const person of concern.holder === 'family' ? [null] : members) {
      const isHeld = holding.some((each) => each.person === null || each.person === person?.person)
      const asked = { profile, policy, day, person }
      if (holds(concern.alike, asked, isHeld)) claims.push({ concern, held: isHeld, asked })
    }
  }
  return claims
}

const typesOf = ({ members }: Profile): ReadonlySet<string> => {
  const types = new Set<string>()
  for (const { facts } of members) for (const type in facts) types.add(type)
  return types
}

/**
 * Every condition holds, but for what only the family's authorisation could tell. Who holds a programme is taken to be entitled
 * until a condition is known not to be met.
 */
const holds = (conditions: readonly Condition[], asked: Asked, held: boolean): boolean =>
  conditions.every((condition) => {
    const { state, needs } = answerOf(condition, asked)
    return state === 'met' || (state === 'not-known' && (held || needs === 'authorisation'))
  })

const programmeEffect = (
  claim: Claim,
  was: Standing,
  after: Policy,
  members: readonly Member[],
): readonly ProgrammeEffect[] => {
  const is = standingOf(claim, claim.concern.after, after)
  const kind = kindOf(was, is)
  if (kind === null) return []
  const { concern, held, asked } = claim
  const ageGroup = ageGroupOf(asked.person ?? members[0], asked.day)
  const { person } = asked
  return [
    {
      programme: concern.id,
      person: person?.person ?? null,
      kind,
      held,
      beforeFen: was.fen,
      afterFen: is.fen,
      ageGroup,
    },
  ]
}

type Standing = { readonly entitled: boolean; readonly fen: number | null }

const standingOf = (
  { concern, held, asked: { profile, day, person } }: Claim,
  conditions: readonly Condition[] | null,
  policy: Policy,
): Standing => {
  const by = { profile, policy, day, person }
  const programme = policy.programmes.get(concern.id)
  if (programme === undefined || conditions === null || !holds(conditions, by, held)) return notEntitled
  const amount = amountFor(programme.amount, by)
  const fen =
    amount === null || amount.mostFen === null ? null : yearly(amount.leastFen ?? amount.mostFen, amount.every)
  return { entitled: true, fen }
}

const notEntitled: Standing = { entitled: false, fen: 0 }

const kindOf = (was: Standing, is: Standing): ChangeKind | null => {
  if (was.entitled !== is.entitled) return is.entitled ? 'enter' : 'leave'
  if (!is.entitled || (was.fen ?? 0) === (is.fen ?? 0)) return null
  return (is.fen ?? 0) > (was.fen ?? 0) ? 'more' : 'less'
}

const ageGroupOf = (member: Member | undefined, day: Day): AgeGroup => {
  if (member === undefined || member.birthDate === null) return 'unknown'
  const age = ageOn(member.birthDate, day)
  return age < 18 ? 'minor' : age < 60 ? 'adult' : age < 80 ? 'elder' : 'aged'
}
