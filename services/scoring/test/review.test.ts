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
  expect((await metrics.exposition()).text).toContain('flow_put_off_households_total{stage="scoring"} 1\n')
  expect(await sql.query('select household, day::text, review_on::text from households order by household')).toEqual([
    { household: 'h1', day: '2026-10-30', review_on: '2026-11-01' },
    { household: 'h2', day: '2026-10-31', review_on: null },
  ])
  await sql.close()
})

test('standards that a city has not entered, and those that have run out, are counted for the cities that were loaded', async () => {
  const sql = await openPglite()
  for (const [code, name] of [
    ['350000000000', '福建省'],
    ['350203000000', '思明区'],
    ['370502000000', '东营区'],
  ])
    await sql.query('insert into regions (code, name) values ($1, $2)', [code, name])
  const metrics = createMetrics()
  const log = createLogger({ name: 'test', level: 'silent' })
  const events = scoringTelemetry({ log, metrics, health: createHealth() })
  const signal = new AbortController().signal
  const dependencies = { log: memoryLog(), sql, policies: loadPolicies(), events, signal, instance: 'test' }
  await reviewHouseholds(dependencies, '2026-11-29')
  const { text } = await metrics.exposition()
  expect(text).toContain('scoring_standards_missing{city="350200"} 10\n')
  expect(text).toContain('scoring_standards_missing{city="370500"} 13\n')
  expect(text).toMatch(/scoring_standards_run_out\{city="350200"\} [1-9]/)
  expect(text).not.toContain('city="350000"')
  await sql.close()
})
