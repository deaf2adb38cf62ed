import type { ChangeEventData, ChangeEventType, Day, PersonId, RegionCode, Relation } from '@shouwang/contracts'
import type { FactBook, StoredFact } from './facts.ts'

/** A fact that stands: not retracted, with the key that finds it again. */
export type KnownFact<T extends ChangeEventType = ChangeEventType> = {
  readonly sourceKey: string
  readonly feed: string
  readonly provider: string
  /** The business day of the delivery that stated it. */
  readonly day: Day
  readonly data: ChangeEventData[T]
}

export type Facts = { readonly [T in ChangeEventType]?: readonly KnownFact<T>[] }

export type Member = {
  readonly person: PersonId
  /** From the latest registration; `other` where no registration is known. */
  readonly relation: Relation
  readonly sex: 'male' | 'female' | 'unknown'
  /** Null where no registration told it. */
  readonly birthDate: Day | null
  /** Still on this household's assistance roll, but has moved into another household since. */
  readonly livesElsewhere: boolean
  readonly facts: Facts
}

/** Which rolls and registers have been delivered for the household's region, and up to when. By feed id. */
export type Coverage = { readonly [feed: string]: { readonly day: Day; readonly throughMonth: string | null } }

/** The facts of a household, its members (head first, the dead, the held and those who left its roll included) and the kin that rules ask about. */
export type Profile = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly members: readonly Member[]
  /** Persons outside the household that a member's facts name: parents, spouses. */
  readonly kin: ReadonlyMap<PersonId, Facts>
  readonly coverage: Coverage
}

/** The standing facts of a book, in the order of their keys so that equal books give equal profiles. */
export const standingFacts = (book: FactBook): Facts => {
  const facts: Record<string, readonly KnownFact[]> = {}
  for (const type in book) {
    const known = standing(book, type as ChangeEventType)
    if (known.length > 0) facts[type] = known
  }
  return facts as Facts
}

/** The standing facts of one type, in the order of their keys. */
export const standing = <T extends ChangeEventType>(book: FactBook, type: T): readonly KnownFact<T>[] => {
  const byKey: ReadonlyMap<string, StoredFact<T>> | undefined = book[type]
  if (byKey === undefined) return none
  const known: KnownFact<T>[] = []
  for (const [sourceKey, { retracted, feed, provider, day, data }] of byKey)
    if (!retracted) known.push({ sourceKey, feed, provider, day, data })
  return known.sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1))
}

const none: readonly never[] = []
