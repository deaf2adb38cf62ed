import type { Day, Direction, FiringVerdict, Level, PersonId, RegionCode } from '@shouwang/contracts'
import type { Case } from './cases/case.ts'
import type { Task } from './tasks/task.ts'

/**
 * A lead that stays quiet until a day, unless it gets worse than it was when a worker closed it. `until` is null while a case
 * is open about it: then someone has it in hand.
 */
export type Suppression = {
  readonly until: Day | null
  readonly level: Level
  readonly margin: number
  /** Of a lead that waits on the stock list (存量摸排清单) until then at the latest: since when. Nobody has been sent yet. */
  readonly stockSince?: Day
}

/** Everything that deciding about one household's tasks needs. */
export type HouseholdFile = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  /** The head of the household: who a lead about the household as a whole is recorded on. */
  readonly head: PersonId | null
  /** The last assessment seen; zero before the first. */
  readonly version: number
  /** What fired in it, by `leadKey`. */
  readonly firing: Readonly<Record<string, FiringVerdict>>
  readonly suppressed: Readonly<Record<string, Suppression>>
  /** Since when it waited on the stock list (存量摸排清单) before its last task for missed help opened; absent where it did not. */
  readonly waitedSince?: Day
  /** How many tasks were ever opened, by direction. */
  readonly opened: Readonly<Record<Direction, number>>
  /** The task that is not over, by direction: at most one each. */
  readonly tasks: { readonly [D in Direction]?: Task }
  /** The cases that are not over. */
  readonly cases: readonly Case[]
  /** Cases that are over and on conditions whose day has yet to come. */
  readonly watched: readonly Case[]
  /** How many cases were ever opened. */
  readonly casesOpened: number
  /** What was given to the household and not taken back, in 分, by calendar year. */
  readonly givenFen: Readonly<Record<string, number>>
}

/** The file of a household of which nothing is known yet. */
export const emptyFile = (household: string): HouseholdFile => ({
  household,
  householdNo: household,
  region: null,
  head: null,
  version: 0,
  firing: {},
  suppressed: {},
  opened: { missed: 0, wrong: 0, urgent: 0 },
  tasks: {},
  cases: [],
  watched: [],
  casesOpened: 0,
  givenFen: {},
})

/** What makes two verdicts the same lead: the rule and the person. A second death is a second lead. */
export const leadKey = (lead: { readonly indicator: string; readonly person: PersonId | null }): string =>
  `${lead.indicator}/${lead.person ?? ''}`
