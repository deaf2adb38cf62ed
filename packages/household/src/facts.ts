import { type ChangeEvent, type ChangeEventData, type ChangeEventType, type Day, PersonId } from '@shouwang/contracts'

/** One fact as a profile keeps it. `day` is the business day of the delivery that stated it. */
export type StoredFact<T extends ChangeEventType = ChangeEventType> = {
  readonly revision: number
  readonly retracted: boolean
  readonly feed: string
  readonly provider: string
  readonly day: Day
  readonly data: ChangeEventData[T]
}

/** Everything known of one person, retractions included: by type, then by the department's own key. */
export type FactBook = { readonly [T in ChangeEventType]?: { readonly [sourceKey: string]: StoredFact<T> } }

export type Fact<T extends ChangeEventType = ChangeEventType> = {
  readonly subject: string
  readonly type: T
  readonly sourceKey: string
  readonly fact: StoredFact<T>
}

/** What applying a fact did: it changed the book, said what was known, or came after something newer. */
export type Applied = 'applied' | 'duplicate' | 'stale'

/** The facts an event leaves: its subject's first, then those it states of others (a marriage has two sides). */
export const factsOf = (event: ChangeEvent): readonly Fact[] => {
  const { type, subject, sourcekey: sourceKey, revision, retracted, feed, provider, businessday: day, data } = event
  const stated = { type, subject, sourceKey, fact: { revision, retracted, feed, provider, day, data } } as Fact
  if (event.type !== 'MarriageRegistered') return [stated]
  const mirrored = { ...event.data, spouse: PersonId.parse(subject) }
  return [stated, { ...stated, subject: event.data.spouse, fact: { ...stated.fact, data: mirrored } }]
}

/** Positive when `a` outranks `b`: the greater (revision, retraction, content) wins. */
export const compareFacts = (a: StoredFact, b: StoredFact): number => {
  if (a.revision !== b.revision) return a.revision - b.revision
  if (a.retracted !== b.retracted) return a.retracted ? 1 : -1
  const [left, right] = [JSON.stringify(a.data), JSON.stringify(b.data)]
  return left === right ? compareText(a.day, b.day) : compareText(left, right)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Adds one fact to a book. Idempotent, commutative and associative over any set of facts. */
export const applyFact = (book: FactBook, { type, sourceKey, fact }: Fact): { book: FactBook; outcome: Applied } => {
  const known = book[type]?.[sourceKey] as StoredFact | undefined
  if (known !== undefined) {
    const order = compareFacts(fact, known)
    const same = fact.retracted === known.retracted && JSON.stringify(fact.data) === JSON.stringify(known.data)
    if (order === 0) return { book, outcome: 'duplicate' }
    if (order < 0) return { book, outcome: same ? 'duplicate' : 'stale' }
    if (same) return { book: withFact(book, type, sourceKey, fact), outcome: 'duplicate' }
  }
  return { book: withFact(book, type, sourceKey, fact), outcome: 'applied' }
}

const withFact = (book: FactBook, type: ChangeEventType, sourceKey: string, fact: StoredFact): FactBook => ({
  ...book,
  [type]: { ...book[type], [sourceKey]: fact },
})
