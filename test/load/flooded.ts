/**
 * What one sender's million rows cost everybody else: from a record's acceptance to its task at a steady 500 records a
 * second, first alone, then while one sender pours rows into the very same feeds. Run:
 * `node test/load/flooded.ts [SECONDS] [FLOOD_ROWS] [PEOPLE]`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { receiveRows } from '@shouwang/intake'
import type { Standalone } from '@shouwang/standalone'
import { countyRows } from '@shouwang/synth'
import { fireAt, type Row } from './fire-at.ts'
import { progress, today, withInstallation } from './installation.ts'

const seconds = Number(process.argv[2] ?? 20)
const floodRows = Number(process.argv[3] ?? 1_000_000)
const people = Number(process.argv[4] ?? 12_000)
const recordsPerSecond = 500
const recordsPerRequest = 25
const floodPerBody = 50_000

const register: Row[] = []
const payments: Row[] = []
for (const { feed, row } of countyRows({ seed: 11, people, from: '2026-10-01', to: today })) {
  if (feed === 'resident-register') register.push(row)
  if (feed === 'social-insurance') payments.push(row)
}
const heads = register.filter((row) => row.与户主关系 === '0')

const send = (installation: Standalone, feedId: string, rows: readonly Row[], sender: string): Promise<unknown> => {
  const feed = installation.feeds.find(({ id }) => id === feedId)
  if (feed === undefined) throw new Error(`no feed "${feedId}" in the catalogue`)
  return receiveRows(installation.intake, feed, rows, today, { sender })
}

/** A fire that leaves the home whole, so that the flood opens no tasks; the heads of households in turn. */
const harmless = (nth: number): Row => ({
  ...fireAt(heads[nth % heads.length] as Row),
  描述: '家具烧毁',
  损失金额: nth,
})

const flood = async (installation: Standalone, ended: AbortSignal): Promise<number> => {
  let sent = 0
  while (sent < floodRows && !ended.aborted) {
    const rows = Array.from({ length: Math.min(floodPerBody, floodRows - sent) }, (_, at) => harmless(sent + at))
    await Promise.race([
      send(installation, 'fire', rows, 'flood'),
      new Promise((resolve) => ended.addEventListener('abort', resolve)),
    ])
    sent += rows.length
  }
  return sent
}

const percentile = (sorted: readonly number[], share: number): string =>
  `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)} ms`

await withInstallation(async (installation) => {
  progress(`registering ${register.length} people`)
  for (let at = 0; at < register.length; at += 1000)
    await send(installation, 'resident-register', register.slice(at, at + 1000), 'police')
  await installation.untilIdle()

  const visibleAt = new Map<string, number>()
  installation.commands.subscribe(({ type, householdNo }) => {
    if (type === 'TaskOpened' && !visibleAt.has(householdNo)) visibleAt.set(householdNo, performance.now())
  })
  let nextHead = 0
  const request = async (nth: number, acceptedAt: Map<string, number>): Promise<void> => {
    const head = heads[nextHead++]
    if (head === undefined) throw new Error('more requests than households; make a larger county')
    const others = Array.from({ length: recordsPerRequest - 1 }, (_, i) => payments[(nth * 24 + i) % payments.length])
    await Promise.all([
      send(installation, 'fire', [fireAt(head)], 'fire-brigade').then(() =>
        acceptedAt.set(String(head.户号), performance.now()),
      ),
      send(installation, 'social-insurance', others as Row[], 'social-security'),
    ])
  }
  const steady = async (label: string): Promise<void> => {
    const acceptedAt = new Map<string, number>()
    const requests = (seconds * recordsPerSecond) / recordsPerRequest
    const [started, under] = [performance.now(), [] as Promise<void>[]]
    for (let nth = 0; nth < requests; nth++) {
      await sleep(Math.max(0, started + (nth * recordsPerRequest * 1000) / recordsPerSecond - performance.now()))
      under.push(request(nth, acceptedAt))
    }
    await Promise.all(under)
    const homes = [...acceptedAt.keys()]
    while (!homes.every((no) => visibleAt.has(no))) await sleep(50)
    const waits = [...acceptedAt].map(([no, at]) => Math.max(0, (visibleAt.get(no) ?? Infinity) - at))
    waits.sort((a, b) => a - b)
    console.log(
      `${label.padEnd(18)}p50 ${percentile(waits, 0.5)}, p99 ${percentile(waits, 0.99)}, longest ${percentile(waits, 1)}`,
    )
  }
  progress('warming up')
  await steady('warm-up')
  progress(`${recordsPerSecond} records/s alone for ${seconds} s`)
  await steady('alone')
  progress(`the same beside ${floodRows} rows of one sender`)
  const ended = new AbortController()
  const flooding = flood(installation, ended.signal)
  await sleep(2_000)
  await steady('beside the flood')
  ended.abort()
  console.log(`flood             ${await flooding} rows of one sender begun meanwhile`)
})
