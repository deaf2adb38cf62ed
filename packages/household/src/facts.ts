import type { ChangeEventData, ChangeEventOf, ChangeEventType, Day } from '@shouwang/contracts'
import { meaningOf } from './event-meaning.ts'

/** One fact as a profile keeps it. `day` is the business day of the delivery that stated it. */
export type StoredFact<T extends ChangeEventType = ChangeEventType> = {
  readonly revision: number
  readonly retracted: boolean
  readonly feed: string
  readonly provider: string
  readonly day: Day
  /** Its row names the person otherwise than the register and the rolls do: it may be about somebody else. */
  readonly doubtful?: true
  readonly data: ChangeEventData[T]
}

/** Everything known of one person, retractions included: by type, then by the department's own key. */
export type FactBook = { readonly [T in ChangeEventType]?: ReadonlyMap<string, StoredFact<T>> }

export type Fact<T extends ChangeEventType = ChangeEventType> = {
  readonly subject: string
  readonly type: T
  readonly sourceKey: string
  readonly fact: StoredFact<T>
}

/** What applying a fact did: it changed the book, said what was known, or came after something newer. */
export type Applied = 'applied' | 'duplicate' | 'stale'

/** The facts an event leaves: its subject's first, then those it states of others (a marriage has two sides). */
export const factsOf = <T extends ChangeEventType>(event: ChangeEventOf<T>): readonly Fact[] => {
  const { type, subject, sourcekey: sourceKey, revision, retracted, feed, provider, businessday: day, data } = event
  const doubt = event.namediffers === true ? { doubtful: true } : {}
  const stated = {
    type,
    subject,
    sourceKey,
    fact: { revision, retracted, feed, provider, day, ...doubt, data },
  } as Fact
  const other = meaningOf(type).alsoOf?.(subject, data)
  if (other === undefined) return [stated]
  return [stated, { ...stated, subject: other.subject, fact: { ...stated.fact, data: other.data } } as Fact]
}

/**
 * Positive when `a` outranks `b`: the greater revision, then a retraction, then the later delivery, then one that is not
 * doubtful, then the greater content. A total order, so that the same facts leave the same book in whatever order they come.
 */
const compareFacts = (a: StoredFact, b: StoredFact): number => {
  if (a.revision !== b.revision) return a.revision - b.revision
  if (a.retracted !== b.retracted) return a.retracted ? 1 : -1
  return (
    compareText(a.day, b.day) ||
    Number(a.doubtful !== true) - Number(b.doubtful !== true) ||
    compareContent(a, b) ||
    compareText(a.feed, b.feed) ||
    compareText(a.provider, b.provider)
  )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Compares what two facts say; the order in which a writer put the fields does not matter. */
const compareContent = (a: StoredFact, b: StoredFact): number => {
  if (a.data === b.data || JSON.stringify(a.data) === JSON.stringify(b.data)) return 0
  return compareText(canonical(a), canonical(b))
}

const canonical = ({ data }: StoredFact): string =>
  JSON.stringify(Object.entries(data).sort(([a], [b]) => compareText(a, b)))

/** Adds one fact to a book. Idempotent, commutative and associative over any set of facts. */
export const applyFact = (book: FactBook, { type, sourceKey, fact }: Fact): { book: FactBook; outcome: Applied } => {
  const known: StoredFact | undefined = book[type]?.get(sourceKey)
  if (known === undefined) return { book: withFact(book, type, sourceKey, fact), outcome: 'applied' }
  const order = compareFacts(fact, known)
  if (order === 0) return { book, outcome: 'duplicate' }
  const same = fact.retracted === known.retracted && compareContent(fact, known) === 0
  if (order < 0) return { book, outcome: same ? 'duplicate' : 'stale' }
  return { book: withFact(book, type, sourceKey, fact), outcome: same ? 'duplicate' : 'applied' }
}

const withFact = (book: FactBook, type: ChangeEventType, sourceKey: string, fact: StoredFact): FactBook => ({
  ...book,
  [type]: new Map<string, StoredFact>(book[type]).set(sourceKey, fact),
})
