import type { ChangeEventType } from '@shouwang/contracts'
import type { FactBook, StoredFact } from '@shouwang/household'

type Shelf = ReadonlyMap<string, StoredFact>

/** Facts of one type that one provider states with the same fields: what they share is written once. */
type Group = readonly [
  type: ChangeEventType,
  feed: string,
  provider: string,
  fields: readonly string[],
  facts: PackedFact[],
]

type PackedFact = readonly [sourceKey: string, revision: number, retracted: 0 | 1, day: string, ...values: unknown[]]

/** The line that a shelf came from. Shelves never change, so one that comes back was not touched. */
const lines = new WeakMap<Shelf, string>()

/**
 * A fact book as the store keeps it, one line for each type: a person with a year of monthly payments takes less than
 * half of the plain JSON.
 */
export const packBook = (book: FactBook): string => {
  const packed: string[] = []
  for (const type in book) {
    const shelf = book[type as ChangeEventType] as Shelf
    packed.push(lines.get(shelf) ?? packShelf(type as ChangeEventType, shelf))
  }
  return packed.join('\n')
}

const packShelf = (type: ChangeEventType, shelf: Shelf): string => {
  const groups: Group[] = []
  for (const [sourceKey, { revision, retracted, feed, provider, day, data }] of shelf) {
    const packed: PackedFact = [sourceKey, revision, retracted ? 1 : 0, day, ...Object.values(data)]
    const fields = Object.keys(data)
    const group = groups.find((known) => isOf(known, feed, provider, fields))
    if (group === undefined) groups.push([type, feed, provider, fields, [packed]])
    else group[4].push(packed)
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
  const book: Partial<Record<ChangeEventType, Shelf>> = {}
  for (const line of text === '' ? [] : text.split('\n')) {
    const groups = JSON.parse(line) as readonly Group[]
    const shelf = new Map<string, StoredFact>()
    for (const [type, feed, provider, fields, facts] of groups) {
      book[type] = shelf
      for (const fact of facts) {
        const [sourceKey, revision, retracted, day] = fact
        const data = dataOf(fields, fact) as StoredFact['data']
        shelf.set(sourceKey, { revision, retracted: retracted === 1, feed, provider, day, data })
      }
    }
    lines.set(shelf, line)
  }
  return book as FactBook
}

/** The fields of a fact come from its schema, so each may be set as it is named. */
const dataOf = (fields: readonly string[], fact: PackedFact): Record<string, unknown> => {
  const data: Record<string, unknown> = {}
  for (let i = 0; i < fields.length; i++) data[fields[i] as string] = fact[i + valuesStart]
  return data
}

const valuesStart = 4
