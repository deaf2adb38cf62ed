/**
 * What one sender's million rows cost everybody else: from a record's acceptance to its task at a steady 500 records a
 * second, first alone, then while one sender pours rows into the very same feeds. Run:
 * `node test/load/flooded.ts [SECONDS] [FLOOD_ROWS] [PEOPLE]`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Standalone } from '@shouwang/standalone'
import { countOf } from './count-of.ts'
import { fireAt, type Row } from './fire-at.ts'
import { progress, withInstallation } from './installation.ts'
import {
  countyOf,
  percentiles,
  recordsPerRequest,
  recordsPerSecond,
  send,
  sendRegister,
  steadily,
} from './steady-load.ts'

const seconds = countOf('seconds', process.argv[2], 20)
const floodRows = countOf('rows of the flood', process.argv[3], 1_000_000)
const floodPerBody = 50_000
const { register, heads, paymentsOf } = countyOf(countOf('people', process.argv[4], 12_000))

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

await withInstallation(async (installation) => {
  progress(`registering ${register.length} people`)
  await sendRegister(installation, register, 'police')

  const visibleAt = new Map<string, number>()
  installation.commands.subscribe(({ type, householdNo }) => {
    if (type === 'TaskOpened' && !visibleAt.has(householdNo)) visibleAt.set(householdNo, performance.now())
  })
  let nextHead = 0
  const steady = async (label: string): Promise<void> => {
    const acceptedAt = new Map<string, number>()
    await steadily((seconds * recordsPerSecond) / recordsPerRequest, (nth) => {
      const head = heads[nextHead++]
      if (head === undefined) throw new Error('more requests than households; make a larger county')
      return Promise.all([
        send(installation, 'fire', [fireAt(head)], 'fire-brigade').then(() =>
          acceptedAt.set(String(head.户号), performance.now()),
        ),
        send(installation, 'social-insurance', paymentsOf(nth), 'social-security'),
      ])
    })
    const homes = [...acceptedAt.keys()]
    while (!homes.every((no) => visibleAt.has(no))) await sleep(50)
    const waits = [...acceptedAt].map(([no, at]) => Math.max(0, (visibleAt.get(no) ?? Infinity) - at))
    console.log(`${label.padEnd(18)}${percentiles(waits)}`)
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
