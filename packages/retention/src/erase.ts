import { eraseFromWarehouse } from '@shouwang/clickhouse'
import { erasureMark, VaultEntry } from '@shouwang/identity'
import {
  type ErasedScope,
  type ErasureUnderWay,
  endErasure,
  eraseFromStore,
  readErasuresUnderWay,
  readEverybody,
  readVault,
  type Sql,
  saveErasurePass,
  writeAudit,
} from '@shouwang/postgres'
import type { RetentionDependencies } from './dependencies.ts'
import { emptyTopics, everybodyHasRead, leaveToTopics } from './empty-topics.ts'
import { withoutGone } from './log-without.ts'
import { type Needles, names, needlesOf } from './needles.ts'
import { sealedRowsOf } from './sealed-rows.ts'
import { withoutPerson } from './without-person.ts'

/** What a pass looks for. It is kept sealed with the order until that is done: the vault's own entry goes first. */
type Sought = {
  readonly needles: Needles
  readonly scope: ErasedScope
  /** Where topics on servers ended as the last pass began. */
  readonly ends?: Readonly<Record<string, number>>
  /** Whether that pass found nothing. */
  readonly quiet?: boolean
}

const nothingSought = {
  needles: { numbers: [], name: '', phones: [], addresses: [] },
  scope: { tasks: [], cases: [], rows: [] },
} satisfies Sought

/**
 * One pass over every order under way. In a log of this process an order is done once a pass finds nothing more: what was on its way
 * at the first one is met by a later one. On servers a pass begins only when every group has read what was there at the last one;
 * two in a row have to find nothing, and then the topics have still to forget (`empty-topics.ts`). Killed at any moment it begins
 * again and comes to the same. Returns how many orders need another pass; those that wait for topics need none.
 */
export const eraseOrdered = async (dependencies: RetentionDependencies): Promise<number> => {
  let left = 0
  for (const order of await readErasuresUnderWay(dependencies.sql)) {
    if (dependencies.signal.aborted) return left + 1
    if (order.logEnds !== null) await finishForgotten(dependencies, order)
    else if (!(await passOver(dependencies, order))) left += 1
  }
  return left
}

const passOver = async (dependencies: RetentionDependencies, order: ErasureUnderWay): Promise<boolean> => {
  const { sql, log, topics, cipher, keepOrders } = dependencies
  // From here on a restored backup knows of the order.
  if (order.passes === 0) await keepOrders?.()
  const person = order.person ?? (await personOf(sql, order.mark)) ?? null
  const sought = await soughtOf(dependencies, order, person)
  if (sought.ends !== undefined && !(await everybodyHasRead(dependencies, new Map(Object.entries(sought.ends)))))
    return false
  const ends = 'forgetAfter' in log ? await log.ends(topics) : undefined
  const { alias, scope, found } = await eraseEverywhere(dependencies, order, person, sought)
  const counts = Object.fromEntries(
    Object.entries(found).map(([store, rows]) => [store, (order.counts[store] ?? 0) + rows]),
  )
  const quiet = Object.values(found).every((rows) => rows === 0)
  if (quiet && (ends === undefined || sought.quiet === true)) return leave(dependencies, order, counts, ends)
  const next: Sought = {
    ...{ needles: sought.needles, scope, quiet },
    ...(ends === undefined ? {} : { ends: Object.fromEntries(ends) }),
  }
  const scopeSealed = cipher.seal(JSON.stringify(next), order.mark)
  await saveErasurePass(sql, order.id, { person, alias, scopeSealed, counts })
  return false
}

/** Deletes a person from store, log and warehouse. Nobody is known by a mark alone of whom nothing is kept. */
const eraseEverywhere = async (
  dependencies: RetentionDependencies,
  order: ErasureUnderWay,
  person: string | null,
  sought: Sought,
) => {
  const { warehouse, newAlias } = dependencies
  if (person === null) return { alias: null, scope: sought.scope, found: { store: 0, log: 0, warehouse: 0 } }
  const named = { person, alias: order.alias ?? newAlias() }
  const { rows, scope } = await eraseStored(dependencies, order, named, sought)
  const found = {
    store: rows,
    log: await eraseFromLog(dependencies, { ...named, needles: sought.needles, scope }),
    warehouse: warehouse === undefined ? 0 : await eraseFromWarehouse(warehouse, named),
  }
  return { alias: named.alias, scope, found }
}

/** Ends an order once topics have forgotten what it left to them. */
const finishForgotten = async (dependencies: RetentionDependencies, order: ErasureUnderWay): Promise<void> => {
  if (await emptyTopics(dependencies, order)) await finish(dependencies, order, order.counts)
}

/** Nothing names the person any more but topics on servers, where there are any: without them the order is done. */
const leave = async (
  dependencies: RetentionDependencies,
  order: ErasureUnderWay,
  counts: ErasureUnderWay['counts'],
  ends: ReadonlyMap<string, number> | undefined,
): Promise<boolean> => {
  if (ends === undefined) return finish(dependencies, order, counts)
  await leaveToTopics(dependencies, order, ends)
  return true
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
  person: string | null,
): Promise<Sought> => {
  const before: Sought = scopeSealed === null ? nothingSought : (JSON.parse(cipher.open(scopeSealed, mark)) as Sought)
  if (person === null) return before
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
    scope: { ...nothingSought.scope, ...before.scope },
    ...(before.ends === undefined ? {} : { ends: before.ends }),
    ...(before.quiet === undefined ? {} : { quiet: before.quiet }),
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
      leads: order.leads,
      scope,
      scrub: (json, words) => withoutPerson(json, { person, alias, words }),
    })
    // What the vault said of him is kept with the order before it is gone from the vault.
    const scopeSealed = cipher.seal(JSON.stringify({ needles, scope: stored.scope }), order.mark)
    await saveErasurePass(tx, order.id, { person, alias, scopeSealed, counts: order.counts })
    return stored
  })
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
