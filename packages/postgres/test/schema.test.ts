import { readFile } from 'node:fs/promises'
import type { Notice } from '@shouwang/casework'
import { Direction, Level, QuarantineNotice, Receipt, TaskStatus } from '@shouwang/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Proposal, QuarantineEntry, SessionRow, Sql, StaffRole, VaultStatement } from '../src/index.ts'
import { schemaText } from '../src/schema/schema-text.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

test('schema.sql is what the migrations come to; `pnpm --filter @shouwang/postgres schema` writes it', async () => {
  const written = await readFile(new URL('../schema.sql', import.meta.url), 'utf8')
  expect(written).toContain(await schemaText(sql))
})

test('every table says what it is for', async () => {
  const silent = await sql.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and obj_description(oid, 'pg_class') is null`,
  )
  expect(silent).toEqual([])
})

/** The words of a type that has no list of its own, each named once so that a new one fails to compile here. */
const words = <Word extends string>(all: Readonly<Record<Word, true>>): string[] => Object.keys(all)

test.each([
  [
    'staff',
    'role',
    words<StaffRole>({
      'grid-worker': true,
      coordinator: true,
      district: true,
      city: true,
      data: true,
      'system-admin': true,
      'security-admin': true,
      auditor: true,
      department: true,
    }),
  ],
  ['deliveries', 'status', Receipt.shape.status.options],
  ['quarantine', 'stage', QuarantineNotice.shape.stage.options],
  ['quarantine', 'state', words<QuarantineEntry['state']>({ waiting: true, replayed: true, discarded: true })],
  [
    'proposals',
    'kind',
    words<Proposal['kind']>({
      staff: true,
      region: true,
      'operator-key': true,
      unmask: true,
      'open-row': true,
      policy: true,
      erase: true,
      'lift-hold': true,
    }),
  ],
  ['sessions', 'means', words<SessionRow['means']>({ demo: true, password: true, oidc: true })],
  ['proposals', 'state', words<Proposal['state']>({ waiting: true, confirmed: true, refused: true })],
  ['vault', 'kind', words<VaultStatement['kind']>({ identity: true, contact: true })],
  ['households', 'level', Level.options],
  ['tasks', 'level', Level.options],
  ['tasks', 'direction', Direction.options],
  ['tasks', 'status', TaskStatus.options],
  [
    'notices',
    'kind',
    words<Notice['kind']>({
      assigned: true,
      raised: true,
      reminded: true,
      overdue: true,
      withdrawn: true,
      'to-confirm': true,
      conflict: true,
    }),
  ],
])('%s.%s takes the words that the program knows, and no other', async (table, column, known: readonly string[]) => {
  const [check] = await sql.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1 and convalidated`,
    [`${table}_${column}`],
  )
  const taken = [...(check?.definition ?? '').matchAll(/'([^']+)'::text/g)].map(([, word]) => word)
  expect(taken.toSorted()).toEqual([...known].sort())
})
