import type { ChangeEventOf, ChangeEventType } from '@shouwang/contracts'
import { meaningOf } from './event-meaning.ts'
import { type Book, factsIn, LateBook, type StoredFact } from './fact-book.ts'

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
export const applyFact = <B extends Book>(
  book: B,
  { type, sourceKey, fact }: Fact,
): { readonly book: B; readonly outcome: Applied } => {
  const facts: ReadonlyMap<string, StoredFact> | undefined = factsIn(book, type)
  const known = facts?.get(sourceKey)
  const told = (): B => withFacts(book, type, new Map(facts).set(sourceKey, fact))
  if (known === undefined) return { book: told(), outcome: 'applied' }
  const order = compareFacts(fact, known)
  if (order === 0) return { book, outcome: 'duplicate' }
  const same = fact.retracted === known.retracted && compareContent(fact, known) === 0
  if (order < 0) return { book, outcome: same ? 'duplicate' : 'stale' }
  return { book: told(), outcome: same ? 'duplicate' : 'applied' }
}

const withFacts = <B extends Book>(book: B, type: ChangeEventType, facts: ReadonlyMap<string, StoredFact>): B =>
  (book instanceof LateBook ? book.with(type, facts) : { ...book, [type]: facts }) as B
