import type { Sql } from '@shouwang/postgres'
import { openPatiently } from '@shouwang/postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { intakeLimits } from '../src/api/intake-limits.ts'

const engine = inject('engines').postgres
beforeEach(({ skip }) => skip(engine.at === undefined, `PostgreSQL: ${engine.missing}`))

let consoles: readonly Sql[] = []
beforeAll(async () => {
  if (engine.at === undefined) return
  // One migrates before the other comes: what is tested here is the counting.
  const first = await openPatiently(engine.at, 4)
  consoles = [first, await openPatiently(engine.at, 4)]
})
afterAll(async () => {
  for (const sql of consoles) {
    await sql.query(`delete from rate_limits where key like 'intake:%'`)
    await sql.close()
  }
})

test('two consoles on one server let through what a key may send and no row more, all at once', async () => {
  const limits = consoles.map(intakeLimits)
  const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => limits[at % 2]?.take('残联', 100, 10)))
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(10)
  for (const answer of answers)
    if (answer?.ok === false) {
      expect(answer.afterSeconds).toBeGreaterThan(0)
      expect(answer.afterSeconds).toBeLessThanOrEqual(60)
    }
  expect(await limits[0]?.take('残联', 101, 1)).toEqual({ ok: true })
  expect(await limits[1]?.take('人社', 100, 100)).toEqual({ ok: true })
})
