import type { Day } from '@shouwang/contracts'
import type { Queryable, Transaction } from '../engine/sql.ts'
import { deleteTasks, type SealedTable } from './terms.ts'

/** The tasks and cases whose words told of a person, and the rows set aside that told of him, by delivery and number. */
export type ErasedScope = {
  readonly tasks: readonly string[]
  readonly cases: readonly string[]
  readonly rows: readonly string[]
}

/** What a row is called in a scope. */
export const rowName = (delivery: string, rowNo: number): string => `${delivery}/${rowNo}`

/** Who is to go, and how texts that others need are freed of him. */
export type Erased = {
  readonly person: string
  /** What stands in his place. */
  readonly alias: string
  readonly day: Day
  /** JSON without him; `words` takes people's own words out too, everywhere or where they are about one of these cases. */
  readonly scrub: (json: string, words: boolean | readonly string[]) => string
  /** Rows with sealed words that name him, by table. */
  readonly sealed: Readonly<Record<SealedTable, readonly string[]>>
  /** Leads that nobody joined to him, and that people found to be about him. */
  readonly leads: readonly string[]
  /** The same of an earlier pass. */
  readonly scope: ErasedScope
}

/**
 * Deletes a person from the tables, in one transaction: what is about him alone goes, what others or the law need stays under
 * another name and without his words. Households that knew of him are due to be judged again. Returns how many rows that were;
 * 0 where nothing was left.
 */
export const eraseFromStore = async (
  tx: Transaction,
  erased: Erased,
): Promise<{ readonly rows: number; readonly scope: ErasedScope }> => {
  const { person, alias, day } = erased
  const homes = await tx.query<{ household: string; alone: boolean }>(
    `select household, not exists (select 1 from persons o where o.household = p.household and o.person <> p.person) as alone
     from persons p where person = $1`,
    [person],
  )
  await tx.lockAll('scoring', [`~${person}`, ...homes.map(({ household }) => household)])
  const found = await scopeOf(tx, erased, homes)
  const leads = await eraseLeads(tx, erased)
  const scope = {
    ...found,
    tasks: [...new Set([...found.tasks, ...leads.tasks])],
    rows: [...new Set([...found.rows, ...leads.rows])],
  }
  let rows = leads.gone
  const count = async (text: string, values: readonly unknown[]): Promise<void> => {
    rows += (await tx.query(`${text} returning 1`, values)).length
  }
  for (const table of ['vault', 'vault_notes', 'listed', 'persons', 'kinship', 'corrections'])
    await count(`delete from ${table} where person = $1`, [person])
  await count('delete from quarantine where quarantine_id = any($1)', [erased.sealed.quarantine])
  await count('update publicity_objections set sealed = null where sealed is not null and objection_no = any($1)', [
    erased.sealed.publicity_objections,
  ])
  await count('delete from registry_messages where correlation_id = any($1) or about && $2::text[]', [
    erased.sealed.registry_messages,
    homes.map(({ household }) => household),
  ])
  await count('delete from registry_subscriptions where strpos(condition, $1) > 0', [person])
  await count('delete from visit_forms where task_id = any($1) or form_key = any($2)', [
    scope.tasks,
    erased.sealed.visit_forms,
  ])
  await count('delete from quarantine where strpos(message, $1) > 0', [person])
  await count(`update persons set facts = replace(facts, $1, $2) where strpos(facts, $1) > 0`, [person, alias])
  await count('update kinship set kin = $2 where kin = $1', [person, alias])
  rows += await scrubAll(tx, erased, scope)
  for (const [table, column] of plainColumns)
    await count(`update ${table} set ${column} = replace(${column}, $1, $2) where strpos(${column}, $1) > 0`, [
      person,
      alias,
    ])
  await tx.query('update households set recheck_on = $2, glance = null where household = any($1)', [
    homes.map(({ household }) => household.replace(person, alias)),
    day,
  ])
  return { rows, scope }
}

/** Leads about him go with the tasks that asked who he is, their words and the rows that told them. */
const eraseLeads = async (tx: Queryable, { person, sealed, leads }: Erased) => {
  const gone = await tx.query<{ leadNo: string; quarantineId: string | null }>(
    `delete from reported_leads where person = $1 or lead_no = any($2)
     returning lead_no as "leadNo", quarantine_id as "quarantineId"`,
    [person, [...sealed.reported_leads, ...leads]],
  )
  const files = gone.map(({ leadNo }) => `lead:${leadNo}`)
  const tasks = (
    await tx.query<{ id: string }>('select task_id as id from tasks where household = any($1) for update', [files])
  ).map(({ id }) => id)
  await deleteTasks(tx, tasks)
  await tx.query('delete from household_files where household = any($1)', [files])
  const rows = await tx.query<{ delivery: string; rowNo: number }>(
    'delete from quarantine where quarantine_id = any($1) returning delivery, row_no as "rowNo"',
    [gone.flatMap(({ quarantineId }) => quarantineId ?? [])],
  )
  return {
    gone: gone.length + tasks.length + rows.length,
    tasks,
    rows: rows.map(({ delivery, rowNo }) => rowName(delivery, rowNo)),
  }
}

