import { type PersonId, RegionCode, type RegistryField } from '@shouwang/contracts'
import { ATTRIBUTES } from './attributes.ts'
import type { Condition, NumberOperator } from './condition.ts'

/** A query as its schema lets it through. */
export type Query = {
  readonly query_type: 'idtype-value' | 'expression' | 'predicate'
  readonly query: unknown
}

/** What a reader of queries has to know of the asker and of the rest of the program. */
export type Reading = {
  readonly fields: readonly RegistryField[]
  /** The pseudonym of a citizen's ID number; undefined where it is none. */
  readonly pseudonym: (idNumber: string) => PersonId | undefined
}

/** What a query asks for. A fault is a sentence for whoever wrote the query. */
export type ReadQuery =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly fault: string }

/** A query holds no more comparisons, and no deeper ones. */
const MOST_COMPARISONS = 20
const DEEPEST = 5

class Fault extends Error {}
const fault = (message: string): never => {
  throw new Fault(message)
}

/** Reads a query of any of the three kinds that the standard has. What the asker was not granted is no attribute to ask by. */
export const readQuery = ({ query_type, query }: Query, reading: Reading): ReadQuery => {
  try {
    const condition = read[query_type](query, reading)
    if (comparisons(condition) > MOST_COMPARISONS) fault(`more than ${MOST_COMPARISONS} comparisons`)
    return { ok: true, condition }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.message }
    throw error
  }
}

const comparisons = (condition: Condition): number => {
  if (condition.is === 'all' || condition.is === 'any')
    return condition.of.reduce((sum, one) => sum + comparisons(one), 0)
  return condition.is === 'not' ? comparisons(condition.of) : 1
}

type Reader = (query: unknown, reading: Reading) => Condition
type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown, what: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : fault(`${what} is an object`)

const byIdentifier: Reader = (query, { pseudonym }) => {
  const { type, value } = fieldsOf(query, 'query')
  if (typeof type !== 'string' || (typeof value !== 'string' && typeof value !== 'number'))
    return fault('query.type and query.value of an identifier are text')
  const written = String(value).trim()
  switch (type.split(':').at(-1)?.toUpperCase()) {
    case 'UIN':
    case 'NIN': {
      const person = pseudonym(written.toUpperCase())
      return person === undefined ? { is: 'nothing' } : { is: 'person', person }
    }
    case 'HOUSEHOLD_ID':
      return { is: 'household-no', householdNo: written }
    default:
      return fault('query.type is UIN, NIN (citizen ID number) or HOUSEHOLD_ID (household number)')
  }
}

const byExpression: Reader = (query, { fields }) => {
  const { expression } = fieldsOf(fieldsOf(query, 'query').value, 'query.value')
  const { collection, query: asked } = fieldsOf(expression, 'query.value.expression')
  if (collection !== undefined && collection !== 'Group') fault('expressions are asked of the collection Group')
  return conditionOf(asked, fields, 0)
}

const conditionOf = (asked: unknown, fields: readonly RegistryField[], depth: number): Condition => {
  if (depth > DEEPEST) fault(`an expression is at most ${DEEPEST} deep`)
  const parts = Object.entries(fieldsOf(asked, 'an expression')).map(([name, value]): Condition => {
    if (name === '$and' || name === '$or')
      return { is: name === '$and' ? 'all' : 'any', of: partsOf(value, name, fields, depth) }
    if (name === '$not') return { is: 'not', of: conditionOf(value, fields, depth + 1) }
    return comparedBy(name, value, fields)
  })
  return parts.length === 1
    ? (parts[0] as Condition)
    : parts.length === 0
      ? fault('an expression is empty')
      : all(parts)
}

const all = (of: readonly Condition[]): Condition => ({ is: 'all', of })

const partsOf = (
  value: unknown,
  name: string,
  fields: readonly RegistryField[],
  depth: number,
): readonly Condition[] =>
  Array.isArray(value) && value.length > 0
    ? value.map((part) => conditionOf(part, fields, depth + 1))
    : fault(`${name} is a list of expressions`)

