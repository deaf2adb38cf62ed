import type { Day } from '@shouwang/contracts'
import { type ReferenceFeed, type ReferenceRow, referenceReader } from '@shouwang/feeds'
import type { Cipher } from '@shouwang/identity'
import {
  announceDelivery,
  closeReferenceDelivery,
  type Sql,
  type StaffRole,
  saveRegions,
  saveStaff,
  sealedPhones,
} from '@shouwang/postgres'
import type { FileRows } from './file-rows.ts'
import { isBadRow } from './files/table.ts'

type Counts = { received: number; accepted: number; mended: number }

/**
 * Loads a reference file (regions, staff): its rows are the state of a table, not events. Known rows take the new
 * words, of several lines the last; rows that change nothing, and rows that the layout refuses, are counted in the
 * receipt.
 */
export const loadReference = async (
  { sql, cipher }: { sql: Sql; cipher: Cipher },
  feed: ReferenceFeed,
  chunks: FileRows['chunks'],
  about: { delivery: string; fileName: string; asOf: Day; region: string; contentHash: string | null },
): Promise<number> => {
  const read = referenceReader(feed, about.asOf)
  const counts: Counts = { received: 0, accepted: 0, mended: 0 }
  const refusedBy: Record<string, number> = {}
  const accepted: ReferenceRow['values'][] = []
  for await (const chunk of chunks)
    for (const row of chunk) {
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
    const applied = feed.id === 'regions' ? await takeRegions(tx, accepted) : await takeStaff(tx, cipher, accepted)
    await closeReferenceDelivery(tx, about.delivery, { ...counts, applied, refusedBy })
  })
  return counts.received
}

type Values = readonly ReferenceRow['values'][]
type Run = Pick<Sql, 'query'>

const takeRegions = (tx: Run, values: Values): Promise<number> =>
  saveRegions(
    tx,
    lastOfEach(values.map(regionOf), ({ code }) => code),
  )

const takeStaff = async (tx: Run, cipher: Cipher, values: Values): Promise<number> => {
  const staff = lastOfEach(values.map(staffOf), ({ staffNo }) => staffNo)
  const known = await sealedPhones(
    tx,
    staff.map(({ staffNo }) => staffNo),
  )
  return saveStaff(
    tx,
    staff.map(({ phone, ...row }) => ({
      ...row,
      phoneSealed: phone === null ? null : sealedPhone(cipher, row.staffNo, phone, known.get(row.staffNo)),
    })),
  )
}

/** Sealing the same phone twice gives two texts, so one that is known keeps its own; one that no key opens is replaced. */
const sealedPhone = (cipher: Cipher, staffNo: string, phone: string, known: string | undefined): string =>
  known !== undefined && opened(cipher, staffNo, known) === phone ? known : cipher.seal(phone, staffNo)

const opened = (cipher: Cipher, staffNo: string, sealed: string): string | null => {
  try {
    return cipher.open(sealed, staffNo)
  } catch {
    return null
  }
}

const lastOfEach = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
]

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const regionOf = (values: ReferenceRow['values']) => ({
  code: text(values.code) ?? '',
  name: text(values.name) ?? '',
  parent: text(values.parent),
})

const staffOf = (values: ReferenceRow['values']) => ({
  staffNo: text(values.staffNo) ?? '',
  name: text(values.name) ?? '',
  role: values.role as StaffRole,
  region: text(values.region) ?? '',
  phone: text(values.phone),
})
