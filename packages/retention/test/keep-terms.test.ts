import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCipher } from '@shouwang/identity'
import { type LmdbLog, openLmdbLog } from '@shouwang/lmdb-log'
import { openPglite, placeHold, type Sql } from '@shouwang/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepRetentionOnce, loadTerms, lookThrough, type RetentionDependencies } from '../src/index.ts'

const cipher = createCipher([Buffer.alloc(32, 7)])
const [held, other] = [`p_${'a'.repeat(24)}`, `p_${'b'.repeat(24)}`]
const numbers = { [held]: '350206198602240753', [other]: '11010519491231002X' }

let folder: string
let sql: Sql
let log: LmdbLog
let dependencies: RetentionDependencies
let today = '2026-10-31'

const quarantined = async (id: string, feed: string, who: string, at: string): Promise<void> => {
  await sql.query(
    `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, sealed, at)
     values ($1, $2, 'd', 1, $3::date, 'ingest', 'bad-date', $4, $3::date)`,
    [id, feed, at, cipher.seal(JSON.stringify({ 身份证号: who }), id)],
  )
}

const row = (who: string, receivedAt: string) => ({
  key: 'k',
  value: JSON.stringify({ delivery: 'd', receivedAt, sealed: cipher.seal(JSON.stringify({ 身份证号: who }), 'd') }),
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retention-'))
  sql = await openPglite()
  log = await openLmdbLog(join(folder, 'log'))
  for (const person of [held, other]) {
    const sealed = cipher.seal(JSON.stringify({ name: '', idNumber: numbers[person] }), person)
    await sql.query(`insert into vault (person, kind, sealed, stated_on) values ($1, 'identity', $2, '2020-01-01')`, [
      person,
      sealed,
    ])
  }
  await quarantined('old', 'tax', numbers[other] ?? '', '2020-01-01')
  await quarantined('old-of-held', 'tax', numbers[held] ?? '', '2020-01-01')
  await quarantined('old-of-held-feed', 'funeral', numbers[other] ?? '', '2020-01-01')
  await quarantined('new', 'tax', numbers[other] ?? '', '2026-10-01')
  const rows = [row(numbers[other] ?? '', '2020-01-01T00:00:00Z'), row(numbers[held] ?? '', '2020-01-02T00:00:00Z')]
  await log.append('records.tax', [...rows, row(numbers[other] ?? '', '2026-10-01T00:00:00Z')])
  const source = log.source({ topics: ['records.tax'], group: 'ingest' })
  await source.commit(await source.read({ max: 10, waitMs: 0 }))
  const hold = { orderNo: '1号', why: '调查', region: '350200000000', until: null, placedBy: 'C1' }
  await placeHold(sql, { ...hold, kind: 'person', subject: held })
  await placeHold(sql, { ...hold, kind: 'feed', subject: 'funeral', until: '2027-01-01' })
  dependencies = {
    ...{ sql, cipher, log, warehouse: undefined, terms: loadTerms(), topics: ['records.tax'], reads: [] },
    ...{ compact: undefined, deleteLogs: undefined, keepOrders: undefined },
    today: () => today,
    newAlias: () => held,
    events: { waiting: () => undefined, resumed: () => undefined, erased: () => undefined, termsKept: () => undefined },
    signal: new AbortController().signal,
  }
})
afterAll(async () => {
  await Promise.all([sql.close(), log.close()])
  await rm(folder, { recursive: true })
})

const left = async () => ({
  quarantine: (await sql.query<{ id: string }>('select quarantine_id as id from quarantine order by 1')).map(
    ({ id }) => id,
  ),
  rows: [...log.messages('records.tax')].map(({ offset }) => offset),
})

test('what is looked at says what would go and what is held, and deletes nothing', async () => {
  const looked = await lookThrough(dependencies)
  const of = (kind: string, place: string) => looked.find((one) => one.kind === kind && one.place === place)
  expect(of('quarantine', 'store')).toMatchObject({ since: '2024-10-31', kept: 4, due: 1, held: 2 })
  expect(of('records', 'log')).toMatchObject({ since: '2024-10-31', due: 1, held: 1 })
  expect((await left()).quarantine).toHaveLength(4)
})

test('what is over its term goes once a day, and what is held stays', async () => {
  await keepRetentionOnce(dependencies)
  expect(await left()).toEqual({ quarantine: ['new', 'old-of-held', 'old-of-held-feed'], rows: [1, 2] })
})

test('what was held goes when its hold is over', async () => {
  today = '2027-01-02'
  await sql.query(`update legal_holds set lifted_by = 'C2', lifted_at = now() where kind = 'person'`)
  await keepRetentionOnce(dependencies)
  expect(await left()).toEqual({ quarantine: ['new'], rows: [2] })
})
