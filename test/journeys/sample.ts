import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const folder = new URL('../samples/xiamen-small/', import.meta.url)

/** A departmental file: its name tells the feed and, of a snapshot, the day. */
export type SampleFile = { readonly fileName: string; readonly bytes: Buffer }

/** One scripted household: what must be on its open tasks, and what must not. */
export type Expectation = {
  readonly scenario: string
  readonly householdNo: string
  readonly headId: string
  readonly village: string
  readonly mustFire: readonly string[]
  readonly mustNotFire: readonly string[]
}

/** The bytes of one file of the sample. */
export const sampleBytes = (fileName: string): Buffer => readFileSync(new URL(encodeURIComponent(fileName), folder))

/** Everything that the city's departments hand over, reference files included. */
export const sampleFiles = (): SampleFile[] =>
  readdirSync(folder)
    .filter((fileName) => !fileName.startsWith('expected'))
    .sort()
    .map((fileName) => ({ fileName, bytes: sampleBytes(fileName) }))

const expected = JSON.parse(sampleBytes('expected.json').toString('utf8')) as {
  asOf: string
  rejectedRows: Record<string, number>
}

/** The day as of which the sample was made. */
export const sampleDay = expected.asOf

/** How many rows of which file cannot be accepted. */
export const rejectedRows = expected.rejectedRows

const words = (text: string | undefined): string[] => (text ?? '').split(' ').filter((word) => word !== '')

/** The scripted households. Those it does not name are ordinary families. */
export const expectations: readonly Expectation[] = (
  parse(sampleBytes('expected.csv'), { columns: true, bom: true }) as Record<string, string>[]
).map((row) => ({
  scenario: row.scenario ?? '',
  householdNo: row.household_no ?? '',
  headId: row.head_id ?? '',
  village: row.village ?? '',
  mustFire: words(row.must_fire),
  mustNotFire: words(row.must_not_fire),
}))

/** The scripted household of this name. */
export const scenario = (name: string): Expectation => {
  const found = expectations.find((row) => row.scenario === name)
  if (found === undefined) throw new Error(`expected.csv has no scenario "${name}"`)
  return found
}
