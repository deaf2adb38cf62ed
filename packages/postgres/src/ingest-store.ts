import type { Day, PersonId, QuarantineNotice, RegionCode, RejectReason } from '@shouwang/contracts'
import { type Announced, announceDelivery } from './deliveries.ts'
import { knownHouseholds } from './known-households.ts'
import { lastSaid } from './last-said.ts'
import { noticeColumns, noticeValues } from './quarantine-notice.ts'
import type { Kept, Tx } from './store-on.ts'

/** How far one delivery has come. */
export type DeliveryRecord = {
  readonly delivery: string
  readonly feed: string
  readonly region: RegionCode
  readonly lastRow: number
  readonly received: number
  /** Rows set aside of which nobody can tell whom they are about, where absence from the feed tells something. */
  readonly nameless: number
  readonly throughMonth: string | null
}

/** What a batch adds to the account of one delivery. */
export type DeliveryProgress = {
  readonly delivery: string
  /** What its account is opened with, where nobody announced it. */
  readonly opens: Omit<Announced, 'delivery' | 'fileName' | 'contentHash' | 'part'> | undefined
  readonly lastRow: number
  readonly received: number
  readonly accepted: number
  readonly mended: number
  readonly quarantined: Readonly<Partial<Record<RejectReason, number>>>
  readonly nameless: number
  /** Rows set aside of which scoring is told, so that whom they name does not count as absent. */
  readonly marked: number
  readonly throughMonth: string | null
  readonly ended: boolean
  /** Why it does not count as whole though it came to its end, for people (Chinese); null where it does. */
  readonly problem: string | null
}

/** Direct identifiers of a person: who he is, or how to reach him. A weak statement never replaces a known one. */
export type VaultStatement = {
  readonly person: PersonId
  readonly kind: 'identity' | 'contact'
  readonly plain: string
  readonly statedOn: Day
  readonly weak: boolean
}

export type VaultNote = { readonly person: PersonId; readonly sourceKey: string; readonly plain: string }

export type QuarantinedRow = { readonly notice: QuarantineNotice; readonly sealed: string }

/** The deliveries and persons that a batch of rows names. */
export type IngestTouched = { readonly deliveries: readonly string[]; readonly persons: readonly string[] }

export type IngestState = {
  readonly deliveries: ReadonlyMap<string, DeliveryRecord>
  /** In which household each person was when this process first asked, as far as scoring knew. */
  readonly households: ReadonlyMap<string, string>
}

export type IngestChange = {
  readonly progress: readonly DeliveryProgress[]
  readonly statements: readonly VaultStatement[]
  readonly notes: readonly VaultNote[]
  readonly quarantined: readonly QuarantinedRow[]
}

/**
 * What ingest keeps: the account of each delivery, the vault, the quarantine. `seal` encrypts for the vault. What a process
 * saved last of a person is not sealed again: a person is named by a thousand rows.
 */
export const ingestKept = (
  seal: (plain: string, about: string) => string,
): Kept<IngestTouched, IngestState, IngestChange> => {
  const saved = lastSaid()
  const householdsOf = knownHouseholds()
  /** What the transaction under way has to seal; a worker has one at a time. */
  let news: readonly VaultStatement[] = []
  const isNews = ({ person, kind, plain }: VaultStatement): boolean => !saved.is(person, kind, plain)
  return {
    load: async (tx, { deliveries, persons }) => {
      const rows = await tx.query<DeliveryRecord>(
        `select delivery, feed, region, last_row as "lastRow", received, nameless, through_month as "throughMonth"
         from deliveries where delivery = any($1) order by delivery for update`,
        [deliveries],
      )
      return {
        deliveries: new Map(rows.map((row) => [row.delivery, row])),
        households: await householdsOf(tx, persons),
      }
    },
    save: async (tx, change) => {
      news = change.statements.filter(isNews)
      await saveStatements(tx, lastOfEach(news), seal)
      await saveNotes(tx, change.notes, seal)
      await saveQuarantined(tx, change.quarantined)
      for (const progress of change.progress) await saveProgress(tx, progress)
      await completeDeliveries(
        tx,
        change.progress.map(({ delivery }) => delivery),
      )
    },
    committed: () => {
      for (const { person, kind, plain } of news) saved.note(person, kind, plain)
    },
  }
}

