/** One size of `growth.ts`, in a process of its own: `node test/load/growth-at.ts PEOPLE` prints its cost as JSON. */
import { receiveRows } from '@shouwang/ingest'
import type { Standalone } from '@shouwang/standalone'
import { type CountyOptions, countyRows, type Feed } from '@shouwang/synth'
import { progress, today, withInstallation } from './installation.ts'
import { peakGib, stopwatch } from './stopwatch.ts'

const people = Number(process.argv[2])
const recordsAMonth = 4_000
const rowsPerRequest = 1_000
const months = [
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
]
const county: CountyOptions = { seed: 5, people, from: '2026-01-01', to: today }

type Row = Readonly<Record<string, unknown>>

/** Sends rows of one feed as they come, so that a million of them are never held. */
const send = async (installation: Standalone, id: Feed, rows: Iterable<Row>): Promise<void> => {
  const feed = installation.feeds.find((known) => known.id === id)
  if (feed === undefined) throw new Error(`no feed "${id}" in the catalogue`)
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerRequest) continue
    await receiveRows(installation.intake, feed, chunk, today)
    chunk = []
  }
  if (chunk.length > 0) await receiveRows(installation.intake, feed, chunk, today)
}

function* rowsOf(id: Feed): Generator<Row> {
  for (const { feed, row } of countyRows(county)) if (feed === id) yield row
}

/**
 * Payments of heads of households from everywhere in the county, month by month: neighbours in the list are of different
 * households, whatever the size of the county, so that a batch never has two records of one.
 */
const paymentsByMonth = (): readonly (readonly Row[])[] => {
  const heads = new Set<unknown>()
  for (const row of rowsOf('resident-register')) if (row.与户主关系 === '0') heads.add(row.公民身份号码)
  const byMonth = Map.groupBy(
    rowsOf('social-insurance').filter((row) => heads.has(row.身份证号)),
    (row) => String(row.费款所属期),
  )
  return months.map((month, nth) => {
    const paid = byMonth.get(month) ?? []
    const step = Math.max(1, Math.floor(paid.length / recordsAMonth))
    return paid.filter((_, at) => at % step === nth % step).slice(0, recordsAMonth)
  })
}

await withInstallation(async (installation) => {
  const preload = stopwatch()
  await send(installation, 'resident-register', rowsOf('resident-register'))
  await installation.settled()
  progress(`registered in ${preload().seconds.toFixed(0)} s`)

  const [warmUp = [], ...measured] = paymentsByMonth()
  await send(installation, 'social-insurance', warmUp)
  await installation.settled()
  const read = stopwatch()
  for (const month of measured) await send(installation, 'social-insurance', month)
  await installation.settled()
  const { seconds, processorSeconds } = read()
  const records = measured.flat().length
  const cost = {
    people,
    records,
    wallMicros: Math.round((seconds / records) * 1e6),
    processorMicros: Math.round((processorSeconds / records) * 1e6),
    peakGib: peakGib(),
  }
  process.stdout.write(JSON.stringify(cost))
})
