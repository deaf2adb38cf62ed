import type { Outcome } from './expected-outcome.ts'

/** Says of each person and household whether and where two outcomes differ. */
export const outcomeDifferences = (expected: Outcome, actual: Outcome): readonly string[] => [
  ...mapDifferences('person', withKinSorted(expected), withKinSorted(actual)),
  ...mapDifferences('household', expected.assessments, actual.assessments),
]

/** The store keeps kin as a set. */
const withKinSorted = ({ persons }: Outcome): ReadonlyMap<string, unknown> =>
  new Map([...persons].map(([person, record]) => [person, { ...record, kin: [...record.kin].sort() }]))

/** Compares two maps entry by entry; the order of keys within a value does not matter, that of lists does. */
export const mapDifferences = (
  what: string,
  expected: ReadonlyMap<string, unknown>,
  actual: ReadonlyMap<string, unknown>,
): readonly string[] => {
  const names = [...new Set([...expected.keys(), ...actual.keys()])].sort()
  return names.flatMap((name) => {
    const where = firstDifference(expected.get(name), actual.get(name), '')
    return where === undefined ? [] : [`${what} ${name}${where}`]
  })
}

const firstDifference = (expected: unknown, actual: unknown, path: string): string | undefined => {
  if (isObject(expected) && isObject(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    for (const key of keys) {
      const where = firstDifference(expected[key], actual[key], `${path}.${key}`)
      if (where !== undefined) return where
    }
    return undefined
  }
  return Object.is(expected, actual) ? undefined : `${path}: expected ${shown(expected)}, found ${shown(actual)}`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const shownCharacters = 200

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, shownCharacters)
