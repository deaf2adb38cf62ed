import type { ChangeEventType } from '@shouwang/contracts'
import {
  type Book,
  type FactBook,
  type Facts,
  type KnownFact,
  LateBook,
  lateFacts,
  type StoredFact,
} from '@shouwang/household'

type FactsOfType = ReadonlyMap<string, StoredFact>

/** Facts of one type that one provider states with the same fields: what they share is written once. */
type Group = readonly [
  type: ChangeEventType,
  feed: string,
  provider: string,
  fields: readonly string[],
  facts: EncodedFact[],
]

type EncodedFact = readonly [sourceKey: string, revision: number, marks: number, day: string, ...values: unknown[]]

/** What a fact's marks add up. */
const retractedMark = 1
const doubtfulMark = 2

/**
 * A fact book as `persons.facts` stores it, one line for each type of fact: a person with a year of monthly payments takes
 * less than half of the plain JSON, and types of a late book that were not changed are not encoded again.
 */
export const encodeFactBook = (book: Book): string => {
  const encoded: string[] = []
  if (book instanceof LateBook) {
    const { types, texts } = book.packed
    for (const [at, type] of types.entries()) encoded.push(texts[at] ?? encodeFacts(type, book.allAt(at)))
  } else
    for (const type in book)
      encoded.push(encodeFacts(type as ChangeEventType, book[type as ChangeEventType] as FactsOfType))
  return encoded.join('\n')
}

const encodeFacts = (type: ChangeEventType, facts: FactsOfType): string => {
  const groups: Group[] = []
  for (const [sourceKey, { revision, retracted, feed, provider, day, doubtful, data }] of facts) {
    const marks = (retracted ? retractedMark : 0) + (doubtful ? doubtfulMark : 0)
    const encoded: EncodedFact = [sourceKey, revision, marks, day, ...Object.values(data)]
    const fields = Object.keys(data)
    const group = groups.find((known) => isOf(known, feed, provider, fields))
    if (group === undefined) groups.push([type, feed, provider, fields, [encoded]])
    else group[4].push(encoded)
  }
  return JSON.stringify(groups).replace(/[\u0080-\uffff]/g, escaped)
}

/** A text of ASCII alone takes a byte a letter wherever it is read, sent and taken apart; one Chinese letter doubles all others. */
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

const isOf = ([, feed, provider, fields]: Group, otherFeed: string, otherProvider: string, others: readonly string[]) =>
  feed === otherFeed && provider === otherProvider && areSame(fields, others)

/** The fact book that was encoded. Takes a noticeable time for a person with years of payments. @throws Error where it is none */
export const decodeFactBook = (text: string): FactBook => {
  const { types, texts } = linesOf(text)
  return Object.fromEntries(types.map((type, at) => [type, decodeFacts(texts[at] ?? '')])) as FactBook
}

/** The same, decoded type by type when it is asked for; what is wrong within a line is thrown then. */
export const decodeBookLate = (text: string): LateBook =>
  new LateBook({
    ...linesOf(text),
    unpackAll: decodeFacts,
    unpack: decodeKnownFacts,
  })

const linesOf = (text: string): { readonly types: readonly ChangeEventType[]; readonly texts: readonly string[] } => {
  const [types, texts]: [ChangeEventType[], string[]] = [[], []]
  for (const line of text === '' ? [] : text.split('\n')) {
    const type = typeOfLine(line)
    if (type === null) {
      if (line !== noFacts) throw new Error('a line of a fact book names no type')
      continue
    }
    types.push(type)
    texts.push(line)
  }
  return { types, texts }
}

const noFacts = '[]'

/** All facts of a line, by their keys. */
const decodeFacts = (line: string): FactsOfType => {
  const facts = new Map<string, StoredFact>()
  for (const [type, feed, provider, fields, encoded] of JSON.parse(line) as readonly Group[]) {
    const dataIn = readerOf(type, fields)
    for (const fact of encoded) {
      const [sourceKey, revision, marks, day] = fact
      const data = dataIn(fact) as StoredFact['data']
      const retracted = (marks & retractedMark) !== 0
      const stored: StoredFact = { revision, retracted, feed, provider, day, data }
      facts.set(sourceKey, (marks & doubtfulMark) === 0 ? stored : { ...stored, doubtful: true })
    }
  }
  return facts
}

