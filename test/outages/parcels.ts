import { type FeedRow, feeds, synthCounty } from '@shouwang/synth'
import { csv } from '../journeys/csv.ts'
import type { Parcel } from './department.ts'

/** A small made-up county: its reference files, and its rows in parcels as a department's program would send them. */
export type County = {
  readonly references: readonly { readonly fileName: string; readonly csv: string }[]
  readonly feeds: readonly string[]
  readonly parcels: readonly Parcel[]
}

const rowsPerParcel = 40

/** The county on the day `to`. */
export const countyInParcels = (options: {
  readonly seed: number
  readonly people: number
  readonly to: string
}): County => {
  const county = synthCounty({ ...options, from: options.to.slice(0, 8).concat('01') })
  return {
    references: [
      { fileName: 'regions.csv', csv: csv(...county.regions) },
      { fileName: 'staff.csv', csv: csv(...county.staff) },
    ],
    feeds,
    parcels: [...parcelsOf(county.rows())],
  }
}

function* parcelsOf(rows: Iterable<FeedRow>): Generator<Parcel> {
  const open = new Map<string, FeedRow['row'][]>()
  let sent = 0
  const close = (feed: string): Parcel => {
    const parcel = { feed, key: `${feed}/${sent++}`, rows: open.get(feed) ?? [] }
    open.delete(feed)
    return parcel
  }
  for (const { feed, row } of rows) {
    const filling = open.get(feed) ?? []
    open.set(feed, filling)
    filling.push(row)
    if (filling.length === rowsPerParcel) yield close(feed)
  }
  for (const feed of [...open.keys()]) yield close(feed)
}
