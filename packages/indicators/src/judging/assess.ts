import type { Assessment, Day, FiringVerdict, Level, UnknownVerdict } from '@shouwang/contracts'
import { type Profile, withoutDoubts } from '@shouwang/household'
import { type NumberId, type Policy, standardName } from '@shouwang/policy'
import { clear, type Fires, type Indicator, type Unknown } from '../indicator.ts'
import { oncePerPolicy } from '../readings/once-per-policy.ts'
import { grantsChangeOn } from '../readings/programmes-granted.ts'
import { surelyEarns } from '../readings/surely-earns.ts'
import { areaAdvice, notEntered } from '../wording/standard-text.ts'
import { catalogue, catalogueName } from './catalogue.ts'
import { doubtfulLeads } from './doubtful-leads.ts'
import { easedByAid } from './eased-by-aid.ts'
import { entitlementsOf } from './entitlements.ts'
import { type FactTypes, meet, setOf, typesPresent } from './fact-types.ts'
import { holdingFacts } from './held.ts'
import { changesForce, isInForce } from './in-force.ts'
import { applyHysteresis, higherLevel, type LevelHistory, nobodyLeft } from './level-history.ts'
import { asking } from './policy-asked.ts'
import { dimensionScores, householdScore, levelOfScore } from './score.ts'
import { isInShadow, type ShadowVerdict } from './shadow.ts'
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
  const askedOf = askedByPresence(indicators.map(entryOf))
  const by = catalogueName(indicators)
  return (profile, policyOfDay, day, before) => {
    const { policy, changesOn } = asking(policyOfDay)
    if (profile.members.length === 0) return assessNobody(profile, policy, day, by, before)
    const sure = profile.doubts ? withoutDoubts(profile) : profile
    const asked = askedOf(sure)
    const { fires: firing, fired, unknown, shadow, reviewOn } = judgeAll(asked, sure, policy, day)
    const known = easedByAid(firing, fired, sure, day)
    const fires = profile.doubts
      ? [...known, ...doubtfulLeads(known, judgeAll(askedOf(profile), profile, policy, day).fires)]
      : known
    const scores = dimensionScores(fires)
    const score = fires.length === 0 ? 0 : householdScore(scores, policy)
    const levelToday = fires.length === 0 ? 'none' : fires.reduce(floorOf, levelOfScore(score, policy))
    const { history, fallsOnDay } = applyHysteresis(levelToday, policy, day, before)
    const entitlements = asked.mayHold || known.length > 0 ? entitlementsOf(sure, policy, day, known, fired) : []
    let review = earlierReview(reviewOn, fallsOnDay ?? undefined, day)
    review = earlierReview(review, changesOn(), day)
    if (asked.mayHold) review = earlierReview(review, grantsChangeOn(sure, policy, day), day)
    const assessed = {
      household: profile.household,
      householdNo: profile.householdNo,
      region: profile.region,
      day,
      policy: policy.version,
      members: profile.members.map(({ person }) => person),
      fires,
      unknown,
      catalogue: by,
      scores,
      score,
      levelToday,
      level: history.level,
      confidence: confidenceOf(fires, unknown.length, indicators.length - shadow.length),
      entitlements,
      reviewOn: review,
      levelHistory: history,
    }
    return shadow.length === 0 ? assessed : { ...assessed, shadow }
  }
}

type Entry = {
  readonly indicator: Indicator
  readonly judge: Indicator['judge']
  readonly needs: FactTypes
  /** Law brought or ended the rule on some day. */
  readonly isDated: boolean
  /** Null where it needs no number of the place. */
  readonly absentIn: ((policy: Policy) => readonly NumberId[]) | null
  readonly quietEarning: ((policy: Policy) => number) | null
  /** What a worker should ask first where town and country differ. */
  readonly areaAdviceIn: (policy: Policy) => readonly string[]
}

/** Of every indicator in use, what it says; and what those in shadow do. */
type Verdicts = {
  readonly fires: FiringVerdict[]
  readonly fired: Indicator[]
  readonly unknown: UnknownVerdict[]
  readonly shadow: ShadowVerdict[]
  readonly reviewOn: Day | null
}

