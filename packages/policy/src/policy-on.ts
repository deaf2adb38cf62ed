import { createHash } from 'node:crypto'
import { addDays, type Day } from '@shouwang/contracts'
import { type Place, placeOf } from './places.ts'
import type { Policy, Rule } from './policy.ts'
import { bookOn, type PolicyBook, type RegionalRule } from './policy-book.ts'
import { foreseen, programmeKey } from './policy-difference.ts'
import type { Programme } from './programme.ts'
import { programmeDays, programmesOn } from './programmes-on.ts'
import { type AnyRule, resolveRules, unreviewedFrom } from './resolve-rules.ts'

type Snapshot = {
  readonly version: string
  readonly numbers: ReadonlyMap<string, Rule<number>>
  readonly lists: ReadonlyMap<string, Rule<readonly string[]>>
  readonly rules: ReadonlyMap<string, AnyRule>
  readonly changesOn: ReadonlyMap<string, Day>
  readonly programmes: ReadonlyMap<string, Programme>
}
type Resolver = {
  readonly places: Map<string | null, Place & { readonly key: string }>
  readonly boundaries: Map<string, readonly Day[]>
  readonly snapshots: Map<string, Snapshot>
  readonly policies: Map<string, Map<string, Policy>>
}

/** How many days of one place are kept resolved; a long replay asks for more and forgets the rest. */
const REMEMBERED_DAYS = 2000

/** Policies as they stood, with what drafts adopted since will change of them. */
const foreseeing = new WeakMap<Policy, { readonly adoptions: number; readonly policy: Policy }>()

const resolvers = new WeakMap<PolicyBook, Resolver>()

/**
 * The numbers that hold in a region on a day: for each, the value of the town, else of its county, city, province, the
 * nation; in town or country as the region's code tells. Never a number of another place: what none of these has
 * entered is missing. Null, a household of which no region is known, is judged by the book's home region. Asking again
 * is a few map look-ups.
 *
 * @param region the household's 12-digit region (or the first six digits of an area), or null where it is not known
 */
export const policyOn = (stated: PolicyBook, region: string | null, day: string): Policy => {
  const policy = ownPolicyOn(bookOn(stated, day), region, day)
  const later = stated.adopted?.filter(({ from }) => from > day) ?? []
  if (later.length === 0) return policy
  const known = foreseeing.get(policy)
  if (known?.adoptions === later.length) return known.policy
  const before = bookOn(stated, day)
  const steps = later.map(({ from, book }, index) => {
    const [was, is] = [later[index - 1]?.book ?? before, book].map((each) => ownPolicyOn(each, region, from))
    return { from, was: was as Policy, is: is as Policy }
  })
  const result = foreseen(policy, steps)
  foreseeing.set(policy, { adoptions: later.length, policy: result })
  return result
}

/** As `policyOn`, by what the book itself states, whatever was adopted over it. */
export const ownPolicyOn = (book: PolicyBook, region: string | null, day: string): Policy => {
  const resolver = resolverOf(book)
  const place = knownPlace(book, resolver, region)
  let byDay = resolver.policies.get(place.key)
  if (byDay === undefined || byDay.size >= REMEMBERED_DAYS) {
    byDay = new Map()
    resolver.policies.set(place.key, byDay)
  }
  const known = byDay.get(day)
  if (known !== undefined) return known
  const policy = resolve(book, resolver, place, day)
  byDay.set(day, policy)
  return policy
}

/** Whose numbers a region is judged by: the nearest area around it that keeps some of its own. */
export const numbersOf = (book: PolicyBook, region: string): string => {
  const { chain } = placeOf(book, region === '' ? null : region.slice(0, 6))
  return chain.find((area) => book.areas.has(area)) ?? book.home
}

