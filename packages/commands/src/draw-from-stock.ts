import { drawFrom, openFromStock, roomFor, visitArea, visitFactor, type Waiting } from '@shouwang/casework'
import { type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { caseload } from './caseload.ts'
import type { CaseworkContext } from './casework-context.ts'
import type { CaseworkTransaction } from './casework-store.ts'
import type { Records } from './learn-from-visits.ts'

/** A household on the stock list, where it lives, and its place in the queue. */
export type Placed = Waiting & { readonly region: RegionCode | null }

/** Puts the next households of the stock list after `after` in their places; none once there are no more. */
export const orderStock = async (
  tx: CaseworkTransaction,
  { rulesOn }: CaseworkContext,
  records: Records,
  day: Day,
  after: string,
): Promise<readonly Placed[]> => {
  const waiting = await tx.waiting(after, orderedAtOnce)
  const placed = waiting.map(({ household, region, since, score, ring, leads, place: before }) => {
    const known = { visitedBefore: records.visited.has(household), ring, direction: 'missed' as const }
    const { factor } = visitFactor(leads, known, records.of(region), rulesOn(region, day).queue)
    return { household, region, since, place: score * factor, before }
  })
  await tx.saveStockPlaces(placed.filter(({ place, before }) => place !== before))
  return placed
}

const orderedAtOnce = 1000

/** The households of one district whose turn it is on a day. */
export const turnsIn = async (
  tx: CaseworkTransaction,
  { rulesOn }: CaseworkContext,
  waiting: readonly Placed[],
  day: Day,
): Promise<readonly string[]> => {
  const region = waiting[0]?.region ?? null
  const area = visitArea(region)
  const { households, underWay } = await tx.atWork(area === '' ? null : regionPrefix(area))
  const room = roomFor(households, rulesOn(region, day).stock)
  return drawFrom(waiting, underWay, room).map(({ household }) => household)
}

/** Opens the tasks of households whose turn has come, and saves them. One that meets a bug is put off to the next supervision. */
export const openDrawn = async (
  tx: CaseworkTransaction,
  context: CaseworkContext,
  households: readonly string[],
  day: Day,
) => {
  const state = await tx.load({ households, regions: [] })
  const cases = caseload(state, context)
  const putOff: { household: string; error: unknown }[] = []
  for (const [household, { region }] of state.files) {
    try {
      cases.take(household, (file) => openFromStock(file, cases.circumstances(region, day)))
    } catch (error) {
      putOff.push({ household, error })
    }
  }
  const decided = cases.decided()
  await tx.save(decided)
  return { change: decided.change, putOff }
}
