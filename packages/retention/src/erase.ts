import { eraseFromWarehouse } from '@shouwang/clickhouse'
import { erasureMark, VaultEntry } from '@shouwang/identity'
import {
  type ErasedScope,
  type ErasureUnderWay,
  endErasure,
  eraseFromStore,
  readErasuresUnderWay,
  readEverybody,
  readSealedRows,
  readVault,
  type SealedTable,
  type Sql,
  saveErasurePass,
  writeAudit,
} from '@shouwang/postgres'
import type { RetentionDependencies } from './dependencies.ts'
import { withoutGone } from './log-without.ts'
import { type Needles, names, needlesOf } from './needles.ts'
import { withoutPerson } from './without-person.ts'

/** What a pass looks for. It is kept sealed with the order until that is done: the vault's own entry goes first. */
type Sought = { readonly needles: Needles; readonly scope: ErasedScope }

const nothingSought: Sought = {
  needles: { numbers: [], name: '', phones: [], addresses: [] },
  scope: { tasks: [], cases: [] },
}

/** On servers what was on its way at the last pass has come through after so long. */
const betweenPassesSeconds = 60

/**
 * One pass over every order under way. An order is done once a pass finds nothing more: what was on its way to scoring or the
 * warehouse at the first one is met by a later one. Killed at any moment it begins again and comes to the same. Returns how many
 * orders are still under way.
 */
export const eraseOrdered = async (dependencies: RetentionDependencies): Promise<number> => {
  let left = 0
  for (const order of await readErasuresUnderWay(dependencies.sql)) {
    if (dependencies.signal.aborted) return left + 1
    if (!(await passOver(dependencies, order))) left += 1
  }
  return left
}

const passOver = async (dependencies: RetentionDependencies, order: ErasureUnderWay): Promise<boolean> => {
  const { sql, log, warehouse, newAlias, keepOrders } = dependencies
  // From here on a restored backup knows of the order.
  if (order.passes === 0) await keepOrders?.()
  const person = order.person ?? (await personOf(sql, order.mark))
  if (person === undefined) return finish(dependencies, order, order.counts)
  const rests = 'forgetAfter' in log && order.passedFor !== null && order.passedFor < betweenPassesSeconds
  if (rests) return false
  const named = { person, alias: order.alias ?? newAlias() }
  const sought = await soughtOf(dependencies, order, person)
  const stored = await eraseStored(dependencies, order, named, sought)
  const logged = await eraseFromLog(dependencies, { ...named, ...sought, scope: stored.scope })
  const copied = warehouse === undefined ? 0 : await eraseFromWarehouse(warehouse, named)
  const found = { store: stored.rows, log: logged, warehouse: copied }
  const counts = Object.fromEntries(
    Object.entries(found).map(([store, rows]) => [store, (order.counts[store] ?? 0) + rows]),
  )
  await saveErasurePass(sql, order.id, {
    ...named,
    scopeSealed: dependencies.cipher.seal(JSON.stringify({ needles: sought.needles, scope: stored.scope }), order.mark),
    counts,
  })
  if (found.store + found.log + found.warehouse > 0) return false
  return finish(dependencies, order, counts)
}

const finish = async (
  { sql, keepOrders, events }: RetentionDependencies,
  { id, orderNo, region, why }: ErasureUnderWay,
  counts: ErasureUnderWay['counts'],
): Promise<true> => {
  await sql.transaction(async (tx) => {
    await endErasure(tx, id)
    await writeAudit(tx, { ...bySystem, subject: orderNo, region, purpose: why, fields: Object.keys(counts) })
  })
  await keepOrders?.()
  events.erased(orderNo, counts)
  return true
}

/** The audit says that an order was carried out, and not on whom. */
const bySystem = {
  who: 'system',
  role: '',
  action: 'POST /erasures',
  whom: [],
  task: '',
  result: 'done',
  address: '',
} as const

