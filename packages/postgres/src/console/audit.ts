import { isoInstant, type Queryable } from '../engine/sql.ts'

/** One line of the audit: who did what to whom, from where, why, and what came of it. */
export type AuditLine = {
  /** A staff number, or the name of a key. */
  readonly who: string
  readonly role: string
  readonly region: string
  readonly action: string
  /** What it was done to: a task, file, row, member of staff or key; empty for a list. */
  readonly subject: string
  /** The persons and households that it was about. */
  readonly whom: readonly string[]
  readonly fields: readonly string[]
  /** The task that it was for; empty where it was for none. */
  readonly task: string
  readonly purpose: string
  readonly result: 'done' | 'refused' | 'failed'
  readonly address: string
}

/** A line as it was written, with its place in the chain. */
export type WrittenAuditLine = AuditLine & { readonly seq: number; readonly at: string; readonly hash: string }

/** Adds lines to the audit, in one statement. Nothing ever changes or deletes one. */
export const writeAudit = async (sql: Queryable, ...lines: readonly AuditLine[]): Promise<void> => {
  if (lines.length === 0) return
  await sql.query(
    `insert into audit (who, role, region, action, subject, whom, fields, task, purpose, result, address)
     select line->>'who', line->>'role', line->>'region', line->>'action', line->>'subject',
       array(select jsonb_array_elements_text(line->'whom')), array(select jsonb_array_elements_text(line->'fields')), line->>'task', line->>'purpose', line->>'result',
       line->>'address'
     from jsonb_array_elements($1::jsonb) with ordinality as each_line(line, place) order by place`,
    [JSON.stringify(lines)],
  )
}

/** Which lines the auditor asks for; `whom` are persons and households, any of them. */
export type AuditFilter = {
  readonly who?: string | undefined
  readonly action?: string | undefined
  readonly whom?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Lines before this one, for the next page. */
  readonly before?: number | undefined
}

const lineColumns = `seq, ${isoInstant('at')} as at, who, role, region, action, subject, whom, fields, task, purpose,
  result, address, hash`

/** Lines of the audit, the newest first. Days are included, in Asia/Shanghai. */
export const listAudit = (sql: Queryable, filter: AuditFilter, limit: number): Promise<WrittenAuditLine[]> =>
  sql.query<WrittenAuditLine>(
    `select ${lineColumns} from audit where ($1::text is null or who = $1) and ($2::text is null or action = $2)
       and ($3::text[] is null or whom && $3) and ($4::date is null or at >= $4::date::timestamp at time zone 'Asia/Shanghai')
       and ($5::date is null or at < ($5::date + 1)::timestamp at time zone 'Asia/Shanghai')
       and ($6::bigint is null or seq < $6)
     order by seq desc limit ${limit}`,
    [filter.who, filter.action, filter.whom, filter.from, filter.to, filter.before].map((value) => value ?? null),
  )

/** Lines of the audit behind one, in their order. */
export const listAuditAfter = (sql: Queryable, seq: number, limit: number): Promise<WrittenAuditLine[]> =>
  sql.query<WrittenAuditLine>(`select ${lineColumns} from audit where seq > $1 order by seq limit ${limit}`, [seq])

/** What a check of the whole chain found. `head` is the hash of its last line: who noted it once sees whether it is still there. */
export type AuditChecked = {
  readonly lines: number
  readonly head: string
  /** The first line that does not follow from the one before; null where all do. */
  readonly brokenAt: number | null
  /** Whether the head that was noted earlier is a line of the chain; null where none was given. */
  readonly knownHead: boolean | null
}

/** Walks the chain: every line's number, its link to the one before, and its hash. */
export const verifyAudit = async (sql: Queryable, notedHead?: string): Promise<AuditChecked> => {
  const [found] = await sql.query<{ lines: number; head: string | null; brokenAt: number | null; known: boolean }>(
    `with chain as (
       select seq, hash, before, row_number() over w as place, coalesce(lag(hash) over w, '') as last,
         encode(sha256(convert_to(audit_text(a), 'UTF8')), 'hex') as meant
       from audit a window w as (order by seq))
     select count(*) as lines, (select hash from audit order by seq desc limit 1) as head,
       min(seq) filter (where seq <> place or before <> last or hash <> meant) as "brokenAt",
       coalesce(bool_or(hash = $1), false) as known
     from chain`,
    [notedHead ?? ''],
  )
  return {
    lines: found?.lines ?? 0,
    head: found?.head ?? '',
    brokenAt: found?.brokenAt ?? null,
    knownHead: notedHead === undefined ? null : (found?.known ?? false),
  }
}