/** Columns that name a person, or the household that is his alone; audit lines stay as they are. */
const plainColumns = [
  ['persons', 'household'],
  ['households', 'household'],
  ['households', 'household_no'],
  ['household_files', 'household'],
  ['tasks', 'household'],
  ['tasks', 'household_no'],
  ['visit_forms', 'household'],
  ['patrol_visits', 'household'],
  ['patrol_visits', 'household_no'],
  ['campaign_households', 'household'],
  ['cases', 'household'],
  ['cases', 'household_no'],
  ['referrals', 'household'],
  ['aid', 'household'],
  ['aid', 'household_no'],
  ['aid', 'person'],
  ['official_kin_records', 'person'],
  ['official_kin_records', 'household'],
  ['official_kin_records', 'household_no'],
  ['publicity_due', 'household'],
  ['publicity_due', 'household_no'],
  ['publicity_due', 'person'],
  ['department_list_rows', 'household'],
  ['department_list_rows', 'household_no'],
  ['registry_told', 'household'],
  ['proposals', 'subject'],
  ['proposals', 'change'],
] as const

/** Tasks and cases that name him, and those of a household that was his alone. */
const scopeOf = async (
  tx: Queryable,
  { person, scope }: Erased,
  homes: readonly { readonly household: string; readonly alone: boolean }[],
): Promise<ErasedScope> => {
  const alone = homes.flatMap((home) => (home.alone ? [home.household] : []))
  const idsOf = async (table: string, events: string, id: string): Promise<string[]> =>
    (
      await tx.query<{ id: string }>(
        `select ${id} as id from ${table} where household = any($2) or strpos(state, $1) > 0
         union select ${id} from ${events} where strpos(event, $1) > 0`,
        [person, alone],
      )
    ).map((row) => row.id)
  const [tasks, cases] = [
    await idsOf('tasks', 'task_events', 'task_id'),
    await idsOf('cases', 'case_events', 'case_id'),
  ]
  return {
    tasks: [...new Set([...scope.tasks, ...tasks])],
    cases: [...new Set([...scope.cases, ...cases])],
    rows: scope.rows,
  }
}

type Scrubbed = {
  readonly table: string
  readonly column: string
  readonly key: readonly string[]
  /** Everywhere, or where they are about one of these cases. */
  readonly words: boolean | readonly string[]
  /** Which rows, beside those that name him. */
  readonly also?: readonly [column: string, ids: readonly string[]]
}

const scrubAll = async (tx: Queryable, erased: Erased, { tasks, cases }: ErasedScope): Promise<number> => {
  const all: readonly Scrubbed[] = [
    { table: 'households', column: 'assessment', key: ['household'], words: false },
    { table: 'household_files', column: 'state', key: ['household'], words: false },
    { table: 'tasks', column: 'state', key: ['task_id'], words: true, also: ['task_id', tasks] },
    { table: 'task_events', column: 'event', key: ['task_id', 'seq'], words: true, also: ['task_id', tasks] },
    { table: 'cases', column: 'state', key: ['case_id'], words: true, also: ['case_id', cases] },
    { table: 'case_events', column: 'event', key: ['case_id', 'seq'], words: true, also: ['case_id', cases] },
    { table: 'precedents', column: 'state', key: ['conference_id', 'case_id'], words: true, also: ['case_id', cases] },
    { table: 'conferences', column: 'state', key: ['conference_id'], words: cases },
    { table: 'publicity_boards', column: 'state', key: ['board_no'], words: cases },
    { table: 'publicity_events', column: 'event', key: ['board_no', 'seq'], words: cases },
    { table: 'conference_events', column: 'event', key: ['conference_id', 'seq'], words: cases },
  ]
  let rows = 0
  for (const one of all) rows += await scrub(tx, erased, one)
  return rows
}

const scrub = async (
  tx: Queryable,
  { person, scrub: without, day }: Erased,
  { table, column, key, words, also }: Scrubbed,
): Promise<number> => {
  const names = key.join(', ')
  const rows = await tx.query<{ key: readonly string[]; text: string }>(
    `select array[${key.map((name) => `${name}::text`).join(', ')}] as key, ${column} as text from ${table}
     where strpos(${column}, $1) > 0 or ${also === undefined ? `exists (select 1 from unnest($2::text[]) id where strpos(${column}, id) > 0)` : `${also[0]} = any($2)`}
     order by ${names} for update`,
    [person, also === undefined ? (typeof words === 'boolean' ? [] : words) : also[1]],
  )
  let changed = 0
  for (const { key: at, text } of rows) {
    const now = without(text, words)
    if (now === text) continue
    changed += 1
    const where = key.map((name, i) => `${name}::text = $${i + 2}`).join(' and ')
    await tx.query(`update ${table} set ${column} = $1 where ${where}`, [now, ...at])
    if (table === 'households')
      await tx.query('update households set recheck_on = $2, glance = null where household = $1', [at[0], day])
  }
  return changed
}
