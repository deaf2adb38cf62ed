import { pause, retry } from '@shouwang/flow'
import {
  claimRetention,
  isToCompact,
  readErasuresUnderWay,
  readRetentionRuns,
  releaseRetention,
  saveCompacted,
} from '@shouwang/postgres'
import type { RetentionDependencies } from './dependencies.ts'
import { eraseOrdered } from './erase.ts'
import { keepTerms, keptHere } from './keep-terms.ts'

const lookEveryMs = 5_000
const claimSeconds = 30 * 60

/** Carries out orders as they are confirmed, and once a day what terms ask for, until the signal aborts. One process does it. */
export const keepRetention = async (
  dependencies: RetentionDependencies,
  once: () => Promise<number | undefined> = () => keepRetentionOnce(dependencies),
): Promise<void> => {
  const { signal, events } = dependencies
  while (!signal.aborted) {
    await retry(once, events, signal)
    await pause(lookEveryMs, signal)
  }
}

/** Does what is due now. Returns how many orders need another pass; undefined while another process is at it. */
export const keepRetentionOnce = async (dependencies: RetentionDependencies): Promise<number | undefined> => {
  const { sql, log, terms, today } = dependencies
  const ran = await readRetentionRuns(sql)
  const isDue = keptHere(terms).some((kind) => !ran.some((run) => run.kind === kind && run.ranOn >= today()))
  // What only waits for the day on which topics are emptied is nothing to do yet.
  const orders = await readErasuresUnderWay(sql)
  const isOrdered = orders.some(({ logDue }) => logDue === null || logDue <= today())
  if (!isDue && !isOrdered && !(await isToCompact(sql))) return 0
  // Beside a log in files there is no other process; a claim of one that was killed would only have to be waited for.
  if (!('rewrite' in log) && !(await claimRetention(sql, claimSeconds))) return undefined
  try {
    const left = isOrdered ? await eraseOrdered(dependencies) : 0
    if (isDue) await keepTerms(dependencies)
    if (await isToCompact(sql)) {
      await dependencies.compact?.()
      await saveCompacted(sql)
    }
    return left
  } finally {
    await releaseRetention(sql)
  }
}
