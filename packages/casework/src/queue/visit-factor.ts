import type { Direction, FiringVerdict, HardshipRing } from '@shouwang/contracts'
import { kindsOf, type Tried, untried, type VisitRecord } from './visit-record.ts'

/** The numbers of the queue that a place may change. */
export type QueueRules = {
  /** As many visits as what was assumed before any counts for: the strength of the prior. */
  readonly priorVisits: number
  /** What share of visits is assumed to find need before any was made: the mean of the prior. */
  readonly priorShare: number
  /** So much of it is assumed where a visit within a year has told about the family. */
  readonly priorAgain: number
  /** For a family whose income seen is twice the standard and more, and for one with one and a half times of it. */
  readonly aboveFactor: number
  readonly nearFactor: number
  /** For an urgent task: somebody asked, or was seen by a neighbour, or something befell the family. */
  readonly urgentFactor: number
  /** From so many visits on two indicators together are judged as a kind of their own. */
  readonly pairVisits: number
  /** What was found moves a household in the queue by no less and no more than these. */
  readonly leastFactor: number
  readonly mostFactor: number
}

/** How far what visits found moves a household in the queue, and the counts that say so. */
export type VisitFactor = {
  readonly factor: number
  /** The kind of lead whose record decided: an indicator or two; null where nothing was tried yet. */
  readonly kind: string | null
  readonly tried: Tried
  /** The factor for being visited again; 1 where nobody was there within a year. */
  readonly again: number
  /** The factor for the income that is seen; 1 where it is low or nobody sees it. */
  readonly income: number
  /** The factor for an urgent task; 1 for any other. */
  readonly urgency: number
}

/** What is known of a household and of its task beside its leads. */
export type QueuedHousehold = {
  readonly visitedBefore: boolean
  readonly ring: HardshipRing
  readonly direction: Direction
}

type Lead = Pick<FiringVerdict, 'indicator' | 'confidence' | 'dimensions'>

/**
 * What visits of the last twelve months make of a household's place in the queue, whose score is multiplied by it, with the
 * income that is seen, with whether the task is urgent, and with whether somebody was there lately: the share of visits that leads like its own confirmed, held
 * against the share of all. A share is smoothed towards what was assumed (a Beta prior), so that few visits move little; it is
 * bounded, so that no kind of lead, and nobody of whom only that kind tells, drops out of reach; and a visit is forgotten after
 * a year, so that each kind is tried anew.
 */
export const visitFactor = (
  leads: readonly Lead[],
  { visitedBefore, ring, direction }: QueuedHousehold,
  record: VisitRecord,
  rules: QueueRules,
): VisitFactor => {
  const { priorVisits, priorShare, priorAgain, leastFactor, mostFactor } = rules
  const all = smoothed(record.all, priorShare, priorVisits)
  const { kind, tried, share } = best(leads, record, all, rules)
  const again = visitedBefore
    ? Math.min(1, Math.max(leastFactor * priorAgain, smoothed(record.again, all * priorAgain, priorVisits) / all))
    : 1
  const income = ring === 'above' ? rules.aboveFactor : ring === 'below-2' ? rules.nearFactor : 1
  const urgency = direction === 'urgent' ? rules.urgentFactor : 1
  const found = Math.min(mostFactor, Math.max(leastFactor, share / all))
  return {
    factor: toHundredths(found * again * income * urgency),
    kind,
    tried,
    again: toHundredths(again),
    income,
    urgency,
  }
}

/** The mean of a Beta distribution after so many visits, with a prior of this mean that counts as so many. */
const smoothed = ({ visited, confirmed }: Tried, mean: number, strength: number): number =>
  (confirmed + strength * mean) / (visited + strength)

type Best = { readonly kind: string | null; readonly tried: Tried; readonly share: number }

/** The share of the pair that was tried most, where one was tried enough; else the mean of the leads, each by its weight. */
const best = (leads: readonly Lead[], { kinds }: VisitRecord, all: number, rules: QueueRules): Best => {
  const { priorVisits, pairVisits } = rules
  const ids = [...new Set(leads.map(({ indicator }) => indicator))]
  let weights = 0
  let sum = 0
  let told: Best = { kind: null, tried: untried, share: all }
  for (const { indicator, confidence, dimensions } of leads) {
    const tried = kinds.get(indicator) ?? untried
    const weight = confidence * Object.values(dimensions).reduce((points, each) => points + (each ?? 0), 0)
    const share = smoothed(tried, all, priorVisits)
    weights += weight
    sum += weight * share
    if (tried.visited > told.tried.visited) told = { kind: indicator, tried, share }
  }
  const mean = weights === 0 ? told.share : sum / weights
  let pair: Best | null = null
  for (const kind of kindsOf(ids)) {
    const tried = kinds.get(kind)
    if (!kind.includes('+') || tried === undefined || tried.visited < pairVisits) continue
    if (pair === null || tried.visited > pair.tried.visited)
      pair = { kind, tried, share: smoothed(tried, mean, priorVisits) }
  }
  return pair ?? { ...told, share: mean }
}

const toHundredths = (share: number): number => Math.round(share * 100) / 100
