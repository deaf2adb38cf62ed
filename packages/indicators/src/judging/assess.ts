import type { Assessment, Day, FiringVerdict, Level, UnknownVerdict } from '@shouwang/contracts'
import { type Profile, withoutDoubts } from '@shouwang/household'
import { type NumberId, type Policy, standardName } from '@shouwang/policy'
import type { Fires, Indicator, Unknown } from '../indicator.ts'
import { oncePerPolicy } from '../readings/once-per-policy.ts'
import { grantsChangeOn } from '../readings/programmes-granted.ts'
import { areaAdvice, notEntered } from '../wording/standard-text.ts'
import { catalogue, catalogueName } from './catalogue.ts'
import { doubtfulLeads } from './doubtful-leads.ts'
import { easedByAid } from './eased-by-aid.ts'
import { entitlementsOf } from './entitlements.ts'
import { setOf, typesPresent } from './fact-types.ts'
import { applyHysteresis, higherLevel, type LevelHistory, nobodyLeft } from './level-history.ts'
import { asking } from './policy-asked.ts'
import { dimensionScores, householdScore, levelOfScore } from './score.ts'
import { shadowApart, switchesOf } from './shadow.ts'
import { withWaitingRows } from './waiting-rows.ts'

/** An assessment without its version, which the scoring service counts, and what the next one needs of it. */
export type Assessed = Omit<Assessment, 'version'> & { readonly levelHistory: LevelHistory }

export type Assess = (profile: Profile, policy: Policy, day: Day, before?: LevelHistory) => Assessed

/**
 * Judges a household by a list of indicators; `assess` uses the whole catalogue.
 *
 * Equal profiles, policies, days and level histories give equal assessments, and judging one day again gives what judging
 * it once would have. Throws RangeError when `before` is of a later day, or when a number is missing on `day`.
 */
export const assessBy = (indicators: readonly Indicator[]): Assess => {
  const entriesFor = entriesByPresence(indicators.map(entryOf))
  const by = catalogueName(indicators)
  const switches = switchesOf(indicators)
  return (profile, policyOfDay, day, before) => {
    const { policy, changesOn } = asking(policyOfDay)
    if (profile.members.length === 0) return assessNobody(profile, policy, day, by, before)
    const sure = profile.doubts ? withoutDoubts(profile) : profile
    const judgedOf = (whom: Profile) => shadowApart(judgeAll(entriesFor, whom, policy, day), switches, policy)
    const judged = judgedOf(sure)
    const known = { ...judged, fires: easedByAid(judged.fires, judged.fired, sure, day) }
    const doubted = profile.doubts ? doubtfulLeads(known.fires, judgedOf(profile).fires) : []
    const { fired, unknown, shadow, reviewOn } = known
    const fires = [...known.fires, ...doubted]
    const scores = dimensionScores(fires)
    const score = fires.length === 0 ? 0 : householdScore(scores, policy)
    const levelToday = fires.length === 0 ? 'none' : fires.reduce(floorOf, levelOfScore(score, policy))
    const { history, fallsOnDay } = applyHysteresis(levelToday, policy, day, before)
    const entitlements = entitlementsOf(sure, policy, day, known.fires, fired)
    return {
      ...identityOf(profile, policy, day),
      fires,
      unknown,
      ...(shadow.length === 0 ? {} : { shadow: [...shadow] }),
      catalogue: by,
      scores,
      score,
      levelToday,
      level: history.level,
      confidence: confidenceOf(fires, unknown.length, indicators.length - shadow.length),
      entitlements,
      reviewOn: earlierReview(
        earlierReview(earlierReview(reviewOn, fallsOnDay ?? undefined, day), changesOn(), day),
        grantsChangeOn(sure, policy, day),
        day,
      ),
      levelHistory: history,
    }
  }
}

type Entry = {
  readonly indicator: Indicator
  readonly judge: Indicator['judge']
  readonly needs: number
  readonly absentIn: (policy: Policy) => readonly NumberId[]
}

const entryOf = (indicator: Indicator): Entry => ({
  indicator,
  judge: indicator.judge,
  needs: setOf(indicator.quietWithout),
  absentIn: absentOf(indicator.standards ?? []),
})

