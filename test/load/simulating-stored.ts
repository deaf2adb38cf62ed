/**
 * What a simulation of stored households costs, reading them included: a preview from a sample, and all of them. Prints wall
 * and processor time; of a busy machine only the second says something. The store is embedded, or the PostgreSQL of
 * `POSTGRES_URL`, whose own time is then not counted. Run: `node test/load/simulating-stored.ts 40000`.
 */
import { loadPolicies } from '@shouwang/policy'
import { openPglite, openPostgres } from '@shouwang/postgres'
import { simulations } from '../../services/console/src/backend/simulations.ts'
import { madeHouseholds, today } from './judging/made-households.ts'
import { storeHouseholds } from './judging/store-households.ts'

const householdCount = Number(process.argv[2] ?? 20_000)
const url = process.env.POSTGRES_URL
const sql = url === undefined ? await openPglite() : await openPostgres(url, { poolSize: 4 })
await storeHouseholds(sql, madeHouseholds(householdCount), today)

const path = 'regions/350200/dibao/monthly-standard.yaml'
const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
const text = `label: 最低生活保障标准\nunit: yuan/person/month\nreviewed: 2026-10-01\nvalues:\n  - { from: 2020-01-01, value: 1300, source: ${source} }\n`
const simulate = simulations(sql, loadPolicies())

// The first preview pays for what is compiled and read once.
for (const preview of [true, true, false]) {
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const told = await simulate({ drafts: [new Map([[path, text]])], prefix: '3502', day: today, preview })
  if (!told.ok) throw new Error(told.detail)
  const { user, system } = process.cpuUsage(cpu)
  const { households = 0, changed = 0 } = told.simulations[0] ?? {}
  const [wallMs, cpuMs] = [Math.round(performance.now() - start), Math.round((user + system) / 1000)]
  const what = preview ? 'preview' : 'whole'
  const perSecond = Math.round((households * 1000) / cpuMs).toLocaleString('en')
  console.log(
    `${what.padEnd(8)} ${households} households, ${changed} changed: ${wallMs} ms, ${cpuMs} ms of processor, ${perSecond} a second of processor`,
  )
}
await sql.close()