/** Every number and list in force, in the order of their ids: what `shouwang policy` shows. */
export const rulesInForce = (stated: PolicyBook, region: string | null, day: string): readonly AnyRule[] => {
  const book = bookOn(stated, day)
  const resolver = resolverOf(book)
  const { rules } = snapshotOf(book, resolver, knownPlace(book, resolver, region), day)
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

const resolverOf = (book: PolicyBook): Resolver => {
  const known = resolvers.get(book)
  if (known !== undefined) return known
  const resolver = { places: new Map(), boundaries: new Map(), snapshots: new Map(), policies: new Map() }
  resolvers.set(book, resolver)
  return resolver
}

const knownPlace = (book: PolicyBook, resolver: Resolver, region: string | null) => {
  const known = resolver.places.get(region)
  if (known !== undefined) return known
  const place = placeOf(book, region)
  const keyed = { ...place, key: `${place.chain.join()}/${place.area ?? ''}` }
  resolver.places.set(region, keyed)
  return keyed
}

const resolve = (book: PolicyBook, resolver: Resolver, place: Place & { readonly key: string }, day: Day): Policy => {
  const { version, numbers, lists, rules, changesOn, programmes } = snapshotOf(book, resolver, place, day)
  const missing = (id: string) => missingRule(book, place.chain, id, day)
  return {
    region: place.chain[0] ?? book.home,
    area: place.area,
    day,
    version,
    number: (id) => numbers.get(id) ?? missing(id),
    standard: (id) => numbers.get(id) ?? null,
    list: (id) => lists.get(id) ?? missing(id),
    rules,
    changesOn,
    programmes,
  }
}

const snapshotOf = (
  book: PolicyBook,
  resolver: Resolver,
  place: Place & { readonly key: string },
  day: Day,
): Snapshot => {
  const inChain = book.rules.filter((rule) => place.chain.includes(rule.region))
  const days =
    resolver.boundaries.get(place.key) ??
    boundariesOf(
      inChain,
      programmeDays(book, place.chain).map(({ from }) => from),
    )
  resolver.boundaries.set(place.key, days)
  const key = `${place.key}@${days.findLast((each) => each <= day) ?? ''}`
  const known = resolver.snapshots.get(key)
  if (known !== undefined) return known
  const resolved = resolveRules(inChain, place, day)
  const numbers = new Map<string, Rule<number>>()
  const lists = new Map<string, Rule<readonly string[]>>()
  for (const rule of resolved)
    if (typeof rule.value === 'number') numbers.set(rule.id, rule as Rule<number>)
    else lists.set(rule.id, rule as Rule<readonly string[]>)
  const programmes = programmesOn(book, place.chain, day)
  const changesOn = changesAfter(inChain, programmeDays(book, place.chain), day)
  const rules = new Map(resolved.map((rule) => [rule.id, rule]))
  const snapshot = { version: versionOf(resolved, programmes), numbers, lists, rules, changesOn, programmes }
  resolver.snapshots.set(key, snapshot)
  return snapshot
}

/** The days on which something of these rules changes: a value starts, has ended, or was not reviewed for too long, or a
 * programme is changed. */
const boundariesOf = (rules: readonly RegionalRule[], programmeDays: readonly Day[]): readonly Day[] => {
  const days = new Set<Day>(programmeDays)
  for (const { file } of rules) {
    days.add(unreviewedFrom(file.reviewed))
    for (const { from, until } of file.values) {
      days.add(from)
      if (until !== undefined) days.add(addDays(until, 1))
    }
  }
  return [...days].sort()
}

/** For each number the next day for which another value is stated, of its own or of what its formula reads; so for programmes. */
const changesAfter = (
  rules: readonly RegionalRule[],
  programmeDays: readonly { readonly id: string; readonly from: Day }[],
  day: Day,
): ReadonlyMap<string, Day> => {
  const changes = new Map<string, Day>()
  const note = (id: string, on: Day): void => {
    if (on <= day || (changes.get(id) ?? on) < on) return
    changes.set(id, on)
    for (const reader of rules) if (reader.inputs.includes(id)) note(reader.id, on)
  }
  for (const { id, file } of rules) for (const { from } of file.values) note(id, from)
  for (const { id, from } of programmeDays) note(programmeKey(id), from)
  return changes
}

const versionOf = (rules: readonly AnyRule[], programmes: ReadonlyMap<string, Programme>): string => {
  const decided = [...programmes.values()].map(({ id, conditions, amount, excludes }) =>
    JSON.stringify([id, conditions, amount, excludes]),
  )
  const values = rules.map(({ id, value, byArea }) =>
    JSON.stringify(byArea === null ? [id, value] : [id, value, byArea]),
  )
  return createHash('sha256')
    .update([...values, ...decided].sort().join('\n'))
    .digest('hex')
    .slice(0, 12)
}

/** A number was asked for on a day before its first value. */
export class BeforeFirstValue extends RangeError {
  readonly zh: string
  constructor(label: string, day: Day, first: Day) {
    super(`"${label}" has no value on ${day}; its first one starts ${first}`)
    this.zh = `${day} 还没有“${label}”的数值，最早从 ${first} 起。请改看那一天或以后。`
  }
}

const missingRule = (book: PolicyBook, chain: readonly string[], id: string, day: Day): never => {
  const candidates = book.rules.filter((rule) => rule.id === id && chain.includes(rule.region))
  const earliest = candidates.toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1))[0]
  if (earliest === undefined)
    throw new RangeError(
      `region ${chain[0]} has no number "${id}"; add packages/policy/regions/${chain[0]}/${id}.yaml, or farther out`,
    )
  const first = firstDay(earliest)
  if (first <= day)
    throw new RangeError(
      `"${earliest.file.label}" (${id}) has unit ${earliest.file.unit}: ask the other of number and list`,
    )
  throw new BeforeFirstValue(earliest.file.label, day, first)
}

const firstDay = (rule: RegionalRule): Day => rule.file.values[0]?.from ?? ''
