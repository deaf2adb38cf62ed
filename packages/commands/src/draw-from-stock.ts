import { drawFrom, openFromStock, roomFor, roomLeft, visitFactor } from '@shouwang/casework'
import { type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import type { PlacedAtOnce } from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import type { CaseworkContext } from './casework-context.ts'
import type { CaseworkTransaction } from './casework-store.ts'
import type { Records } from './learn-from-visits.ts'

/** Puts the next households of a part of the stock list in their places; the last of them, undefined once there are no more. */
export const orderStock = async (
  tx: CaseworkTransaction,
  { rulesOn }: CaseworkContext,
  records: Records,
  day: Day,
  which: PlacedAtOnce,
): Promise<string | undefined> => {
  const waiting = await tx.waiting(which, orderedAtOnce)
  const placed = waiting.flatMap(({ household, region, score, ring, leads, unplaced, place: before }) => {
    const known = { visitedBefore: records.visited.has(household), ring, direction: 'missed' as const }
    const place = score * visitFactor(leads, known, records.of(region), rulesOn(region, day).queue).factor
    return unplaced || place !== before ? [{ household, place }] : []
  })
  await tx.saveStockPlaces(placed)
  return waiting.at(-1)?.household
}

const orderedAtOnce = 1000

/** The households of one district whose turn it is on a day; reads no more of its list than may open. */
export const turnsIn = async (
  tx: CaseworkTransaction,
  { rulesOn }: CaseworkContext,
  area: string,
  day: Day,
): Promise<readonly string[]> => {
  const region: RegionCode | null = area === '' ? null : area.padEnd(regionDigits, '0')
  const { households, underWay } = await tx.atWork(region === null ? null : regionPrefix(region))
  const room = roomFor(households, rulesOn(region, day).stock)
  const left = roomLeft(await tx.firstInStock(area, 1), underWay, room)
  if (left === 0) return []
  return drawFrom(await tx.firstInStock(area, left), underWay, room).map(({ household }) => household)
}

const regionDigits = 12

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