/** Which of these no place around has entered. */
const absentOf = (standards: readonly NumberId[]): Entry['absentIn'] =>
  oncePerPolicy((policy) => standards.filter((id) => policy.standard(id) === null))

/** The indicators that can say anything of households with these types of facts; most households have one of few sets of types. */
const entriesByPresence = (entries: readonly Entry[]) => {
  const known = new Map<number, readonly Entry[]>()
  return (present: number): readonly Entry[] => {
    const heard = known.get(present) ?? entries.filter(({ needs }) => (needs & present) !== 0)
    if (known.size < PRESENCES_KEPT) known.set(present, heard)
    return heard
  }
}

const PRESENCES_KEPT = 4096

const judgeAll = (entriesFor: (present: number) => readonly Entry[], profile: Profile, policy: Policy, day: Day) => {
  const present = typesPresent(profile)
  const fires: FiringVerdict[] = []
  const fired: Indicator[] = []
  const unknown: UnknownVerdict[] = []
  let reviewOn: Day | null = null
  for (const { indicator, judge, absentIn } of entriesFor(present)) {
    const absent = absentIn(policy)
    const verdict = absent.length === 0 ? judge(profile, policy, day) : notEntered(absent.map(standardName))
    reviewOn = earlierReview(reviewOn, verdict.reviewOn, day)
    if (verdict.status === 'unknown') unknown.push(notKnowing(indicator, verdict))
    if (verdict.status === 'fires') {
      fires.push(firing(indicator, verdict, policy))
      fired.push(indicator)
    }
  }
  const waits = (present & rowsSetAside) !== 0
  return { fires, fired, unknown: waits ? unknown.map((each) => withWaitingRows(each, profile)) : unknown, reviewOn }
}

const rowsSetAside = setOf(['RowSetAside'])

const notKnowing = ({ id }: Indicator, { missing, awaits }: Unknown): UnknownVerdict => ({
  status: 'unknown',
  indicator: id,
  missing: [...missing],
  awaits: [...awaits],
})

const identityOf = ({ household, householdNo, region, members }: Profile, policy: Policy, day: Day) => ({
  household,
  householdNo,
  region,
  day,
  policy: policy.version,
  members: members.map(({ person }) => person),
})

const assessNobody = (
  profile: Profile,
  policy: Policy,
  day: Day,
  by: string,
  before: LevelHistory | undefined,
): Assessed => ({
  ...identityOf(profile, policy, day),
  fires: [],
  unknown: [],
  catalogue: by,
  scores: dimensionScores([]),
  score: 0,
  levelToday: 'none',
  level: 'none',
  confidence: 1,
  entitlements: [],
  reviewOn: null,
  levelHistory: nobodyLeft(day, before),
})

const firing = (
  { id, direction, level, dimensions, parameters }: Indicator,
  verdict: Fires,
  policy: Policy,
): FiringVerdict => ({
  status: 'fires',
  indicator: id,
  direction,
  level: verdict.level ?? level,
  confidence: verdict.confidence,
  dimensions: { ...dimensions },
  person: verdict.person,
  reason: verdict.reason,
  observations: [...verdict.observations],
  facts: [...verdict.facts],
  advice: [...(verdict.advice ?? []), ...areaAdvice(parameters, policy)],
})

const floorOf = (level: Level, verdict: FiringVerdict): Level => higherLevel(level, verdict.level)

const earlierReview = (known: Day | null, other: Day | undefined, day: Day): Day | null =>
  other === undefined || other <= day || (known !== null && known <= other) ? known : other

/** How far the picture is complete, and how sure what fires is, both from 0 to 1. */
const confidenceOf = (fires: readonly FiringVerdict[], unknown: number, all: number): number => {
  const judged = all === 0 ? 1 : 1 - unknown / all
  if (fires.length === 0) return toHundredths(judged)
  let sure = 0
  for (const { confidence } of fires) sure += confidence
  return toHundredths((judged * sure) / fires.length)
}

const toHundredths = (share: number): number => Math.round(share * 100) / 100

/** Judges a household by every indicator of the catalogue. */
export const assess: Assess = assessBy(catalogue)
