import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { alertTelemetry, startAlert } from '@shouwang/alert'
import { openTaskCommands } from '@shouwang/commands'
import { everyRead, idleCheck } from '@shouwang/console'
import { recordsTopic } from '@shouwang/contracts'
import { loadFeeds } from '@shouwang/feeds'
import { memoryLog } from '@shouwang/flow/testing'
import { createCipher, pseudonymiser } from '@shouwang/identity'
import { ingestTelemetry, startIngest } from '@shouwang/ingest'
import { loadPolicies } from '@shouwang/policy'
import { openPglite, readStalledDeliveries, type Sql, savedUpTo } from '@shouwang/postgres'
import { scoringTelemetry, startScoring } from '@shouwang/scoring'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actualOutcome } from '../faults/actual-outcome.ts'
import { outcomeDifferences } from '../faults/differences.ts'
import { expectedOutcome } from '../faults/expected-outcome.ts'
import { loadOf, type Parcel } from '../faults/parcels.ts'
import { taskDifferences } from '../faults/task-differences.ts'
import { seededRandom } from '../journeys/shuffled.ts'
import { ledgerIn, tasksIn } from '../journeys/what-came-out.ts'

const [region, day, records] = ['350200000000', '2026-10-31', 1_000]
const [feeds, policies] = [loadFeeds(), loadPolicies()]
const cipher = createCipher([Buffer.alloc(32, 9)])
const identity = pseudonymiser(Buffer.alloc(32, 7))
const streamed = loadOf({ seed: 1, records, day, feeds }, seededRandom(1)).parcels.map(
  (parcel): Parcel => ({ ...parcel, door: 'stream', businessDay: day }),
)
const [beforeTheBackup, lost] = [0.4, 0.8].map((share) => Math.floor(streamed.length * share))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-older-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Log = ReturnType<typeof memoryLog>

/** The processes of an installation on one database. */
const start = (log: Log, sql: Sql, instance: string) => {
  const stop = new AbortController()
  const metrics = createMetrics()
  const told = { log: createLogger({ name: 'test', level: 'silent' }), metrics, health: createHealth() }
  const clock = { now: () => `${day}T01:00:00.000Z`, today: () => day }
  const base = { log, sql, signal: stop.signal, instance }
  const rowKeys = { open: (row: string) => row } as unknown as Parameters<typeof startIngest>[0]['rowKeys']
  const events = alertTelemetry(told)
  const commands = openTaskCommands({
    ...{ log, sql, policies, events, instance },
    clock: () => ({ now: clock.now(), today: day }),
  })
  const running = [
    startIngest({ ...base, feeds, cipher, identity, rowKeys, events: ingestTelemetry(told), clock, region }),
    startScoring({ ...base, policies, events: scoringTelemetry(told) }),
    startAlert({
      ...{ ...base, policies, events, commands, supervisionCron: '0 3 1 1 *' },
      clock: () => ({ now: clock.now(), today: day }),
    }),
  ]
  const reads = everyRead(feeds).filter(({ group }) => group !== 'warehouse')
  const lag = async (group: string, topics: readonly string[]): Promise<number> => {
    const saved = await savedUpTo(sql, group)
    return topics.reduce((sum, topic) => sum + log.messages(topic).length - (saved.get(`${topic}/0`) ?? 0), 0)
  }
  const isIdle = idleCheck({ lag, sql }, reads)
  return {
    untilIdle: async (): Promise<void> => {
      while (!(await isIdle())) await sleep(20)
    },
    /** Ends them, and gives what they measured. */
    stop: async (): Promise<string> => {
      stop.abort()
      await Promise.all(running)
      return (await metrics.exposition()).text
    },
  }
}

const send = async (log: Log, parcels: readonly Parcel[]): Promise<void> => {
  for (const { id, feed, rows } of parcels)
    await log.append(
      recordsTopic(feed.id),
      rows.map((row, i) => ({ key: `${id}/${i}`, value: JSON.stringify(row) })),
    )
}

/** Sends batches of parcels, each once all before is judged, and stops the processes. */
const sendAndJudge = async (
  log: Log,
  { untilIdle, stop }: ReturnType<typeof start>,
  batches: readonly (readonly Parcel[])[],
): Promise<string> => {
  for (const batch of batches) {
    await send(log, batch)
    await untilIdle()
  }
  return stop()
}

test('what a lost database had told was counted twice and hid what came after: one restored to before it does it again, once', async () => {
  const log = memoryLog()
  const [at, backup] = [join(folder, 'postgres'), join(folder, 'backup')]
  const first = await openPglite(at)
  await sendAndJudge(log, start(log, first, 'before'), [streamed.slice(0, beforeTheBackup)])
  await first.close()
  await cp(at, backup, { recursive: true })
  const soonLost = await openPglite(at)
  const oneByOne = streamed.slice(beforeTheBackup, lost).map((parcel) => [parcel])
  await sendAndJudge(log, start(log, soonLost, 'lost'), oneByOne)
  await soonLost.close()

  const restored = await openPglite(backup)
  const measured = await sendAndJudge(log, start(log, restored, 'after'), [[], streamed.slice(lost)])

  expect((await ledgerIn(restored)).filter(({ balanced }) => !balanced)).toEqual([])
  const everyDay = { from: '2000-01-01', to: '2099-12-31' }
  expect(await readStalledDeliveries(restored, { ...everyDay, minutes: 0 })).toEqual([])
  const expected = expectedOutcome(streamed, { identity, policies, region, day })
  expect(outcomeDifferences(expected, await actualOutcome(restored))).toEqual([])
  expect((await taskDifferences(restored, expected.assessments, { policies, day })).differences).toEqual([])
  expect(await tasksIn(restored)).not.toHaveLength(0)
  expect(measured).toMatch(/flow_unsaved_messages_total\{stage="scoring"\} [1-9]/)
  expect(measured).toMatch(/flow_unsaved_messages_total\{stage="alert"\} [1-9]/)
  await restored.close()
})
