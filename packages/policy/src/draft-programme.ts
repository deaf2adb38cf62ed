import type { Day } from '@shouwang/contracts'
import { dump, load } from 'js-yaml'
import type { Condition } from './programme-condition.ts'

/** A change of who is entitled to a programme in one region, from a day on. */
export type ProgrammeChange = {
  readonly from: Day
  readonly who: string
  readonly conditions: readonly Condition[]
  /** Where it comes from, such as the conferences that decided so. */
  readonly title: string
}

/**
 * The file of a region's version of a programme with one more change; what it said from that day or a later one gives way.
 * `known` is its newest text, null where the region has no version of its own.
 */
export const programmeChangeFile = (
  known: string | null,
  { from, who, conditions, title }: ProgrammeChange,
): string => {
  const before = known === null ? [] : changesIn(known).filter((each) => each.from < from)
  return dump({ changes: [...before, { from, who, conditions, source: { title } }] }, { lineWidth: -1 })
}

const changesIn = (text: string): readonly { readonly from: string }[] => {
  const read = load(text) as { readonly changes?: readonly { readonly from: string }[] } | null
  return read?.changes ?? []
}
