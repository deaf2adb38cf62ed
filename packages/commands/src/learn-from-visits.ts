import { noRecord, recordOf, type VisitRecord, visitArea, visitFactor } from '@shouwang/casework'
import type { Day, RegionCode } from '@shouwang/contracts'
import type { CaseworkContext } from './casework-context.ts'
import type { CaseworkTransaction } from './casework-store.ts'

/** What visits of the last year found, by district, and whom they told about. */
export type Records = {
  readonly of: (region: RegionCode | null) => VisitRecord
  readonly visited: ReadonlySet<string>
}

/**
 * Counts what visits of the last year found in each district, keeps it with its day, and gives what is needed to order the
 * tasks under way by it (`reorderQueue`).
 */
export const countVisits = async (tx: CaseworkTransaction, day: Day): Promise<Records> => {
  const byArea = Map.groupBy(await tx.visitResults(day), ({ region }) => visitArea(region))
  const records = new Map<string, VisitRecord>()
  const visited = new Set<string>()
  for (const [area, results] of byArea) {
    const found = recordOf(results, day)
    records.set(area, found.record)
    for (const household of found.visited) visited.add(household)
    await tx.saveVisitRecord(area, day, found.record)
  }
  await tx.dropVisitRecords([...records.keys()])
  return { of: (region) => records.get(visitArea(region)) ?? noRecord, visited }
}

/** Writes anew the factors of the next tasks after `after`; the last of them, undefined once there are no more. */
export const reorderQueue = async (
  tx: CaseworkTransaction,
  { rulesOn }: CaseworkContext,
  records: Records,
  day: Day,
  after: string,
): Promise<string | undefined> => {
  const tasks = await tx.queued(after, orderedAtOnce)
  const changed = tasks.flatMap(({ taskId, household, region, direction, leads, ring, ...before }) => {
    const standing = leads.filter(({ cleared }) => !cleared)
    const visitedBefore = records.visited.has(household)
    const known = { visitedBefore, ring, direction }
    const { factor } = visitFactor(standing, known, records.of(region), rulesOn(region, day).queue)
    return factor === before.factor && visitedBefore === before.visitedBefore ? [] : [{ taskId, factor, visitedBefore }]
  })
  await tx.saveFactors(changed)
  return tasks.at(-1)?.taskId
}

const orderedAtOnce = 1000
