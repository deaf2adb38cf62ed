import type { OutcomeRule } from '@shouwang/casework'
import type { ChangeEventType, Direction, Level } from '@shouwang/contracts'

/** One outcome that a worker may record, with its words. */
export type OutcomeChoice = Omit<OutcomeRule, 'finding' | 'matter'>

/** What a column of a departmental row holds, so that screens know what to mask. */
export type ColumnHolds = 'id-number' | 'name' | 'phone' | 'address' | 'plain'

/** One column of a feed with its other headers, and the words that a cell may have; words that mean the same stand together. */
export type FeedField = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly codes: readonly (readonly string[])[]
}

/** One departmental interface as the catalogue declares it. */
export type FeedCard = {
  readonly feed: string
  /** 接口名称, e.g. 残疾人证. */
  readonly name: string
  readonly provider: string
  readonly cadence: string
  /** False for reference files (regions, staff), which have no topic. */
  readonly hasTopic: boolean
  /** Days after which a missing delivery is overdue; null for event-driven feeds. */
  readonly overdueAfterDays: number | null
  /** Why we may receive it (合法性依据). */
  readonly legalBasis: string | null
  readonly columns: readonly { readonly name: string; readonly required: boolean; readonly holds: ColumnHolds }[]
  /** The same columns once each, as a department fills them in. */
  readonly fields: readonly FeedField[]
}

/** The declared name and what judging with it needs (packages/indicators). */
export type IndicatorCard = {
  readonly id: string
  readonly name: string
  readonly direction: Direction
  readonly class: string
  readonly level: Level
  readonly source: string
  readonly reads: readonly ChangeEventType[]
  readonly parameters: readonly string[]
  readonly programmes: readonly string[]
  /** The number that takes it into use where it begins in shadow. */
  readonly inUse?: string
}

/** One aid programme, in the words a caseworker tells a family. */
export type ProgrammeCard = {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly papers: readonly string[]
  readonly ask: readonly string[]
  readonly source: string | null
  /** Within how many days a decision may be appealed against; null where there is none to appeal against. */
  readonly appealDays: number | null
  /** True where who receives it is public as long as it is given (长期公示). */
  readonly recipientsPublic: boolean
}
