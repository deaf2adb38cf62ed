import { addDays, type Day } from '@shouwang/contracts'
import type { Area } from './formula.ts'
import { placeStandards } from './place-standards.ts'
import { bookOn, type PolicyBook } from './policy-book.ts'
import { numbersOf, policyOn, rulesInForce } from './policy-on.ts'
import type { AnyRule } from './resolve-rules.ts'

/** A number as the page of a place shows it. */
type PageNumber = AnyRule & {
  /** What the area is called whose file gave it. */
  readonly regionName: string
  /** What the same area had before, and since when; null for its first value. */
  readonly before: Pick<AnyRule, 'value' | 'byArea' | 'from'> | null
  /** No rule reads it: it is only shown. */
  readonly reference: boolean
}

/** Everything that holds at a place on a day, and what it has not entered. */
export type PolicyPage = {
  readonly name: string
  /** Whose numbers these are: the nearest area around the place that keeps some. */
  readonly numbersOf: string
  readonly version: string
  readonly numbers: readonly PageNumber[]
  /** Standards without which families of the place cannot be told what they are due. */
  readonly gaps: readonly string[]
}

/** The page of a place on a day. A region of 6 digits may be in town or country: both values are given. */
export const policyPage = (stated: PolicyBook, region: string, day: Day): PolicyPage => {
  const book = bookOn(stated, day)
  const place = region === '' ? null : region
  const nearest = numbersOf(book, region)
  const references = new Set(
    book.rules.flatMap(({ id, region: area, file }) => (file.reference ? [`${area} ${id}`] : [])),
  )
  const numbers = rulesInForce(book, place, day).map((rule) => ({
    ...rule,
    regionName: book.names.get(rule.region) ?? rule.region,
    before: beforeOf(book, place, rule),
    reference: references.has(`${rule.region} ${rule.id}`),
  }))
  return {
    name: book.names.get(region.slice(0, 6)) ?? book.names.get(nearest) ?? nearest,
    numbersOf: nearest,
    version: policyOn(book, place, day).version,
    numbers,
    gaps: gapsOf(book, place, day),
  }
}

/**
 * The standards that neither the place nor its province nor the nation has entered by a day, and that it is not spared; one
 * that is entered for town or for country alone is a gap of the other.
 */
export const gapsOf = (book: PolicyBook, region: string | null, day: Day): readonly string[] => {
  const policy = policyOn(book, region, day)
  return placeStandards.flatMap(({ label, anyOf, spared }) => {
    const known = anyOf.flatMap((id) => policy.rules.get(id) ?? [])
    if (known.length === 0) return spared?.where(policy) === true ? [] : [label]
    const lacks = (area: Area): boolean => known.every(({ byArea }) => byArea !== null && byArea[area] === null)
    return [...(lacks('urban') ? [`${label}（城市）`] : []), ...(lacks('rural') ? [`${label}（农村）`] : [])]
  })
}

const beforeOf = (book: PolicyBook, region: string | null, rule: AnyRule): PageNumber['before'] => {
  const earlier = rulesInForce(book, region, addDays(rule.from, -1)).find(({ id }) => id === rule.id)
  return earlier === undefined || earlier.region !== rule.region
    ? null
    : { value: earlier.value, byArea: earlier.byArea, from: earlier.from }
}
