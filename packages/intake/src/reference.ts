import type { Day, Department } from '@shouwang/contracts'
import { type ReferenceFeed, type ReferenceRow, referenceReader } from '@shouwang/feeds'
import type { Cipher } from '@shouwang/identity'
import {
  announceDelivery,
  changedRegions,
  changedStaff,
  closeReferenceDelivery,
  type NewProposal,
  type RegionRow,
  type Sql,
  type StaffRole,
  type StaffRow,
  saveProposals,
  saveRegions,
  saveRemarks,
  saveStaff,
  sealedPhones,
} from '@shouwang/postgres'
import type { IntakeDependencies } from './dependencies.ts'
import type { FileRows } from './file-rows.ts'
import { isBadRow } from './files/table.ts'

const REMARK = '变更待第二人确认后生效'

type Counts = { received: number; accepted: number; mended: number }

/**
 * Loads a reference file (regions, staff): its rows are the state of a table, not events. Of several lines about one the
 * last counts. What would change is proposed, or applied at once in a demonstration; rows that change nothing, and rows
 * that the layout refuses, are counted in the receipt.
 */
export const loadReference = async (
  { sql, cipher, reference }: Pick<IntakeDependencies, 'sql' | 'cipher' | 'reference'>,
  feed: ReferenceFeed,
  chunks: FileRows['chunks'],
  about: { delivery: string; fileName: string; asOf: Day; region: string; contentHash: string | null; by: string },
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
      if (mapped.values.role === 'department' && mapped.values.department == null) {
        refusedBy['missing-value'] = (refusedBy['missing-value'] ?? 0) + 1
        continue
      }
      counts.accepted += 1
      if (mapped.mended) counts.mended += 1
      accepted.push(mapped.values)
    }
  await sql.transaction(async (tx) => {
    await announceDelivery(tx, { ...about, feed: feed.id, businessDay: about.asOf, part: false })
    const changes = feed.id === 'regions' ? await regionChanges(tx, accepted) : await staffChanges(tx, cipher, accepted)
    const applied = changes.rows.length
    if (reference === 'apply') await changes.apply()
    else if (applied > 0) {
      await saveProposals(tx, changes.proposals(about))
      await saveRemarks(tx, about.delivery, { [REMARK]: applied })
    }
    await closeReferenceDelivery(tx, about.delivery, { ...counts, applied, refusedBy })
  })
  return counts.received
}

type Values = readonly ReferenceRow['values'][]
type Run = Pick<Sql, 'query'>

/** What a file would change, and the two ways to make it so. */
type Changes = {
  readonly rows: readonly object[]
  readonly apply: () => Promise<unknown>
  readonly proposals: (about: { readonly by: string; readonly delivery: string }) => NewProposal[]
}

const regionChanges = async (tx: Run, values: Values): Promise<Changes> => {
  const regions: readonly RegionRow[] = lastOfEach(values.map(regionOf), ({ code }) => code)
  const rows = await changedRegions(tx, regions)
  return {
    rows,
    apply: () => saveRegions(tx, rows),
    proposals: ({ by, delivery }) =>
      rows.map((row) => ({
        kind: 'region',
        subject: row.code,
        change: JSON.stringify(row),
        why: delivery,
        region: row.code,
        proposedBy: by,
      })),
  }
}

const staffChanges = async (tx: Run, cipher: Cipher, values: Values): Promise<Changes> => {
  const staff = lastOfEach(values.map(staffOf), ({ staffNo }) => staffNo)
  const known = await sealedPhones(
    tx,
    staff.map(({ staffNo }) => staffNo),
  )
  const sealed = staff.map(
    ({ phone, ...row }): StaffRow => ({
      ...row,
      phoneSealed: phone === null ? null : sealedPhone(cipher, row.staffNo, phone, known.get(row.staffNo)),
    }),
  )
  const rows = await changedStaff(tx, sealed)
  return {
    rows,
    apply: () => saveStaff(tx, rows),
    proposals: ({ by, delivery }) =>
      rows.map((row) => ({
        kind: 'staff',
        subject: row.staffNo,
        change: JSON.stringify(row),
        why: delivery,
        region: row.region,
        proposedBy: by,
      })),
  }
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
  department: values.role === 'department' ? (text(values.department) as Department) : null,
  unit: values.role === 'department' ? text(values.unit) : null,
})