const lastOfEach = (statements: readonly VaultStatement[]): readonly VaultStatement[] => [
  ...new Map(statements.map((statement) => [`${statement.person}/${statement.kind}`, statement])).values(),
]

const saveStatements = async (
  tx: Tx,
  statements: readonly VaultStatement[],
  seal: (plain: string, about: string) => string,
): Promise<void> => {
  for (const weak of [false, true]) {
    const some = statements.filter((statement) => statement.weak === weak)
    if (some.length === 0) continue
    await tx.query(
      `insert into vault (person, kind, sealed, stated_on)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::date[])
       on conflict (person, kind) ${
         weak
           ? 'do nothing'
           : 'do update set sealed = excluded.sealed, stated_on = excluded.stated_on where vault.stated_on <= excluded.stated_on'
       }`,
      [
        some.map((statement) => statement.person),
        some.map((statement) => statement.kind),
        some.map((statement) => seal(statement.plain, statement.person)),
        some.map((statement) => statement.statedOn),
      ],
    )
  }
}

const saveNotes = async (
  tx: Tx,
  notes: readonly VaultNote[],
  seal: (plain: string, about: string) => string,
): Promise<void> => {
  if (notes.length === 0) return
  const last = [...new Map(notes.map((note) => [`${note.person}/${note.sourceKey}`, note])).values()]
  await tx.query(
    `insert into vault_notes (person, source_key, sealed) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (person, source_key) do update set sealed = excluded.sealed`,
    [
      last.map((note) => note.person),
      last.map((note) => note.sourceKey),
      last.map((note) => seal(note.plain, note.person)),
    ],
  )
}

/** A row that was set aside before is counted once more, not listed twice; one that was settled waits again. */
const saveQuarantined = async (tx: Tx, rows: readonly QuarantinedRow[]): Promise<void> => {
  for (const { notice, sealed } of rows)
    await tx.query(
      `insert into quarantine (${noticeColumns}, sealed, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (quarantine_id) do update set seen = quarantine.seen + 1,
         state = case when quarantine.state = 'replayed' and quarantine.state_note = excluded.delivery
           then 'waiting' else quarantine.state end`,
      [...noticeValues(notice), sealed, notice.at],
    )
}

const saveProgress = async (tx: Tx, progress: DeliveryProgress): Promise<void> => {
  if (progress.opens !== undefined)
    await announceDelivery(tx, {
      ...progress.opens,
      delivery: progress.delivery,
      fileName: null,
      contentHash: null,
      part: true,
    })
  const quarantined = Object.values(progress.quarantined).reduce((sum, count) => sum + (count ?? 0), 0)
  await tx.query(
    `update deliveries set last_row = $2, received = received + $3, accepted = accepted + $4, mended = mended + $5,
       quarantined = quarantined + $6, through_month = greatest(through_month, $8), status = case when $9 then 'processing' else status end,
       nameless = nameless + $10, marks_due = marks_due + $11, problem = coalesce($12, problem),
       progressed_at = now(),
       quarantined_by = (select coalesce(jsonb_object_agg(reason, total), '{}') from (
         select reason, sum(count::int) as total from (
           select key as reason, value as count from jsonb_each_text(quarantined_by)
           union all select key, value from jsonb_each_text($7::jsonb)) both_counts group by reason) sums)
     where delivery = $1`,
    [
      progress.delivery,
      progress.lastRow,
      progress.received,
      progress.accepted,
      progress.mended,
      quarantined,
      JSON.stringify(progress.quarantined),
      progress.throughMonth,
      progress.ended,
      progress.nameless,
      progress.marked,
      progress.problem,
    ],
  )
}

/** Closes deliveries of which every accepted row has been applied, recognised or set aside, and every mark heard of. */
export const completeDeliveries = async (tx: Tx, deliveries: readonly string[]): Promise<void> => {
  await tx.query(
    `update deliveries set status = 'complete', finished_at = now()
     where delivery = any($1) and status = 'processing' and accepted = applied + duplicate + stale + quarantined_later
       and marks_due <= 0`,
    [deliveries],
  )
}
