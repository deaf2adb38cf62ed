/**
 * How long it takes from a record's acceptance to its task, at a steady rate. One record in twenty-five reports a fire
 * at a home that had none, which opens a task. Run: `node test/load/visible.ts [SECONDS] [RECORDS_A_SECOND]`.
 */

import { countOf } from './count-of.ts'
import { fireAt } from './fire-at.ts'
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
const perSecond = countOf('records a second', process.argv[3], recordsPerSecond)
const warmUpRequests = 100
const { register, heads, paymentsOf } = countyOf(12_000)

await withInstallation(async (installation) => {
  progress(`registering ${register.length} people`)
  await sendRegister(installation, register)

  const acceptedAt = new Map<string, number>()
  const visibleAt = new Map<string, number>()
  installation.commands.subscribe(({ type, householdNo }) => {
    if (type === 'TaskOpened' && !visibleAt.has(householdNo)) visibleAt.set(householdNo, performance.now())
  })
  const requests = warmUpRequests + (seconds * perSecond) / recordsPerRequest
  progress(`sending ${perSecond} records/s for ${seconds} s, after ${warmUpRequests} requests to warm up`)
  const started = performance.now()
  await steadily(
    requests,
    (nth) => {
      const head = heads[nth]
      if (head === undefined) throw new Error('more requests than households; make a larger county')
      return Promise.all([
        send(installation, 'fire', [fireAt(head)]).then(() => acceptedAt.set(String(head.户号), performance.now())),
        send(installation, 'social-insurance', paymentsOf(nth)),
      ])
    },
    perSecond,
  )
  const sentFor = (performance.now() - started) / 1000
  await installation.untilIdle()

  const waits = [...acceptedAt]
    .slice(warmUpRequests)
    .map(([no, at]) => Math.max(0, (visibleAt.get(no) ?? Infinity) - at))
  console.log(
    `sent              ${((requests * recordsPerRequest) / sentFor).toFixed(0)} records/s, ${waits.length} of them open a task`,
  )
  console.log(`accepted → task   ${percentiles(waits)} (budget p99 1000 ms)`)
})
