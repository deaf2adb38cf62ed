import { memoryLog } from '@shouwang/flow/testing'
import { loadPolicies } from '@shouwang/policy'
import { openPglite } from '@shouwang/postgres'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { expect, test } from 'vitest'
import { reviewHouseholds, scoringTelemetry } from '../src/index.ts'

test('one household that cannot be judged keeps no other waiting, is told of, and is due again the next day', async () => {
  const sql = await openPglite()
  const standing = { day: '2026-10-30', level: 'none', since: '2026-10-30', lower: null, earlier: null }
  for (const [household, facts] of [
    ['h1', 'no book'],
    ['h2', ''],
  ]) {
    await sql.query(
      `insert into households (household, household_no, day, version, level, fingerprint, review_on, level_history, assessment)
       values ($1, $1, '2026-10-30', 1, 'none', '/', '2026-10-31', $2, '{}')`,
      [household, JSON.stringify(standing)],
    )
    await sql.query(`insert into persons (person, household, register_no, facts) values ($1, $2, $2, $3)`, [
      `p_${household}`,
      household,
      facts,
    ])
  }
  const [log, metrics] = [memoryLog(), createMetrics()]
  const events = scoringTelemetry({
    log: createLogger({ name: 'test', level: 'silent' }),
    metrics,
    health: createHealth(),
  })
  const signal = new AbortController().signal
  await reviewHouseholds({ log, sql, policies: loadPolicies(), events, signal, instance: 'test' }, '2026-10-31')
  expect(await sql.query('select household, day::text, review_on::text from households order by household')).toEqual([
    { household: 'h1', day: '2026-10-30', review_on: '2026-11-01' },
    { household: 'h2', day: '2026-10-31', review_on: null },
  ])
  expect((await metrics.exposition()).text).toContain('flow_put_off_households_total{stage="scoring"} 1\n')
  await sql.close()
})
