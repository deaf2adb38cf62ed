import { hash } from 'node:crypto'
import { type Day, topics } from '@shouwang/contracts'
import { type Batches, type Log, pause, publish, run, untilItWorks } from '@shouwang/flow'
import { newlyDelivered } from '@shouwang/household'
import type { Standing } from '@shouwang/indicators'
import { loadPolicies, type PolicyBook, policyOn } from '@shouwang/policy'
import {
  concludeDeliveries,
  type Due,
  loadAround,
  lockRechecks,
  lockReviews,
  pendingOutboxEntries,
  type Sql,
  saveOutboxEntry,
  saveScoring,
  scoringRepository,
  sqlStore,
  type Transaction,
} from '@shouwang/postgres'
import { openEngines, type ProcessWorld, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { schedule } from 'node-cron'
import { Config } from './config.ts'
import { type Judgement, review, scoringStage } from './flow.ts'
import { type ScoringTelemetry, scoringTelemetry } from './telemetry.ts'

export { Config } from './config.ts'
export { scoringTelemetry } from './telemetry.ts'

export type ScoringWorld = {
  readonly log: Log
  readonly sql: Sql
  readonly policies: PolicyBook
  readonly tell: ScoringTelemetry
  readonly signal: AbortSignal
  /** Names this process among those that score. */
  readonly instance: string
  readonly batches?: Batches
}

const recheckEveryMs = 300
const reviewBatch = 500
/**
 * Months of one household in one batch are loaded, judged and written once: a process of its own has the memory for it. Who
 * finds as much as this waiting is behind: five times the usual five hundred records a second is not.
 */
const batchesAlone: Batches = { max: 40_000, gatherFrom: 2_500, gatherMs: 3_000 }

/** Scores change events until the signal aborts, and judges again what awaited a delivery. */
export const startScoring = async (world: ScoringWorld): Promise<void> => {
  const { log, sql, tell, signal, instance, batches } = world
  const stage = scoringStage(judgementOf(world.policies))
  const from = log.source({ topics: [topics.changeEvents], group: stage.name })
  const store = sqlStore(sql, scoringRepository<Standing>(), instance)
  await Promise.all([run(stage, { from, store, to: log, tell, signal, batches }), keepRechecking(world)])
}

/** Judges every household again that time alone could have changed by `day`. Returns how many. */
export const reviewHouseholds = (world: ScoringWorld, day: Day): Promise<number> =>
  reviewAll(world, 'review', (tx) => lockReviews(tx, day, reviewBatch), day)

const keepRechecking = async (world: ScoringWorld): Promise<void> => {
  while (!world.signal.aborted) {
    await untilItWorks(() => recheck(world), world.tell, world.signal)
    await pause(recheckEveryMs, world.signal)
  }
}

const recheck = async (world: ScoringWorld): Promise<void> => {
  await concludeDeliveries(world.sql, newlyDelivered)
  await reviewAll(world, 'recheck', (tx) => lockRechecks(tx, reviewBatch), '')
}

/** Each kind of review publishes under its own name, one batch after the other, so that readers see its order. */
const reviewAll = async (
  world: ScoringWorld,
  kind: 'review' | 'recheck',
  lock: (tx: Transaction) => Promise<Due[]>,
  day: Day,
): Promise<number> => {
  let reviewed = 0
  while (!world.signal.aborted) {
    const count = await reviewSome(world, kind, lock, day)
    if (count === 0) break
    reviewed += count
    world.tell.reviewed(count, day)
  }
  return reviewed
}

const reviewSome = async (
  world: ScoringWorld,
  kind: string,
  lock: (tx: Transaction) => Promise<Due[]>,
  day: Day,
): Promise<number> => {
  const { sql, log } = world
  const instance = `${world.instance}-${kind}`
  const to = { to: log, store: sqlStore(sql, scoringRepository<Standing>(), instance) }
  // What an outage kept from being published goes out first: readers take an older message for a repeat.
  await publish(await pendingOutboxEntries(sql, 'scoring', instance), to)
  const { count, putOff, owed } = await sql.transaction(async (tx) => {
    const due = (await lock(tx)).map(({ household, recheckOn }) => ({ household, day: recheckOn ?? day }))
    if (due.length === 0) return { count: 0, putOff: [], owed: [] }
    const state = await loadAround<Standing>(
      tx,
      due.map(({ household }) => household),
    )
    const { change, outputs, putOff } = review(judgementOf(world.policies), state, due)
    await saveScoring(tx, change)
    return {
      count: due.length,
      putOff,
      owed: await saveOutboxEntry(tx, { consumer: 'scoring', instance, outputs }),
    }
  })
  await publish(owed, to)
  for (const { household, error } of putOff) world.tell.putOff(error, household)
  return count
}

const judgementOf = (policies: PolicyBook): Judgement => ({
  policyOn: (region, day) => policyOn(policies, region, day),
  digest: (text) => hash('sha1', text, 'base64url'),
})

/** Scores in a process of its own, on the engines that the settings name. */
const runScoring = async (process: ProcessWorld<Config>): Promise<void> => {
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, clock, settings } = process
  const tell = scoringTelemetry(process)
  const policies = loadPolicies()
  const world: ScoringWorld = { log, sql, policies, tell, signal, instance, batches: batchesAlone }
  lagReading(process.metrics, [{ group: 'scoring', topics: [topics.changeEvents] }], log.lag)
  const reviewToday = () => untilItWorks(() => reviewHouseholds(world, clock.today()), tell, signal)
  const daily = schedule(settings.SHOUWANG_REVIEW_CRON, reviewToday, { timezone: 'Asia/Shanghai', noOverlap: true })
  await Promise.all([startScoring(world), reviewToday()])
  await daily.destroy()
  await engines.close()
}

if (import.meta.main) await runService({ name: 'scoring', settings: Config, run: runScoring })
