/**
 * How many records a second become tasks, from the first byte of a county's files to the last household judged and
 * copied into the warehouse, and how much memory that takes. Run: `node test/load/sustained.ts [PEOPLE]`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countOf } from './count-of.ts'
import { progress, withInstallation } from './installation.ts'
import { peakGib, stopwatch } from './stopwatch.ts'
import { takeCounty } from './take-county.ts'

const people = countOf('people', process.argv[2], 10_000)

const county = await mkdtemp(join(tmpdir(), 'shouwang-county-'))
progress(`making a county of ${people} people`)
execFileSync(process.execPath, [join(import.meta.dirname, 'make-county.ts'), county, String(people)])
await withInstallation(async (installation) => {
  progress('taking its records in')
  const read = stopwatch()
  const rows = await takeCounty(installation, county)
  progress(`${rows} records taken after ${read().seconds.toFixed(0)} s; waiting until all are judged`)
  await installation.untilIdle()
  const { seconds, processorSeconds } = read()
  const [tasks] = await installation.engines.sql.query<{ count: number }>('select count(*) from tasks')
  console.log(`records           ${rows} of ${people} people, ${tasks?.count} tasks`)
  console.log(`records → tasks   ${Math.round(rows / seconds)} records/s (budget 4000)`)
  console.log(`processor time    ${Math.round((processorSeconds / rows) * 1e6)} µs a record, all threads`)
  console.log(`peak memory       ${peakGib()} GiB resident, the whole process (budget 1.5 GB)`)
})
await rm(county, { recursive: true })
