/**
 * How long it takes from a record's acceptance to its task, at a steady rate. One record in twenty-five reports a fire
 * at a home that had none, which opens a task. Run: `node test/load/visible.ts [SECONDS]`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { receiveRows } from '@shouwang/intake'
import type { Standalone } from '@shouwang/standalone'
import { countyRows } from '@shouwang/synth'
import { fireAt, type Row } from './fire-at.ts'
import { progress, today, withInstallation } from './installation.ts'

const seconds = Number(process.argv[2] ?? 20)
const recordsPerSecond = 500
const recordsPerRequest = 25
const warmUpRequests = 100
const people = 12_000

const register: Row[] = []
const payments: Row[] = []
for (const { feed, row } of countyRows({ seed: 11, people, from: '2026-10-01', to: today })) {
  if (feed === 'resident-register') register.push(row)
  if (feed === 'social-insurance') payments.push(row)
}
const heads = register.filter((row) => row.与户主关系 === '0')

const send = (installation: Standalone, feedId: string, rows: readonly Row[]): Promise<unknown> => {
  const feed = installation.feeds.find(({ id }) => id === feedId)
  if (feed === undefined) throw new Error(`no feed "${feedId}" in the catalogue`)
  return receiveRows(installation.intake, feed, rows, today, { sender: 'bench' })
}

const percentile = (sorted: readonly number[], share: number): string =>
  `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)} ms`

await withInstallation(async (installation) => {
  progress(`registering ${register.length} people`)
  for (let at = 0; at < register.length; at += 1000)
    await send(installation, 'resident-register', register.slice(at, at + 1000))
  await installation.untilIdle()

  const acceptedAt = new Map<string, number>()
  const visibleAt = new Map<string, number>()
  installation.commands.subscribe(({ type, householdNo }) => {
    if (type === 'TaskOpened' && !visibleAt.has(householdNo)) visibleAt.set(householdNo, performance.now())
  })
  const request = async (nth: number): Promise<void> => {
    const head = heads[nth]
    if (head === undefined) throw new Error('more requests than households; make a larger county')
    const others = Array.from({ length: recordsPerRequest - 1 }, (_, i) => payments[(nth * 24 + i) % payments.length])
    await Promise.all([
      send(installation, 'fire', [fireAt(head)]).then(() => acceptedAt.set(String(head.户号), performance.now())),
      send(installation, 'social-insurance', others as Row[]),
    ])
  }

  const requests = (seconds * recordsPerSecond) / recordsPerRequest
  progress(`sending ${recordsPerSecond} records/s for ${seconds} s, after ${warmUpRequests} requests to warm up`)
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let nth = 0; nth < warmUpRequests + requests; nth++) {
    await sleep(Math.max(0, started + (nth * recordsPerRequest * 1000) / recordsPerSecond - performance.now()))
    under.push(request(nth))
  }
  const sentFor = (performance.now() - started) / 1000
  await Promise.all(under)
  await installation.untilIdle()

  const waits = [...acceptedAt]
    .slice(warmUpRequests)
    .map(([no, at]) => Math.max(0, (visibleAt.get(no) ?? Infinity) - at))
  waits.sort((a, b) => a - b)
  console.log(
    `sent              ${(((requests + warmUpRequests) * recordsPerRequest) / sentFor).toFixed(0)} records/s, ${waits.length} of them open a task`,
  )
  console.log(
    `accepted → task   p50 ${percentile(waits, 0.5)}, p99 ${percentile(waits, 0.99)}, longest ${percentile(waits, 1)} (budget p99 1000 ms)`,
  )
})
