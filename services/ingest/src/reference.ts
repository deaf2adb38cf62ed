import type { Day } from '@shouwang/contracts'
import { type ReferenceFeed, type ReferenceRow, referenceReader } from '@shouwang/feeds'
import type { Cipher } from '@shouwang/identity'
import { announceDelivery, type Sql, type StaffRole, saveRegions, saveStaff, settleReference } from '@shouwang/postgres'
import { isBadRow, type Table } from './files/table.ts'

type Counts = { received: number; accepted: number; mended: number }

/**
 * Loads a reference file (regions, staff): its rows are the state of a table, not events. Known rows take the new
 * words; rows that the layout refuses are counted in the receipt.
 */
export const loadReference = async (
  { sql, cipher }: { sql: Sql; cipher: Cipher },
  feed: ReferenceFeed,
  rows: Table['rows'],
  about: { delivery: string; fileName: string; asOf: Day; region: string; contentHash: string | null },
): Promise<number> => {
  const read = referenceReader(feed, about.asOf)
  const counts: Counts = { received: 0, accepted: 0, mended: 0 }
  const refusedBy: Record<string, number> = {}
  const accepted: ReferenceRow['values'][] = []
  for await (const row of rows) {
    counts.received += 1
    const mapped = isBadRow(row) ? ({ kind: 'quarantined', reason: row.problem } as const) : read(row.cells)
    if (mapped.kind === 'quarantined') {
      refusedBy[mapped.reason] = (refusedBy[mapped.reason] ?? 0) + 1
      continue
    }
    counts.accepted += 1
    if (mapped.mended) counts.mended += 1
    accepted.push(mapped.values)
  }
  await sql.transaction(async (tx) => {
    await announceDelivery(tx, { ...about, feed: feed.id, businessDay: about.asOf, part: false })
    if (feed.id === 'regions') await saveRegions(tx, accepted.map(regionOf))
    else await saveStaff(tx, accepted.map(staffOf(cipher)))
    await settleReference(tx, about.delivery, { ...counts, refusedBy })
  })
  return counts.received
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const regionOf = (values: ReferenceRow['values']) => ({
  code: text(values.code) ?? '',
  name: text(values.name) ?? '',
  parent: text(values.parent),
})

const staffOf = (cipher: Cipher) => (values: ReferenceRow['values']) => {
  const [staffNo, phone] = [text(values.staffNo) ?? '', text(values.phone)]
  return {
    staffNo,
    name: text(values.name) ?? '',
    role: values.role as StaffRole,
    region: text(values.region) ?? '',
    phoneSealed: phone === null ? null : cipher.seal(phone, staffNo),
  }
}
