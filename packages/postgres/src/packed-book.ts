import type { ChangeEventType } from '@shouwang/contracts'
import type { FactBook, StoredFact } from '@shouwang/household'

/** Facts of one type that one provider states with the same fields: what they share is written once. */
type Group = readonly [
  type: ChangeEventType,
  feed: string,
  provider: string,
  fields: readonly string[],
  facts: readonly PackedFact[],
]

type PackedFact = readonly [sourceKey: string, revision: number, retracted: 0 | 1, day: string, ...values: unknown[]]

/** A fact book as the store keeps it: a person with a year of monthly payments takes less than half of the plain JSON. */
export const packBook = (book: FactBook): string => {
  const groups = new Map<string, Group & { readonly 4: PackedFact[] }>()
  for (const [type, facts] of Object.entries(book) as [ChangeEventType, Record<string, StoredFact>][])
    for (const [sourceKey, { revision, retracted, feed, provider, day, data }] of Object.entries(facts)) {
      const fields = Object.keys(data)
      const name = `${type}|${feed}|${provider}|${fields}`
      const packed: PackedFact = [sourceKey, revision, retracted ? 1 : 0, day, ...Object.values(data)]
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [type, feed, provider, fields, [packed]])
      else group[4].push(packed)
    }
  return JSON.stringify([...groups.values()])
}

/** The book that was packed. */
export const unpackBook = (text: string): FactBook => {
  const types = new Map<ChangeEventType, (readonly [string, StoredFact])[]>()
  for (const [type, feed, provider, fields, facts] of JSON.parse(text) as readonly Group[]) {
    const known = types.get(type) ?? []
    for (const [sourceKey, revision, retracted, day, ...values] of facts) {
      const data = Object.fromEntries(fields.map((field, i) => [field, values[i]])) as StoredFact['data']
      known.push([sourceKey, { revision, retracted: retracted === 1, feed, provider, day, data }])
    }
    types.set(type, known)
  }
  return Object.fromEntries([...types].map(([type, facts]) => [type, Object.fromEntries(facts)]))
}
