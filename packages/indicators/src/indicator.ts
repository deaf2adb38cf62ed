import type {
  ChangeEventType,
  Day,
  Dimension,
  Direction,
  EvidenceFact,
  FeedId,
  Level,
  Observation,
  PersonId,
} from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import type { ListId, NumberId, Policy, ProgrammeId } from '@shouwang/policy'

/** What one indicator says of one household on one day. `reviewOn` is the next day on which time alone could change it. */
export type Verdict = Fires | Unknown | Clear

export type Fires = {
  readonly status: 'fires'
  /** Where it differs from the indicator's own level, e.g. a floor for very large amounts. */
  readonly level?: Level
  /** 0–1: how sure the facts make it. */
  readonly confidence: number
  /** The person it is about, or null for the household. */
  readonly person: PersonId | null
  /** One plain Chinese sentence a caseworker would write; persons as `{p_…}`. */
  readonly reason: string
  readonly observations: readonly Observation[]
  readonly facts: readonly EvidenceFact[]
  readonly advice?: readonly string[]
  readonly reviewOn?: Day
}

export type Unknown = {
  readonly status: 'unknown'
  readonly missing: readonly string[]
  /** Feeds that would tell: empty where nobody delivers it, and only asking helps. */
  readonly awaits: readonly FeedId[]
  readonly reviewOn?: Day
}

export type Clear = { readonly status: 'clear'; readonly reviewOn?: Day }

/** Nothing to say, and time alone changes nothing: what most indicators answer of most households. */
export const clear: Clear = Object.freeze({ status: 'clear' })

/** One named warning rule (预警指标). */
export type Indicator = {
  readonly id: string
  readonly name: string
  readonly direction: Direction
  /** 主动发现, 需求预警, 动态管理, 政策落实 (docs/domain.md §3.1). */
  readonly class: 'discovery' | 'need' | 'dynamics' | 'delivery'
  readonly level: Level
  /** The first and the last day of the rule, where law brought or ended it: on other days nobody is judged by it. */
  readonly from?: Day
  readonly until?: Day
  /** Points (0–100) that firing adds to each dimension. */
  readonly dimensions: Partial<Record<Dimension, number>>
  /** Where the trigger comes from. */
  readonly source: string
  /**
   * Every type of fact that `judge` looks for, of members or of kin; a test compares it with what the examples make it
   * look for. Who belongs to the household, and how old they are, is the profile's to say and not listed.
   */
  readonly reads: readonly ChangeEventType[]
  readonly parameters: readonly (NumberId | ListId)[]
  /**
   * Numbers of the place without which it cannot judge: where the place has not entered one, the answer is unknown and
   * says so. Another number that is not entered only keeps `judge` from something.
   */
  readonly standards?: readonly NumberId[]
  /**
   * The switch of an indicator that begins in shadow (影子指标): while its number is 0 at a place, the indicator is judged and
   * counted there, and makes no task and no level.
   */
  readonly inUse?: NumberId
  /** Facts without which the answer is plain `clear`: while no member has any of them, `judge` is not asked. */
  readonly quietWithout?: readonly ChangeEventType[]
  /** 分 a head and month: of members who surely earn as much the answer is plain `clear`, and `judge` is not asked. */
  readonly quietEarning?: (policy: Policy) => number
  /** 分 a head and month: of members who surely earn as much it never fires, though it may not be known or be due again. */
  readonly silentEarning?: (policy: Policy) => number
  /**
   * 分: it never fires where bills and school fees of all years together stay below it; `monthlyFen` is what the family surely
   * has a month.
   */
  readonly quietOutlay?: (policy: Policy, monthlyFen: number) => number
  /** Programmes that may answer it. */
  readonly programmes: readonly ProgrammeId[]
  readonly judge: (profile: Profile, policy: Policy, day: Day) => Verdict
}
