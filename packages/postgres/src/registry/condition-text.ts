import { type RegionCode, type RegistryField, regionPrefix } from '@shouwang/contracts'
import type { Condition } from '@shouwang/exchange'

/** Values that a statement binds, in the order of their places. */
export type Bound = { readonly values: unknown[]; readonly bind: (value: unknown) => string }

/** An empty list of bound values. */
export const bound = (): Bound => {
  const values: unknown[] = []
  return { values, bind: (value) => `$${values.push(value)}` }
}

const OPERATORS = { lt: '<', le: '<=', eq: '=', ge: '>=', gt: '>' } as const

/** A condition as a statement about a row `h` of households; everything that somebody wrote is bound. */
export const conditionText = (condition: Condition, to: Bound): string => {
  switch (condition.is) {
    case 'all':
    case 'any':
      return `(${condition.of.map((one) => conditionText(one, to)).join(condition.is === 'all' ? ' and ' : ' or ')})`
    case 'not':
      return `not (${conditionText(condition.of, to)})`
    case 'nothing':
      return 'false'
    case 'person':
      return `h.household = (select household from persons where person = ${to.bind(condition.person)})`
    case 'household-no':
      return `h.household_no = ${to.bind(condition.householdNo)}`
    case 'within':
      return `h.region like any(${to.bind(condition.regions.map(under))}::text[])`
    case 'number':
      return `${NUMBERS[condition.of]} ${OPERATORS[condition.operator]} ${to.bind(condition.value)}::numeric`
    case 'words':
      return `h.${condition.of} = any(${to.bind(condition.words)}::text[])`
    case 'trait':
      return `h.traits && ${to.bind(condition.traits)}::text[]`
    default:
      return condition satisfies never
  }
}

const under = (region: RegionCode): string => `${regionPrefix(region)}%`

const NUMBERS = {
  hardship: 'h.hardship',
  size: '(select count(*) from persons p where p.household = h.household)',
} as const

/** What a subscriber would be told of a household `h`, as a digest: of what it was not granted it cannot hear that it changed. */
export const digestText = (fields: readonly RegistryField[]): string => {
  const traits = (keep: string): string =>
    `(select string_agg(t, ',' order by t) from unnest(h.traits) t where ${keep})`
  const parts = [
    'h.household_no',
    'h.region',
    `(select string_agg(p.person, ',' order by p.person) from persons p where p.household = h.household)`,
    ...(fields.includes('hardship') ? ['h.hardship::text', 'h.ring', 'h.cause'] : []),
    ...(fields.includes('programmes') ? [traits(`t like 'on:%'`)] : []),
    ...(fields.includes('traits') ? [traits(`t not like 'on:%'`)] : []),
  ]
  return `md5(concat_ws('|', ${parts.map((part) => `coalesce(${part}, '')`).join(', ')}))`
}