const entryOf = (indicator: Indicator): Entry => ({
  indicator,
  judge: indicator.judge,
  needs: setOf(indicator.quietWithout),
  isDated: indicator.from !== undefined || indicator.until !== undefined,
  absentIn: indicator.standards === undefined ? null : absentOf(indicator.standards),
  quietEarning: indicator.quietEarning === undefined ? null : oncePerPolicy(indicator.quietEarning),
  areaAdviceIn: oncePerPolicy((policy) => areaAdvice(indicator.parameters, policy)),
})

/** Which of these no place around has entered. */
const absentOf = (standards: readonly NumberId[]) =>
  oncePerPolicy((policy) => standards.filter((id) => policy.standard(id) === null))

/** What is asked of households with the same types of facts. */
type Asked = {
  /** The indicators that can say anything of them. */
  readonly entries: readonly Entry[]
  /** False where nothing is held, and nothing that was decided ends. */
  readonly mayHold: boolean
  /** False where no row waits to be mended. */
  readonly mayWait: boolean
}

/** Most households have one of few sets of types. */
const askedByPresence = (entries: readonly Entry[]) => {
  const known = new Map<FactTypes, Asked>()
  return (profile: Profile): Asked => {
    const present = typesPresent(profile)
    const asked = known.get(present) ?? {
      entries: entries.filter(({ needs }) => meet(needs, present)),
      mayHold: meet(holdings, present),
      mayWait: meet(rowsSetAside, present),
    }
    if (known.size < PRESENCES_KEPT) known.set(present, asked)
    return asked
  }
}

const holdings = setOf(holdingFacts)
const rowsSetAside = setOf(['RowSetAside'])

const PRESENCES_KEPT = 4096

/**
 * A switch is read only where its indicator says something: a household of which it says nothing is not judged again when it
 * is thrown.
 */
const judgeAll = ({ entries, mayWait }: Asked, profile: Profile, policy: Policy, day: Day): Verdicts => {
  const fires: FiringVerdict[] = []
  const fired: Indicator[] = []
  const unknown: UnknownVerdict[] = []
  const shadow: ShadowVerdict[] = []
  let reviewOn: Day | null = null
  for (const entry of entries) {
    const { indicator } = entry
    if (entry.isDated) {
      reviewOn = earlierReview(reviewOn, changesForce(indicator, day), day)
      if (!isInForce(indicator, day)) continue
    }
    const absent = entry.absentIn === null ? none : entry.absentIn(policy)
    const mayBeQuiet = absent.length === 0 && entry.quietEarning !== null
    if (mayBeQuiet && surelyEarns(profile, policy, day, entry.quietEarning(policy))) continue
    const verdict = absent.length === 0 ? entry.judge(profile, policy, day) : notEntered(absent.map(standardName))
    if (verdict === clear) continue
    reviewOn = earlierReview(reviewOn, verdict.reviewOn, day)
    if (verdict.status === 'clear') continue
    const told =
      verdict.status === 'fires'
        ? firing(indicator, verdict, entry.areaAdviceIn(policy))
        : notKnowing(indicator, verdict)
    if (isInShadow(indicator, policy)) shadow.push(told)
    else if (told.status === 'unknown') unknown.push(told)
    else {
      fires.push(told)
      fired.push(indicator)
    }
  }
  const lacking = mayWait ? unknown.map((each) => withWaitingRows(each, profile)) : unknown
  return { fires, fired, unknown: lacking, shadow, reviewOn }
}

const none: readonly NumberId[] = []

const notKnowing = ({ id }: Indicator, { missing, awaits }: Unknown): UnknownVerdict => ({
  status: 'unknown',
  indicator: id,
  missing: [...missing],
  awaits: [...awaits],
})

const assessNobody = (
  profile: Profile,
  policy: Policy,
  day: Day,
  by: string,
  before: LevelHistory | undefined,
): Assessed => ({
  household: profile.household,
  householdNo: profile.householdNo,
  region: profile.region,
  day,
  policy: policy.version,
  members: [],
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
  { id, direction, level, dimensions }: Indicator,
  verdict: Fires,
  areaAdvice: readonly string[],
): FiringVerdict => ({
  status: 'fires',
  indicator: id,
  direction,
  level: verdict.level ?? level,
  confidence: verdict.confidence,
  dimensions,
  person: verdict.person,
  reason: verdict.reason,
  observations: [...verdict.observations],
  facts: [...verdict.facts],
  advice: [...(verdict.advice ?? []), ...areaAdvice],
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
