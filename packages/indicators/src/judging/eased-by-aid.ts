import type { Day, FiringVerdict, Level, PersonId } from '@shouwang/contracts'
import { evidence, type KnownFact, type Profile } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { aidCounts } from '../readings/aid-counts.ts'
import { lastBefallen } from '../readings/programmes-granted.ts'
import { yuanText } from '../wording/yuan-text.ts'

type Aid = { readonly person: PersonId; readonly fact: KnownFact<'AidGiven'> }

/** What aid takes off a hardship that nobody has counted in money. */
const UNCOUNTED_SHARE = 0.5
/** Given for whatever a family cannot pay, whichever programme a lead names. */
const anyHardship: readonly string[] = ['temporary-relief', 'emergency-relief', 'charity-relief']

/**
 * What fires, less the part that aid has met: its points fall by the share of the sum that was given, and its level where what
 * is left lies below the line, or at least half is met. Aid given before something new befell the family answers none of it.
 * The order is kept.
 */
export const easedByAid = (
  fires: FiringVerdict[],
  fired: readonly Indicator[],
  profile: Profile,
  day: Day,
): FiringVerdict[] => {
  if (fires.length === 0 || !profile.members.some(({ facts }) => facts.AidGiven !== undefined)) return fires
  const given = aidOf(profile, day)
  if (given.length === 0) return fires
  return fires.map((verdict, index) => {
    const indicator = fired[index]
    const answers = indicator === undefined ? [] : given.filter((aid) => isAnswer(aid, indicator))
    return answers.length === 0 ? verdict : eased(verdict, answers)
  })
}

const aidOf = (profile: Profile, day: Day): readonly Aid[] => {
  const befell = lastBefallen(profile.members, day) ?? ''
  return profile.members.flatMap(({ person, facts }) =>
    (facts.AidGiven ?? [])
      .filter(({ data }) => data.day >= befell && aidCounts(data.day, day))
      .map((fact) => ({ person, fact })),
  )
}

const isAnswer = ({ fact }: Aid, { direction, programmes, dimensions }: Indicator): boolean => {
  const { programme } = fact.data
  if (direction === 'wrong') return false
  const named: readonly string[] = programmes
  return named.includes(programme) || (anyHardship.includes(programme) && (dimensions.expenditure ?? 0) > 0)
}

const eased = (verdict: FiringVerdict, answers: readonly Aid[]): FiringVerdict => {
  const givenFen = answers.reduce((sum, { fact }) => sum + fact.data.amountFen, 0)
  const counted = verdict.observations.find(({ unit, observed }) => unit === 'fen' && typeof observed === 'number')
  const neededFen = typeof counted?.observed === 'number' && counted.observed > 0 ? counted.observed : null
  const share = neededFen === null ? UNCOUNTED_SHARE : Math.min(1, givenFen / neededFen)
  const belowLine = typeof counted?.threshold === 'number' && (neededFen ?? 0) - givenFen < counted.threshold
  return {
    ...verdict,
    level: belowLine ? least[verdict.level] : share >= UNCOUNTED_SHARE ? lower[verdict.level] : verdict.level,
    dimensions: Object.fromEntries(
      Object.entries(verdict.dimensions).map(([dimension, points]) => [dimension, tenths(points * (1 - share))]),
    ),
    reason: `${verdict.reason}；此后已获救助${yuanText(givenFen)}`,
    observations: [
      ...verdict.observations,
      { label: '已获救助', observed: givenFen, threshold: null, unit: 'fen', rule: null },
    ],
    facts: [...verdict.facts, ...answers.map(({ person, fact }) => evidence(person, 'AidGiven', fact))],
  }
}

const lower = { none: 'none', blue: 'blue', yellow: 'blue', orange: 'yellow', red: 'orange' } as const satisfies Record<
  Level,
  Level
>
const least = { none: 'none', blue: 'blue', yellow: 'blue', orange: 'blue', red: 'blue' } as const satisfies Record<
  Level,
  Level
>

const tenths = (points: number): number => Math.round(points * 10) / 10
