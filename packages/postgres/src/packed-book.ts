import type { ChangeEventType } from '@shouwang/contracts'
import type { FactBook, StoredFact } from '@shouwang/household'

/** Facts of one type that one provider states with the same fields: what they share is written once. */
type Group = readonly [
  type: ChangeEventType,
  feed: string,
  provider: string,
  fields: readonly string[],
  facts: PackedFact[],
]

type PackedFact = readonly [sourceKey: string, revision: number, retracted: 0 | 1, day: string, ...values: unknown[]]

/** A fact book as the store keeps it: a person with a year of monthly payments takes less than half of the plain JSON. */
export const packBook = (book: FactBook): string => {
  const groups: Group[] = []
  for (const type in book) {
    const facts = book[type as ChangeEventType] as Readonly<Record<string, StoredFact>>
    const first = groups.length
    for (const sourceKey in facts) {
      const { revision, retracted, feed, provider, day, data } = facts[sourceKey] as StoredFact
      const packed: PackedFact = [sourceKey, revision, retracted ? 1 : 0, day, ...Object.values(data)]
      const fields = Object.keys(data)
      const group = groups.find((known, at) => at >= first && isOf(known, feed, provider, fields))
      if (group === undefined) groups.push([type as ChangeEventType, feed, provider, fields, [packed]])
      else group[4].push(packed)
    }
  }
  return JSON.stringify(groups)
}

const isOf = ([, feed, provider, fields]: Group, otherFeed: string, otherProvider: string, others: readonly string[]) =>
  feed === otherFeed &&
  provider === otherProvider &&
  fields.length === others.length &&
  fields.every((field, i) => field === others[i])

/** The book that was packed. */
export const unpackBook = (text: string): FactBook => {
  const book: Record<string, Record<string, StoredFact>> = {}
  for (const [type, feed, provider, fields, facts] of JSON.parse(text) as readonly Group[]) {
    const known = book[type] ?? {}
    book[type] = known
    for (const fact of facts) {
      const [sourceKey, revision, retracted, day] = fact
      const data = dataOf(fields, fact) as StoredFact['data']
      put(known, sourceKey, { revision, retracted: retracted === 1, feed, provider, day, data })
    }
  }
  return book
}

/** The fields of a fact come from its schema, so each may be set as it is named. */
const dataOf = (fields: readonly string[], fact: PackedFact): Record<string, unknown> => {
  const data: Record<string, unknown> = {}
  for (let i = 0; i < fields.length; i++) data[fields[i] as string] = fact[i + valuesStart]
  return data
}

const valuesStart = 4

/** A department's key may be any text, `__proto__` included. */
const put = (facts: Record<string, StoredFact>, sourceKey: string, fact: StoredFact): void => {
  if (sourceKey === '__proto__')
    Object.defineProperty(facts, sourceKey, { value: fact, enumerable: true, configurable: true, writable: true })
  else facts[sourceKey] = fact
}