const comparedBy = (name: string, value: unknown, fields: readonly RegistryField[]): Condition => {
  if (typeof value !== 'object' || value === null) return comparison(name, 'eq', value, fields)
  const parts = Object.entries(value).map(([operator, operand]) =>
    comparison(name, EXPRESSION_OPERATORS[operator] ?? operator, operand, fields),
  )
  return parts.length === 1
    ? (parts[0] as Condition)
    : parts.length === 0
      ? fault(`${name} has no operator`)
      : all(parts)
}

const EXPRESSION_OPERATORS: Readonly<Record<string, string>> = {
  $eq: 'eq',
  $lt: 'lt',
  $lte: 'le',
  $le: 'le',
  $gt: 'gt',
  $gte: 'ge',
  $ge: 'ge',
  $in: 'in',
}

type Predicate = {
  readonly seq_num?: number
  readonly expression1: Compared
  readonly condition?: 'and' | 'or' | 'not'
  readonly expression2?: Compared
}
type Compared = { readonly attribute_name: string; readonly operator: string; readonly attribute_value: unknown }

const byPredicates: Reader = (query, { fields }) => {
  if (!Array.isArray(query)) return fault('query of predicates is a list')
  const inOrder = [...(query as readonly Predicate[])].sort((a, b) => (a.seq_num ?? 0) - (b.seq_num ?? 0))
  return all(inOrder.map((predicate) => predicateOf(predicate, fields)))
}

const predicateOf = (
  { expression1, condition, expression2 }: Predicate,
  fields: readonly RegistryField[],
): Condition => {
  const of = ({ attribute_name, operator, attribute_value }: Compared): Condition =>
    comparison(attribute_name, operator, attribute_value, fields)
  const first = of(expression1)
  if (expression2 === undefined) return condition === 'not' ? { is: 'not', of: first } : first
  const second = of(expression2)
  if (condition === 'or') return { is: 'any', of: [first, second] }
  return all([first, condition === 'not' ? { is: 'not', of: second } : second])
}

const comparison = (name: string, operator: string, value: unknown, fields: readonly RegistryField[]): Condition => {
  const attribute = ATTRIBUTES[name.split(':').at(-1) ?? '']
  const open = Object.entries(ATTRIBUTES).filter(([, { field }]) => field === null || fields.includes(field))
  if (attribute === undefined || (attribute.field !== null && !fields.includes(attribute.field)))
    return fault(`one asks by ${open.map(([known]) => known).join(', ')}`)
  if (attribute.kind === 'number') return numberCompared(name, attribute.of, operator, value)
  const words = wordsOf(name, operator, value)
  if (attribute.kind === 'place') return { is: 'within', regions: words.map((word) => regionOf(name, word)) }
  const { known } = attribute
  const stranger = words.find((word) => known !== null && !known.includes(word))
  if (stranger !== undefined) fault(`${name} is one of ${known?.join(', ')}`)
  return attribute.kind === 'trait'
    ? { is: 'trait', traits: words.map((word) => `${attribute.prefix}${word}`) }
    : { is: 'words', of: attribute.of, words }
}

const NUMBER_OPERATORS = ['lt', 'le', 'eq', 'ge', 'gt'] as const satisfies readonly NumberOperator[]

const numberCompared = (name: string, of: 'hardship' | 'size', operator: string, value: unknown): Condition => {
  const known = NUMBER_OPERATORS.find((one) => one === operator)
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (known === undefined) return fault(`${name} is compared by ${NUMBER_OPERATORS.join(', ')}`)
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 1e6)
    return fault(`${name} is compared with a number`)
  return { is: 'number', of, operator: known, value: number }
}

const wordsOf = (name: string, operator: string, value: unknown): readonly string[] => {
  const words = operator === 'in' && typeof value === 'string' ? value.split(',') : [value].flat()
  if (operator !== 'eq' && operator !== 'in') fault(`${name} is compared by eq, in`)
  return words.length > 0 && words.length <= 50 && words.every((word) => typeof word === 'string')
    ? (words as readonly string[]).map((word) => word.trim())
    : fault(`${name} is compared with text`)
}

const regionOf = (name: string, word: string): RegionCode => {
  const region = RegionCode.safeParse(word)
  return region.success ? region.data : fault(`${name} is the code of a division, of twelve digits`)
}

const read: Readonly<Record<Query['query_type'], Reader>> = {
  'idtype-value': byIdentifier,
  expression: byExpression,
  predicate: byPredicates,
}
