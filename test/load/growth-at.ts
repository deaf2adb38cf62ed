/** One size of `growth.ts`, in a process of its own: `node test/load/growth-at.ts PEOPLE` prints its cost as JSON. */
import { addDays, addMonths, type Month } from '@shouwang/contracts'
import { receiveRows } from '@shouwang/intake'
import type { Standalone } from '@shouwang/standalone'
import { type CountyOptions, countyRows, type FeedId } from '@shouwang/synth'
import { countOf } from './count-of.ts'
import { progress, today, withInstallation } from './installation.ts'
import { peakGib, stopwatch } from './stopwatch.ts'

const people = countOf('people', process.argv[2])
const rowsPerRequest = 1_000
/** Everybody has paid for so many months before the measurement: newcomers cost more than those who are known. */
const knownMonths = 2
/** A small county needs several months to have enough records. */
const measuredMonths = people < 50_000 ? 4 : 1
const from: Month = '2026-01'
const county: CountyOptions = {
  seed: 5,
  people,
  from: `${from}-01`,
  to: addDays(`${addMonths(from, knownMonths + measuredMonths)}-01`, -1),
}

type Row = Readonly<Record<string, unknown>>

/** Sends rows of one feed as they come, so that a million of them are never held. */
const send = async (installation: Standalone, id: FeedId, rows: Iterable<Row>): Promise<void> => {
  const feed = installation.feeds.find((known) => known.id === id)
  if (feed === undefined) throw new Error(`no feed "${id}" in the catalogue`)
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerRequest) continue
    await receiveRows(installation.intake, feed, chunk, today, { sender: 'bench' })
    chunk = []
  }
  if (chunk.length > 0) await receiveRows(installation.intake, feed, chunk, today, { sender: 'bench' })
}

function* rowsOf(id: FeedId): Generator<Row> {
  for (const { feed, row } of countyRows(county)) if (feed === id) yield row
}

/**
 * Payments of all heads of households, month by month: neighbours in the list are of different households, whatever the
 * size of the county, so that a batch never has two records of one.
 */
const paymentsByMonth = (): Row[][] => {
  const heads = new Set<unknown>()
  for (const row of rowsOf('resident-register')) if (row.与户主关系 === '0') heads.add(row.公民身份号码)
  const byMonth = Map.groupBy(
    rowsOf('social-insurance').filter((row) => heads.has(row.身份证号)),
    (row) => String(row.费款所属期),
  )
  return [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rows]) => rows)
}

await withInstallation(async (installation) => {
  const preload = stopwatch()
  await send(installation, 'resident-register', rowsOf('resident-register'))
  await installation.untilIdle()
  progress(`registered in ${preload().seconds.toFixed(0)} s`)

  const months = paymentsByMonth()
  const takeMonth = async (): Promise<number> => {
    const rows = months.shift() ?? []
    await send(installation, 'social-insurance', rows)
    await installation.untilIdle()
    return rows.length
  }
  for (let month = 0; month < knownMonths; month++) await takeMonth()
  progress(`known after ${preload().seconds.toFixed(0)} s`)
  const read = stopwatch()
  let records = 0
  for (let month = 0; month < measuredMonths; month++) records += await takeMonth()
  const { seconds, processorSeconds } = read()
  const cost = {
    people,
    records,
    wallMicros: Math.round((seconds / records) * 1e6),
    processorMicros: Math.round((processorSeconds / records) * 1e6),
    peakGib: peakGib(),
  }
  process.stdout.write(JSON.stringify(cost))
})
