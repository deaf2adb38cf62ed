import { type Estimate, type Measures, targets } from './estimates.ts'
import type { YearCounts } from './year-counts.ts'

/** What a person reads: the measures with their intervals and what is aimed at, then where visits and misses come from. */
export const report = (years: readonly YearCounts[], measures: Measures): string =>
  [
    sizes(years),
    '',
    ...Object.entries(measures).map(([name, estimate]) => line(name, estimate)),
    '',
    'visits that an indicator led to, and how many met need',
    ...tallies(years, ({ indicators }) => indicators),
    '',
    'need that was missed, of all such need',
    ...tallies(years, ({ missedBy }) => missedBy),
  ].join('\n')

const sizes = (years: readonly YearCounts[]): string => {
  const sum = (of: (counts: YearCounts) => number): string =>
    years.reduce((all, each) => all + of(each), 0).toLocaleString('en')
  return `${years.length} counties, ${sum(({ households }) => households)} households, ${sum(({ inhabitants }) => inhabitants)} people, ${sum(({ rows }) => rows)} rows, ${sum(({ visits }) => visits)} visits`
}

const line = (name: string, { value, from, to }: Estimate): string => {
  const { least, most } = targets[name] ?? {}
  const aim = [least === undefined ? '' : `≥ ${least}`, most === undefined ? '' : `≤ ${most}`]
    .filter(Boolean)
    .join(', ')
  const reached = (least === undefined || value >= least) && (most === undefined || value <= most)
  const told = aim === '' ? '' : `  aim ${aim}: ${reached ? 'reached' : 'not reached'}`
  return `${name.padEnd(52)} ${number(value)}  (${number(from)} – ${number(to)})${told}`
}

const number = (value: number): string => value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3).padStart(6)

const tallies = (
  years: readonly YearCounts[],
  of: (counts: YearCounts) => Readonly<Record<string, readonly [number, number]>>,
): readonly string[] => {
  const sums = new Map<string, [number, number]>()
  for (const year of years)
    for (const [name, [first, second]] of Object.entries(of(year))) {
      const [a, b] = sums.get(name) ?? [0, 0]
      sums.set(name, [a + first, b + second])
    }
  return [...sums]
    .sort(([, a], [, b]) => Math.max(...b) - Math.max(...a))
    .map(([name, [a, b]]) => `  ${name.padEnd(34)} ${String(a).padStart(6)} ${String(b).padStart(6)}`)
}
