import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChangeEvent, QuarantineNotice, topics } from '@shouwang/contracts'
import { runStage } from '@shouwang/flow'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { scoringRepository, sqlStore } from '@shouwang/postgres'
import { scoringTelemetry } from '@shouwang/scoring'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { scoringStage } from '../../services/scoring/src/flow.ts'
import { sampleDay } from '../journeys/sample.ts'
import { prepareServices, type RunningService, type Services } from '../journeys/services.ts'
import { ledgerIn, receiptsIn, waitingRows } from '../journeys/what-came-out.ts'
import { openDepartment } from './department.ts'
import { countyInParcels } from './parcels.ts'

const { kafka, postgres } = inject('engines')
beforeEach(({ skip }) => {
  skip(kafka.at === undefined, `Kafka: ${kafka.missing}`)
  skip(postgres.at === undefined, `PostgreSQL: ${postgres.missing}`)
})

const county = countyInParcels({ seed: 9, people: 300, to: sampleDay })
const limitMs = 90_000
const stopping = new AbortController()
const telemetry = {
  log: createLogger({ name: 'test', level: 'silent' }),
  metrics: createMetrics(),
  health: createHealth(),
}
let services: Services
let started: RunningService[] = []
let log: KafkaLog
let scoring: Promise<void> = Promise.resolve()

beforeAll(async () => {
  if (kafka.at === undefined || postgres.at === undefined) return
  const keys = { pseudonymKey: randomBytes(32).toString('hex'), vaultKey: randomBytes(32).toString('hex') }
  services = await prepareServices({ kafka: kafka.at, postgres: postgres.at }, keys, sampleDay)
  started = await Promise.all((['ingest', 'alert', 'console'] as const).map((name) => services.start(name)))
  log = openKafka({
    brokers: kafka.at.split(','),
    clientId: 'buggy-scoring',
    partitions: 3,
    prefix: services.environment.SHOUWANG_KAFKA_PREFIX ?? '',
  })
}, limitMs)
afterAll(async () => {
  stopping.abort()
  await scoring
  await log?.close()
  await services?.close()
}, limitMs)

/** Scoring as it is, but for a bug: it cannot do with one bill. */
const startBuggyScoring = (isPoison: (event: ChangeEvent) => boolean): void => {
  const policies = loadPolicies()
  const stage = scoringStage({
    policyOn: (region, day) => policyOn(policies, region, day),
    digest: (text) => text,
  })
  const step: typeof stage.step = (state, events) => {
    if (events.some(isPoison)) throw new TypeError('a bug')
    return stage.step(state, events)
  }
  scoring = runStage(
    { ...stage, step },
    {
      from: log.source({ topics: [topics.changeEvents], group: stage.name }),
      store: sqlStore(services.sql, scoringRepository(), { instance: 'buggy' }),
      to: log,
      events: scoringTelemetry(telemetry),
      signal: stopping.signal,
    },
  )
}

const deliver = async (): Promise<void> => {
  const address = started.find(({ name }) => name === 'console')?.address ?? ''
  const department = openDepartment(address, services.token)
  department.send(county.parcels)
  await department.done()
  await department.end()
}

const untilReceipts = async (status: string): Promise<void> => {
  for (;;) {
    const receipts = await receiptsIn(services.sql)
    if (receipts.length === county.parcels.length && receipts.every((receipt) => receipt.status === status)) return
    await sleep(200)
  }
}

/** Sends one message again, as the operator. */
const replay = async (quarantineId = ''): Promise<void> => {
  const address = started.find(({ name }) => name === 'console')?.address ?? ''
  const answer = await fetch(`${address}/api/v1/quarantine/${encodeURIComponent(quarantineId)}/replay`, {
    method: 'POST',
    body: '{}',
    headers: { authorization: `Bearer ${services.token}`, 'content-type': 'application/json' },
  })
  expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 202, body: { delivery: null } })
}

const untilNothingLater = async (): Promise<void> => {
  const isOver = async () =>
    (await receiptsIn(services.sql)).every((receipt) => receipt.status === 'complete' && receipt.quarantinedLater === 0)
  while (!(await isOver())) await sleep(200)
}

/** What was set aside on the way, as readers of the topic learn it. */
const crashedNotices = async (count: number): Promise<readonly QuarantineNotice[]> => {
  const source = log.source({ topics: [topics.quarantine], group: 'looking' })
  const notices: QuarantineNotice[] = []
  while (notices.length < count)
    for (const { value } of await source.read({ max: 1_000, waitMs: 500 })) {
      const notice = QuarantineNotice.parse(JSON.parse(value))
      if (notice.reason === 'crashed') notices.push(notice)
    }
  await source.close()
  return notices
}

test('an event that crashes a step is set aside alone, everything around it is judged, and it once the bug is mended', {
  timeout: limitMs,
}, async () => {
  let mended = false
  // Departments send some rows again; this one came once.
  const bills = county.parcels.flatMap(({ feed, rows }) => (feed === 'med-settlement' ? rows : []))
  const bill = bills
    .map(({ setl_id }) => setl_id)
    .find((id, _, ids) => ids.filter((other) => other === id).length === 1)
  await deliver()
  for (let judgeable = 0; judgeable < county.parcels.length; await sleep(200))
    judgeable = (await receiptsIn(services.sql)).filter(({ status }) => status !== 'receiving').length
  await log.append(topics.changeEvents, [{ key: 'p_of-a-bug', value: 'no event at all' }])
  startBuggyScoring(({ sourcekey, type }) => !mended && type === 'MedicalSettled' && sourcekey.includes(String(bill)))
  await untilReceipts('complete')

  const notices = await crashedNotices(2)
  expect(notices.map(({ stage, feed }) => [stage, feed].join()).sort()).toEqual([
    'scoring,med-settlement',
    'scoring,unknown',
  ])
  const { text } = await telemetry.metrics.exposition()
  expect(text).toContain('flow_crashed_messages_total{stage="scoring"} 2')
  expect(text).toContain('flow_outages_total{stage="scoring"} 0')

  const receipts = await receiptsIn(services.sql)
  const [struck, ...others] = receipts.filter(({ quarantinedLater }) => quarantinedLater > 0)
  expect(others).toEqual([])
  expect(struck).toMatchObject({ feed: 'med-settlement', quarantinedLater: 1 })
  expect((struck?.applied ?? 0) + (struck?.duplicate ?? 0) + (struck?.stale ?? 0)).toBe((struck?.accepted ?? 0) - 1)
  expect((await ledgerIn(services.sql)).filter(({ balanced }) => !balanced)).toEqual([])
  expect(telemetry.health.report()).toMatchObject({ ready: true })

  mended = true
  const waiting = (await waitingRows(services.sql)).filter(({ stage }) => stage === 'scoring')
  expect(waiting.map(({ feed }) => feed).sort()).toEqual(['med-settlement', 'unknown'])
  await replay(waiting.find(({ feed }) => feed === 'med-settlement')?.quarantineId)
  await untilNothingLater()
  expect((await ledgerIn(services.sql)).filter(({ balanced }) => !balanced)).toEqual([])
})
