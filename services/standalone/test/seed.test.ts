import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listDeliveries } from '@shouwang/postgres'
import { afterEach, expect, test } from 'vitest'
import { Config } from '../src/config.ts'
import { openStandalone, type Standalone } from '../src/index.ts'
import { seedCounty } from '../src/seed.ts'

const asOf = '2026-10-31'
const opened: { data: string; standalone: Standalone }[] = []
const installation = async () => {
  const data = await mkdtemp(join(tmpdir(), 'shouwang-seed-'))
  const standalone = await openStandalone(Config.parse({ SHOUWANG_DATA: data, SHOUWANG_AS_OF: asOf }))
  opened.push({ data, standalone })
  const deliveries = () => listDeliveries(standalone.engines.sql, { limit: 500, offset: 0 })
  const openTasks = async () => {
    const query = 'select count(*)::int as count from tasks'
    return (await standalone.engines.sql.query<{ count: number }>(query))[0]?.count ?? 0
  }
  return { data, standalone, deliveries, openTasks }
}
afterEach(async () => {
  for (const { data, standalone } of opened.splice(0)) {
    await standalone.close()
    await rm(data, { recursive: true, force: true })
  }
})

test('an empty installation is seeded once with a county that has tasks; a seeding cut short sends no file twice', async () => {
  const { data, standalone, deliveries, openTasks } = await installation()
  await seedCounty(standalone, data, () => {})
  const seeded = await deliveries()
  expect(seeded.every(({ status, businessDay }) => status === 'complete' && businessDay === asOf)).toBe(true)
  const regions = await standalone.engines.sql.query('select distinct region from deliveries')
  expect(regions).toEqual([{ region: '350299000000' }])
  expect(await openTasks()).toBeGreaterThan(20)
  const query = `select count(*)::int as withdrawn from tasks where status = 'withdrawn'`
  // Families are judged once all of their files are in: none gets a task that a later file takes back.
  expect(await standalone.engines.sql.query(query)).toEqual([{ withdrawn: 0 }])
  expect(await readdir(data)).not.toContain('seed')
  await seedCounty(standalone, data, () => {})
  expect(await deliveries()).toHaveLength(seeded.length)

  await writeFile(join(data, 'seed.json'), JSON.stringify({ asOf, done: false }))
  await standalone.engines.sql.query(`delete from deliveries where feed = 'fire'`)
  await seedCounty(standalone, data, () => {})
  const names = (list: readonly { delivery: string }[]) => list.map(({ delivery }) => delivery).sort()
  expect(names(await deliveries())).toEqual(names(seeded))
  expect(JSON.parse(await readFile(join(data, 'seed.json'), 'utf8'))).toEqual({ asOf, done: true })
})

test('an installation that something was delivered to is left alone', async () => {
  const { data, standalone, deliveries } = await installation()
  const sent = await standalone.app.request('/api/v1/feeds/help-order/records', {
    method: 'POST',
    headers: { authorization: `Bearer ${standalone.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ 工单号: '1', 身份证号: '350213195207158151', 受理时间: '2026-10-30', 类别: '求助' }),
  })
  expect(sent.status).toBe(202)
  await seedCounty(standalone, data, () => {})
  expect(await deliveries()).toHaveLength(1)
})
