import { topics } from '@shouwang/contracts'
import { pause, retry, runStage } from '@shouwang/flow'
import type { LevelHistory } from '@shouwang/indicators'
import { savedUpTo, scoringRepository, sqlStore } from '@shouwang/postgres'
import type { ScoringDependencies } from './dependencies.ts'
import { scoringStage } from './flow.ts'
import { judgementOf } from './judgement.ts'
import { recheckHouseholds } from './review-households.ts'

const recheckEveryMs = 300

/** Scores change events until the signal aborts, and judges again what awaited a delivery. */
export const startScoring = async (dependencies: ScoringDependencies): Promise<void> => {
  const { log, sql, events, signal, instance, batches } = dependencies
  const stage = scoringStage(judgementOf(dependencies.policies))
  const from = log.source({
    topics: [topics.changeEvents],
    group: stage.name,
    savedUpTo: () => savedUpTo(sql, stage.name),
  })
  const store = sqlStore(sql, scoringRepository<LevelHistory>(), { instance, events })
  const running = runStage(stage, { from, store, to: log, events, signal, batches })
  await Promise.all([running, keepRechecking(dependencies)])
}

const keepRechecking = async (dependencies: ScoringDependencies): Promise<void> => {
  const { events, signal } = dependencies
  while (!signal.aborted) {
    await retry(() => recheckHouseholds(dependencies), events, signal)
    await pause(recheckEveryMs, signal)
  }
}
