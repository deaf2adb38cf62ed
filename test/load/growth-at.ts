/** One size of `growth.ts`, in a process of its own: `node test/load/growth-at.ts PEOPLE` prints its cost as JSON. */
import { receiveRows } from '@shouwang/ingest'
import type { Standalone } from '@shouwang/standalone'
import { type CountyOptions, countyRows, type Feed } from '@shouwang/synth'
import { progress, today, withInstallation } from './installation.ts'
import { peakGib, stopwatch } from './stopwatch.ts'

const people = Number(process.argv[2])
const measuredRecords = 20_000
const warmUpRecords = 5_000
const rowsPerRequest = 1_000
const county: CountyOptions = { seed: 5, people, from: '2026-09-01', to: today }

/** Sends rows of one feed as they come, so that a million of them are never held. */
const send = async (
  installation: Standalone,
  id: Feed,
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Promise<void> => {
  const feed = installation.feeds.find((known) => known.id === id)
  if (feed === undefined) throw new Error(`no feed "${id}" in the catalogue`)
  let chunk: Readonly<Record<string, unknown>>[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerRequest) continue
    await receiveRows(installation.intake, feed, chunk, today)
    chunk = []
  }
  if (chunk.length > 0) await receiveRows(installation.intake, feed, chunk, today)
}

function* rowsOf(id: Feed) {
  for (const { feed, row } of countyRows(county)) if (feed === id) yield row
}

/** Rows from everywhere in the county: of so many, so few. */
function* spread<Row>(rows: Iterable<Row>, of: number, few: number): Generator<Row> {
  let nth = 0
  for (const row of rows) if (Math.floor((nth * few) / of) !== Math.floor((++nth * few) / of)) yield row
}

await withInstallation(async (installation) => {
  const preload = stopwatch()
  await send(installation, 'resident-register', rowsOf('resident-register'))
  await installation.settled()
  progress(`registered in ${preload().seconds.toFixed(0)} s`)

  const payments = rowsOf('social-insurance').reduce((count) => count + 1, 0)
  const rows = [...spread(rowsOf('social-insurance'), payments, warmUpRecords + measuredRecords)]
  await send(installation, 'social-insurance', rows.slice(0, warmUpRecords))
  await installation.settled()
  const read = stopwatch()
  await send(installation, 'social-insurance', rows.slice(warmUpRecords))
  await installation.settled()
  const { seconds, processorSeconds } = read()
  const measured = rows.length - warmUpRecords
  const cost = {
    people,
    wallMicros: Math.round((seconds / measured) * 1e6),
    processorMicros: Math.round((processorSeconds / measured) * 1e6),
    peakGib: peakGib(),
  }
  process.stdout.write(JSON.stringify(cost))
})