/** Whom a mark is of, among all of whom something is kept. */
const personOf = async (sql: Sql, mark: string): Promise<string | undefined> =>
  (await readEverybody(sql)).find((person) => erasureMark(person) === mark)

const soughtOf = async (
  { sql, cipher }: RetentionDependencies,
  { scopeSealed, mark }: ErasureUnderWay,
  person: string,
): Promise<Sought> => {
  const before =
    scopeSealed === null ? nothingSought : (JSON.parse(cipher.open(scopeSealed, mark)) as typeof nothingSought)
  const entries = (await readVault(sql, [person])).map(({ sealed }) =>
    VaultEntry.partial().parse(JSON.parse(cipher.open(sealed, person))),
  )
  const now = needlesOf(entries)
  const both = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]
  return {
    needles: {
      numbers: both(before.needles.numbers, now.numbers),
      name: now.name === '' ? before.needles.name : now.name,
      phones: both(before.needles.phones, now.phones),
      addresses: both(before.needles.addresses, now.addresses),
    },
    scope: before.scope,
  }
}

const eraseStored = async (
  { sql, cipher, today }: RetentionDependencies,
  order: ErasureUnderWay,
  { person, alias }: { readonly person: string; readonly alias: string },
  { needles, scope }: Sought,
) => {
  const isHis = (words: string): boolean => words.includes(person) || names(needles, words)
  const sealed = {
    quarantine: await sealedRowsOf({ sql, cipher }, 'quarantine', isHis),
    reported_leads: await sealedRowsOf({ sql, cipher }, 'reported_leads', isHis),
    visit_forms: await sealedRowsOf({ sql, cipher }, 'visit_forms', isHis),
    publicity_objections: await sealedRowsOf({ sql, cipher }, 'publicity_objections', isHis),
    registry_messages: await sealedRowsOf({ sql, cipher }, 'registry_messages', isHis),
  }
  return sql.transaction(async (tx) => {
    const stored = await eraseFromStore(tx, {
      person,
      alias,
      day: today(),
      sealed,
      scope,
      scrub: (json, words) => withoutPerson(json, { person, alias, words }),
    })
    // What the vault said of him is kept with the order before it is gone from the vault.
    const scopeSealed = cipher.seal(JSON.stringify({ needles, scope: stored.scope }), order.mark)
    await saveErasurePass(tx, order.id, { person, alias, scopeSealed, counts: order.counts })
    return stored
  })
}

const rowsAtOnce = 500

/** The rows of a table whose sealed words pass; one that does not open is nobody's. */
export const sealedRowsOf = async (
  { sql, cipher }: Pick<RetentionDependencies, 'sql' | 'cipher'>,
  table: SealedTable,
  isMeant: (words: string) => boolean,
): Promise<readonly string[]> => {
  const meant: string[] = []
  for (let after = ''; ; ) {
    const rows = await readSealedRows(sql, table, { after, limit: rowsAtOnce })
    for (const { id, about, sealed } of rows) if (isMeant(opened(cipher, sealed, about))) meant.push(id)
    const last = rows.at(-1)
    if (last === undefined) return meant
    after = last.id
  }
}

const opened = ({ open }: RetentionDependencies['cipher'], sealed: string, about: string): string => {
  try {
    return open(sealed, about)
  } catch {
    return ''
  }
}

type Gone = Parameters<typeof withoutGone>[0]

/**
 * Takes a person out of a log in this process. Returns how much of him was found, what groups have still to read too: that goes with
 * a later pass. On servers topics forget by their term.
 */
const eraseFromLog = async ({ log, cipher }: RetentionDependencies, gone: Gone): Promise<number> => {
  if ('forgetAfter' in log) return 0
  const fate = withoutGone(gone, cipher.open)
  let found = 0
  for (const topic of log.topics()) for (const message of log.messages(topic)) if (fate(message) !== message) found += 1
  if (found > 0) await log.rewrite(fate)
  return found
}
