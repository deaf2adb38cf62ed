import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeFactBook, encodeFactBook, openPglite, type Sql } from '../src/index.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
})
afterAll(() => sql.close())

const script = readFileSync(new URL('../migrations/0011-books-by-line.sql', import.meta.url), 'utf8')

test('books of before get one line for each type, whatever their texts hold', async () => {
  const pension = ['PensionPaid', 'pension-pay', '人社', ['month'], [['a"\\', 2, 1, '2026-10-31', '2026-09\u0000\n']]]
  const earlier = ['PensionPaid', 'other', '人社', ['kind'], [['b', 1, 0, '2026-10-31', 'urban']]]
  const death = ['DeathReported', 'cremation', '殡仪', ['day'], [['c', 1, 0, '2026-10-22', '2026-10-20']]]
  await sql.query(`insert into persons (person, household, facts) values ('li', 'h', $1), ('nobody', 'h', '[]')`, [
    JSON.stringify([pension, earlier, death]),
  ])
  await sql.query(script)
  const rows = await sql.query<{ person: string; facts: string }>('select person, facts from persons order by person')
  const [li, nobody] = rows.map(({ facts }) => decodeFactBook(facts))
  expect(nobody).toEqual({})
  expect(li?.DeathReported?.get('c')).toMatchObject({
    feed: 'cremation',
    retracted: false,
    data: { day: '2026-10-20' },
  })
  expect([...(li?.PensionPaid ?? [])]).toMatchObject([
    ['a"\\', { revision: 2, retracted: true, feed: 'pension-pay', data: { month: '2026-09\u0000\n' } }],
    ['b', { revision: 1, feed: 'other', data: { kind: 'urban' } }],
  ])
  expect(encodeFactBook(li ?? {}).split('\n')).toHaveLength(2)
})
