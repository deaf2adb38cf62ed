import { topics } from '@shouwang/contracts'
import { type Batches, retry } from '@shouwang/flow'
import { keepFresh, openEngines, openPolicies, type ProcessDependencies, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { schedule } from 'node-cron'
import { Config } from './config.ts'
import type { ScoringDependencies } from './dependencies.ts'
import { reviewHouseholds } from './review-households.ts'
import { startScoring } from './start-scoring.ts'
import { scoringTelemetry } from './telemetry.ts'

/**
 * Where 2,500 events wait, up to 40,000 are taken as one batch: months of one household are then loaded, judged and written
 * once, and a process of its own has the memory for it. At the usual 500 records a second fewer wait, and nothing is held
 * back to gather more.
 */
const batchesAlone: Batches = { max: 40_000, gatherFrom: 2_500, gatherMs: 3_000 }

/** Scores in a process of its own, on the engines that the settings name. */
const runScoring = async (process: ProcessDependencies<Config>): Promise<void> => {
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, clock, settings } = process
  const events = scoringTelemetry(process)
  const policies = await openPolicies(sql)
  const base = { log, sql, events, signal, instance }
  const dependencies: ScoringDependencies = {
    ...base,
    policies: policies.book,
    refreshPolicies: policies.refresh,
    batches: batchesAlone,
  }
  lagReading(process.metrics, [{ group: 'scoring', topics: [topics.changeEvents] }], log.lag)
  const reviewToday = () => retry(() => reviewHouseholds(dependencies, clock.today()), events, signal)
  const daily = schedule(settings.SHOUWANG_REVIEW_CRON, reviewToday, { timezone: 'Asia/Shanghai', noOverlap: true })
  await Promise.all([
    startScoring(dependencies),
    reviewToday(),
    keepFresh(policies, signal, (err) => process.log.warn({ err }, 'adopted policies could not be read')),
  ])
  await daily.destroy()
  await engines.close()
}

await runService({ name: 'scoring', settings: Config, run: runScoring })
