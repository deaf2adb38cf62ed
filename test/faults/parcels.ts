import type { Day } from '@shouwang/contracts'
import { type EventFeed, type Feed, feedById } from '@shouwang/feeds'
import { synthCounty } from '@shouwang/synth'
import { shuffled } from '../journeys/shuffled.ts'
import { spoiled } from './spoiled.ts'

/** How a department hands records over: as a file, as rows over HTTP, or by producing rows to the feed's topic. */
type Door = 'file' | 'http' | 'stream'

type Row = Readonly<Record<string, string | number>>

/** What a department sends at once. It can be sent again, and says the same. */
export type Parcel = {
  readonly id: string
  readonly feed: EventFeed
  readonly door: Door
  readonly rows: readonly Row[]
  /** The day that its statements count for. */
  readonly businessDay: Day
}

/** A county cut into parcels, in the order in which they are sent, and the files that say who works where. */
export type Load = {
  readonly parcels: readonly Parcel[]
  readonly records: number
  readonly reference: Readonly<Record<'regions' | 'staff', readonly Row[]>>
}

const largestParcelRows = 1_200
/** Fewer than any county has for each of its people. */
const recordsPerPerson = 11

/**
 * A made-up county with at least so many records as of `day`, a few of them spoiled; cut, shared out among the doors and
 * shuffled.
 */
export const loadOf = (
  { seed, records, day, feeds }: { seed: number; records: number; day: Day; feeds: readonly Feed[] },
  random: () => number,
): Load => {
  const county = countyOf(seed, records, day)
  const parcels: Parcel[] = []
  const open = new Map<string, { rows: Row[]; size: number }>()
  const cut = (id: string, rows: readonly Row[]): void => {
    const feed = feedById(feeds, id)
    if (feed === undefined || feed.delivers === 'reference') throw new Error(`no feed "${id}" brings events`)
    const door = doors[Math.floor(random() * doors.length)] ?? 'file'
    const asOfRegister = door === 'file' && id === 'resident-register'
    const businessDay = asOfRegister ? county.span.registerDay : day
    parcels.push({ id: `${id}-${parcels.length}`, feed, door, rows, businessDay })
  }
  for (const { feed, row } of county.rows()) {
    const parcel = open.get(feed) ?? { rows: [], size: 1 + Math.floor(random() * largestParcelRows) }
    parcel.rows.push(spoiled(feed, row, random))
    open.set(feed, parcel)
    if (parcel.rows.length < parcel.size) continue
    open.delete(feed)
    cut(feed, parcel.rows)
  }
  for (const [feed, { rows }] of open) cut(feed, rows)
  return {
    parcels: shuffled(parcels, random),
    records: parcels.reduce((sum, { rows }) => sum + rows.length, 0),
    reference: { regions: county.regions, staff: county.staff },
  }
}

/** Files and rows over HTTP carry most; two of five parcels are produced to the log. */
const doors: readonly Door[] = ['file', 'http', 'stream', 'http', 'stream']

/** The smallest county that has so many records, within a few percent. */
const countyOf = (seed: number, records: number, to: Day) => {
  for (let people = Math.ceil(records / recordsPerPerson); ; people = Math.ceil(people * 1.03)) {
    const county = synthCounty({ seed, people, to })
    let rows = 0
    for (const _ of county.rows()) rows += 1
    if (rows >= records) return county
  }
}
