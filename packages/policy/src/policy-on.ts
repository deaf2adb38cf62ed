import { createHash } from 'node:crypto'
import type { PolicyBook, RegionalRule } from './load-policies.ts'
import type { Policy, Rule } from './policy.ts'
import type { Programme } from './programme.ts'
import { programmeDays, programmesOn } from './programmes-on.ts'
import { inForce } from './units.ts'

type AnyRule = Rule<number> | Rule<readonly string[]>
type Snapshot = {
  readonly version: string
  readonly numbers: ReadonlyMap<string, Rule<number>>
  readonly lists: ReadonlyMap<string, Rule<readonly string[]>>
  readonly programmes: ReadonlyMap<string, Programme>
}
type Resolver = {
  readonly chains: Map<string, readonly string[]>
  readonly snapshots: Map<string, Snapshot>
  readonly policies: Map<string, Map<string, Policy>>
}

/** How many days of one region are kept resolved; a long replay asks for more and forgets the rest. */
const REMEMBERED_DAYS = 2000

const resolvers = new WeakMap<PolicyBook, Resolver>()

/**
 * The numbers that hold in a region on a day: for each, the value of the county, else of its city, its province, the
 * nation. A region whose city has no numbers of its own, or null, is judged by the book's home region. Asking again is
 * two map look-ups.
 *
 * @param region the household's 12-digit region, or null where it is not known
 */
export const policyOn = (book: PolicyBook, region: string | null, day: string): Policy => {
  const resolver = resolverOf(book)
  const county = region === null ? book.home : region.slice(0, 6)
  let byDay = resolver.policies.get(county)
  if (byDay === undefined || byDay.size >= REMEMBERED_DAYS) {
    byDay = new Map()
    resolver.policies.set(county, byDay)
  }
  const known = byDay.get(day)
  if (known !== undefined) return known
  const policy = resolve(book, resolver, county, day)
  byDay.set(day, policy)
  return policy
}

/** Whose numbers a region is judged by: the nearest area around it that keeps some of its own, else the home region's. */
export const numbersOf = (book: PolicyBook, region: string): string =>
  chainOf(book, resolverOf(book), region.slice(0, 6)).find((area) => book.rules.some((rule) => rule.region === area)) ??
  book.home

/** Every number and list in force, in the order of their ids: what `shouwang policy` shows. */
export const rulesInForce = (book: PolicyBook, region: string | null, day: string): readonly AnyRule[] => {
  const policy = policyOn(book, region, day)
  const { numbers, lists } = snapshotOf(book, resolverOf(book), chainOf(book, resolverOf(book), policy.region), day)
  return [...numbers.values(), ...lists.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

const resolverOf = (book: PolicyBook): Resolver => {
  const known = resolvers.get(book)
  if (known !== undefined) return known
  const resolver = { chains: new Map(), snapshots: new Map(), policies: new Map() }
  resolvers.set(book, resolver)
  return resolver
}

const resolve = (book: PolicyBook, resolver: Resolver, county: string, day: string): Policy => {
  const chain = chainOf(book, resolver, county)
  const { version, numbers, lists, programmes } = snapshotOf(book, resolver, chain, day)
  const region = chain[0] ?? book.home
  const missing = (id: string) => missingRule(book, chain, id, day)
  return {
    region,
    day,
    version,
    number: (id) => numbers.get(id) ?? missing(id),
    standard: (id) => numbers.get(id) ?? null,
    list: (id) => lists.get(id) ?? missing(id),
    programmes,
  }
}

/** The regions to ask, nearest first. */
const chainOf = (book: PolicyBook, resolver: Resolver, county: string): readonly string[] => {
  const known = resolver.chains.get(county)
  if (known !== undefined) return known
  const near = [county, `${county.slice(0, 4)}00`]
  const own = book.rules.some((rule) => near.includes(rule.region))
  const start = own ? county : book.home
  const chain = [...new Set([start, `${start.slice(0, 4)}00`, `${start.slice(0, 2)}0000`, '000000'])]
  resolver.chains.set(county, chain)
  return chain
}

const snapshotOf = (book: PolicyBook, resolver: Resolver, chain: readonly string[], day: string): Snapshot => {
  const inChain = book.rules.filter((rule) => chain.includes(rule.region))
  const starts = [
    ...inChain.flatMap((rule) => rule.file.values.map((value) => value.from)),
    ...programmeDays(book, chain),
  ]
  const since =
    starts
      .filter((from) => from <= day)
      .toSorted()
      .at(-1) ?? ''
  const key = `${chain.join()}@${since}`
  const known = resolver.snapshots.get(key)
  if (known !== undefined) return known
  const numbers = new Map<string, Rule<number>>()
  const lists = new Map<string, Rule<readonly string[]>>()
  const nearestFirst = inChain.toSorted((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region))
  for (const regional of nearestFirst) {
    if (numbers.has(regional.id) || lists.has(regional.id)) continue
    const rule = ruleOn(regional, day)
    if (typeof rule?.value === 'number') numbers.set(rule.id, rule as Rule<number>)
    else if (rule !== undefined) lists.set(rule.id, rule as Rule<readonly string[]>)
  }
  const programmes = programmesOn(book, chain, day)
  const version = versionOf([...numbers.values(), ...lists.values()], programmes)
  const snapshot = { version, numbers, lists, programmes }
  resolver.snapshots.set(key, snapshot)
  return snapshot
}

const ruleOn = ({ id, region, file }: RegionalRule, day: string): AnyRule | undefined => {
  const dated = file.values.findLast((value) => value.from <= day)
  if (dated === undefined) return undefined
  const described = { id, region, label: file.label, from: dated.from, source: dated.source.title }
  if (file.unit === 'codes' || file.unit === 'words')
    return { ...described, unit: file.unit, value: dated.value as string[] }
  return { ...described, ...inForce(file.unit, dated.value as number) }
}

const versionOf = (rules: readonly AnyRule[], programmes: ReadonlyMap<string, Programme>): string => {
  const decided = [...programmes.values()].map(({ id, conditions, amount, excludes }) =>
    JSON.stringify([id, conditions, amount, excludes]),
  )
  const values = [...rules.map(({ id, value }) => JSON.stringify([id, value])), ...decided].sort()
  return createHash('sha256').update(values.join('\n')).digest('hex').slice(0, 12)
}

const missingRule = (book: PolicyBook, chain: readonly string[], id: string, day: string): never => {
  const candidates = book.rules.filter((rule) => rule.id === id && chain.includes(rule.region))
  const earliest = candidates.toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1))[0]
  if (earliest === undefined)
    throw new RangeError(
      `region ${chain[0]} has no number "${id}"; add packages/policy/regions/${chain.at(-1)}/${id}.yaml, or nearer`,
    )
  const first = firstDay(earliest)
  if (first <= day)
    throw new RangeError(
      `"${earliest.file.label}" (${id}) has unit ${earliest.file.unit}: ask the other of number and list`,
    )
  throw new RangeError(`"${earliest.file.label}" has no value on ${day}; its first one starts ${first}`)
}

const firstDay = (rule: RegionalRule): string => rule.file.values[0]?.from ?? ''
