/**
 * Watches made-up counties whose truth is known for a year, and tells how much of the need there was found, how early, and at
 * what price. `pnpm detect --help`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { trueCounty } from '@shouwang/synth'
import { resultFile, resultText } from '../../load/result-file.ts'
import { estimate } from './estimates.ts'
import { report } from './report.ts'
import { watchYear } from './watched-year.ts'
import { countYear, type YearCounts } from './year-counts.ts'

const help = `pnpm detect [--seeds 20] [--first 1] [--people 3000] [--to 2026-10-31] [--order score|due] [--survey 31] [--processes 1] [--json] [--record]

Watches made-up counties for a year each, with a visit to one household in a hundred a month, and reports how much of the
true need was found. The numbers of a county and where they come from: packages/synth/src/true-county/rates.ts.

  --seeds N      how many counties
  --first N      the seed of the first one
  --people N     about how many people live in each
  --to DAY       the last day of the year
  --order NAME   the order in which tasks are visited: score (default), or due, as pages list them unless told otherwise
  --survey DAYS  for how many days the county takes stock when it begins (存量摸排); 0 for not at all
  --processes N  how many processes watch counties at once
  --json         prints counts and measures as JSON
  --record       also writes test/detection/results/<date>-<commit>.md
`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    people: { type: 'string', default: '3000' },
    to: { type: 'string', default: '2026-10-31' },
    order: { type: 'string', default: 'score' },
    survey: { type: 'string', default: '31' },
    processes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const refuse = (message: string): never => {
  process.stderr.write(`detect: ${message}\n`)
  process.exit(2)
}

const whole = (name: 'seeds' | 'first' | 'people' | 'processes' | 'survey', least: number): number => {
  const number = Number(values[name])
  return Number.isInteger(number) && number >= least
    ? number
    : refuse(`--${name} is a whole number from ${least} on, not "${values[name]}"`)
}

if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const { order, to } = values
if (order !== 'score' && order !== 'due') refuse(`--order is score or due, not "${order}"`)
if (!/^\d{4}-\d{2}-\d{2}$/.test(to)) refuse(`--to is a day such as 2026-10-31, not "${to}"`)
const [seeds, first, people, processes, surveyDays] = [
  whole('seeds', 1),
  whole('first', 0),
  whole('people', 500),
  whole('processes', 1),
  whole('survey', 0),
]

/** One county after the other in this process, or several processes with their share of the counties each. */
const watched = (): Promise<readonly YearCounts[]> | readonly YearCounts[] =>
  processes === 1
    ? watchedHere()
    : Promise.all(sharesOf(seeds, processes).map(watchedApart)).then((parts) => parts.flat())

const watchedHere = (): readonly YearCounts[] =>
  Array.from({ length: seeds }, (_, at) => {
    const began = performance.now()
    const county = trueCounty({ seed: first + at, people, to })
    const counts = countYear(watchYear(county, { order: order === 'due' ? 'due' : 'score', surveyDays }))
    process.stderr.write(`seed ${first + at}: ${Math.round((performance.now() - began) / 1000)} s\n`)
    return counts
  })

const watchedApart = async ([from, count]: readonly [from: number, count: number]): Promise<readonly YearCounts[]> => {
  const share = [
    '--json',
    '--seeds',
    `${count}`,
    '--first',
    `${from}`,
    '--people',
    `${people}`,
    '--to',
    to,
    '--order',
    order,
    '--survey',
    `${surveyDays}`,
  ]
  const child = spawn(process.execPath, [import.meta.filename, ...share], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  if (code !== 0) throw new Error(`the counties from seed ${from} on ended with exit code ${code}`)
  return (JSON.parse(said) as { readonly years: readonly YearCounts[] }).years
}

const sharesOf = (count: number, among: number): readonly (readonly [number, number])[] => {
  const each = Math.ceil(count / among)
  return Array.from(
    { length: Math.ceil(count / each) },
    (_, at) => [first + at * each, Math.min(each, count - at * each)] as const,
  )
}

const years = await watched()
const measures = estimate(years)
const command = `pnpm detect --seeds ${seeds} --first ${first} --people ${people} --to ${to} --order ${order} --survey ${surveyDays}`
const told = report(years, measures)
process.stdout.write(values.json ? `${JSON.stringify({ command, measures, years }, null, 2)}\n` : `${told}\n`)
if (values.record) {
  const { path, head } = resultFile(join(import.meta.dirname, '..'), 'Detection', order === 'due' ? '-due' : '')
  await writeFile(path, resultText(head, command, told))
  process.stderr.write(`written to ${path}\n`)
}
