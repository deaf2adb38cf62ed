import { expect, test } from 'vitest'
import { openPglite } from '../src/index.ts'

test('a fresh store is migrated and answers days as text', async () => {
  const sql = await openPglite()
  await sql.query('insert into coverage values ($1, $2, $3, null)', ['a-feed', '350200000000', '2026-10-31'])
  expect(await sql.query('select day from coverage')).toEqual([{ day: '2026-10-31' }])
  await sql.close()
})
