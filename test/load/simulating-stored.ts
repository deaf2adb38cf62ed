import { setTimeout as sleep } from 'node:timers/promises'
import { loadPolicies } from '@shouwang/policy'
import { openPglite, openPostgres } from '@shouwang/postgres'
import { simulations } from '../../services/console/src/backend/simulations.ts'
import { madeHouseholds, today } from './judging/made-households.ts'
import { storeHouseholds } from './judging/store-households.ts'

const count = Number(process.env.HOUSEHOLDS ?? 20_000)
const url = process.env.POSTGRES_URL
const sql = url === undefined ? await openPglite() : await openPostgres(url, { poolSize: 4 })
const [kept] = await sql.query<{ n: number }>('select count(*)::int as n from households')
if ((kept?.n ?? 0) === 0) {
  await storeHouseholds(sql, madeHouseholds(count), today)
  console.log('stored', count)
}
console.log('rss', Math.round(process.memoryUsage().rss / 1e6))
const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
const text = `label: 最低生活保障标准\nunit: yuan/person/month\nreviewed: 2026-10-01\nvalues:\n  - { from: 2020-01-01, value: 1300, source: ${source} }\n`
const draft = new Map([['regions/350200/dibao/monthly-standard.yaml', text]])
const simulate = simulations(sql, loadPolicies())
for (const preview of [true, true, false]) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const told = await simulate({ drafts: [draft], prefix: '3502', day: today, preview })
  const { user, system } = process.cpuUsage(cpu)
  if (!told.ok) throw new Error(told.detail)
  const looked = told.simulations[0]?.households ?? 0
  console.log(
    preview ? 'preview' : 'whole',
    looked,
    'households',
    Math.round(performance.now() - start),
    'ms,',
    Math.round((user + system) / 1000),
    'ms of processor,',
    Math.round((looked * 1e6) / (user + system)),
    '/s',
    told.simulations[0]?.changed,
  )
}
await sql.close()
await sleep(0)
