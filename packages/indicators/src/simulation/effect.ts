import { ageOn, type Day, type PersonId } from '@shouwang/contracts'
import { livingMembers, type Member, type Profile, withoutDoubts } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { amountFor, yearly } from '../checks/amount.ts'
import { answerOf } from '../checks/check-condition.ts'
import type { Asked } from '../checks/condition-check.ts'
import type { Indicator } from '../indicator.ts'
import { heldBy } from '../judging/held.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { concernOf } from './concern.ts'

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

/** How many times the 低保 standard a head has a month. */
type IncomeRing = 'below-1' | 'below-1.5' | 'below-2' | 'above' | 'unknown'

/** What a draft changes for one household. */
export type HouseholdEffect = {
  readonly ring: IncomeRing
  readonly programmes: readonly ProgrammeEffect[]
  readonly leadsAppear: readonly string[]
  readonly leadsGo: readonly string[]
}

/** What would be otherwise for a household by `after` than by `before`; null where nothing would. */
export const effectOn = (given: Profile, before: Policy, after: Policy, day: Day): HouseholdEffect | null => {
  const concern = concernOf(before, after)
  if (concern.programmes.length + concern.indicators.length === 0) return null
  const profile = given.doubts ? withoutDoubts(given) : given
  if (livingMembers(profile, day).length === 0) return null
  const programmes = concern.programmes.flatMap((id) => programmeEffects(id, profile, before, after, day))
  const leadsAppear: string[] = []
  const leadsGo: string[] = []
  for (const indicator of concern.indicators) {
    const [did, does] = [fires(indicator, profile, before, day), fires(indicator, profile, after, day)]
    if (does && !did) leadsAppear.push(indicator.id)
    if (did && !does) leadsGo.push(indicator.id)
  }
  if (programmes.length + leadsAppear.length + leadsGo.length === 0) return null
  return { ring: ringOf(profile, before, day), programmes, leadsAppear, leadsGo }
}

const fires = ({ judge, standards = [] }: Indicator, profile: Profile, policy: Policy, day: Day): boolean =>
  standards.every((id) => policy.standard(id) !== null) && judge(profile, policy, day).status === 'fires'

const programmeEffects = (
  id: string,
  profile: Profile,
  before: Policy,
  after: Policy,
  day: Day,
): readonly ProgrammeEffect[] => {
  const members = livingMembers(profile, day)
  const holders = after.programmes.get(id)?.holder === 'family' ? [null] : members
  const held = heldBy(profile, before, day).filter((each) => each.programme === id && each.standing === 'held')
  return holders.flatMap((person) => {
    const isHeld = held.some((each) => each.person === null || each.person === person?.person)
    const [was, is] = [before, after].map((policy) => standingOf(id, { profile, policy, day, person }, isHeld))
    const kind = was === undefined || is === undefined ? null : kindOf(was, is)
    if (kind === null || was === undefined || is === undefined) return []
    const subject = person ?? members[0]
    return [
      {
        programme: id,
        person: person?.person ?? null,
        kind,
        held: isHeld,
        beforeFen: was.fen,
        afterFen: is.fen,
        ageGroup: ageGroupOf(subject, day),
      },
    ]
  })
}

type Standing = { readonly entitled: boolean; readonly fen: number | null }

/**
 * Entitled: every condition holds, but for what only the family's authorisation could tell. Who holds a programme is taken
 * to be entitled until a condition is known not to be met.
 */
const standingOf = (id: string, asked: Asked, held: boolean): Standing => {
  const programme = asked.policy.programmes.get(id)
  if (programme === undefined) return { entitled: false, fen: null }
  for (const condition of programme.conditions) {
    const { state, needs } = answerOf(condition, asked)
    if (state === 'not-met' || (state === 'not-known' && !held && needs !== 'authorisation')) return notEntitled
  }
  const amount = amountFor(programme.amount, asked)
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

const ringOf = (profile: Profile, policy: Policy, day: Day): IncomeRing => {
  const standard = policy.standard('dibao/monthly-standard')
  const { income, awaits } = incomeSeen(profile, policy, day)
  if (standard === null || awaits.length > 0) return 'unknown'
  const times = income.perHeadFen / standard.value
  return times < 1 ? 'below-1' : times < 1.5 ? 'below-1.5' : times < 2 ? 'below-2' : 'above'
}