/** The known facts of an encoded fact book, by its lines; each type is decoded when it is first asked for. */
export const decodeFactsLate = (lines: readonly string[]): Facts => {
  const types: ChangeEventType[] = []
  const texts: string[] = []
  let mayDoubt = false
  for (const line of lines) {
    const type = typeOfLine(line)
    if (type === null) continue
    types.push(type)
    texts.push(line)
    mayDoubt ||= doubtful.test(line)
  }
  return lateFacts({ types, texts, unpack: decodeKnownFacts, unpackLast: decodeLastFacts, mayDoubt })
}

/** The type of the facts of a line; null of a line without facts, which names none. */
const typeOfLine = (line: string): ChangeEventType | null => {
  const start = line.indexOf('"') + 1
  return start === 0 ? null : (line.slice(start, line.indexOf('"', start)) as ChangeEventType)
}

/** Revision, marks and day of a doubtful fact; the data of another may look like it, and no doubtful fact does not. */
const doubtful = /,[23],"\d{4}-\d\d-\d\d"/

/** The facts of a line that stand, in the order of their keys. */
const decodeKnownFacts = (line: string): readonly KnownFact[] => {
  const known: KnownFact[] = []
  for (const [type, feed, provider, fields, facts] of JSON.parse(line) as readonly Group[]) {
    const dataIn = readerOf(type, fields)
    for (const fact of facts) {
      // By place: taking an array apart by a pattern walks it step by step.
      const sourceKey = fact[0]
      const marks = fact[2]
      if ((marks & retractedMark) !== 0) continue
      const data = dataIn(fact) as KnownFact['data']
      const stated = { sourceKey, feed, provider, day: fact[3], data }
      known.push((marks & doubtfulMark) === 0 ? stated : { ...stated, doubtful: true })
    }
  }
  return known.length > 1 ? known.sort(bySourceKey) : known
}

/**
 * The last `count` facts of a line that stand, of one that has more in one group; all of any other. A cut that is none between
 * two facts, in a text or in a value of many parts, leaves a quote or a bracket open: then all are decoded.
 */
const decodeLastFacts = (line: string, count: number): readonly KnownFact[] => {
  let start = line.length
  for (let left = count; left > 0 && start > 0; left--) start = line.lastIndexOf(betweenFacts, start - 1)
  if (start <= 0 || line.includes(betweenGroups)) return decodeKnownFacts(line)
  const group = line.slice(0, line.indexOf(beforeFacts) + beforeFacts.length - 1)
  try {
    return decodeKnownFacts(`${group}${line.slice(start + betweenFacts.length - 2)}`)
  } catch {
    return decodeKnownFacts(line)
  }
}

const betweenFacts = '],["'
const betweenGroups = ']],["'
const beforeFacts = '],[['

const bySourceKey = (a: KnownFact, b: KnownFact): number => (a.sourceKey < b.sourceKey ? -1 : 1)

/** Makes the data of a fact from what stands in it for each field. */
type ReadData = (fact: EncodedFact) => Record<string, unknown>

type Reader = { readonly fields: readonly string[]; readonly read: ReadData }

const readers = new Map<string, Reader[]>()

/**
 * What makes the data of facts of a type with these fields; few types have more than one list. Each has a constructor of its own:
 * the engine knows objects by how they began, and an object that begins as any other, `{}`, takes many times as long to fill by
 * name. Assigned without a guard against `__proto__`: field names come from the schema of the fact, not from a department.
 */
const readerOf = (type: ChangeEventType, fields: readonly string[]): ReadData => {
  const known = readers.get(type) ?? []
  const found = known.find((reader) => areSame(reader.fields, fields))
  if (found !== undefined) return found.read
  const Data = plainConstructor()
  const read: ReadData = (fact) => {
    const data = new Data()
    for (let i = 0; i < fields.length; i++) data[fields[i] as string] = fact[i + valuesStart]
    return data
  }
  readers.set(type, [...known, { fields, read }])
  return read
}

const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((field, i) => field === others[i])

/** Makes plain objects, as `{}` does. An arrow function makes none. */
const plainConstructor = (): (new () => Record<string, unknown>) => {
  function Data() {}
  Data.prototype = Object.prototype
  return Data as unknown as new () => Record<string, unknown>
}

const valuesStart = 4
