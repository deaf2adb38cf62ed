/**
 * What a simulation of stored households costs, reading them included: a preview from a sample, and all of them, for a draft
 * that concerns most families and for one that concerns few. Prints wall and processor time; of a busy machine only the second
 * says something. The store is embedded, or the PostgreSQL of `POSTGRES_URL`, whose own time is then not counted; households
 * that an earlier run left there are not stored again. Run: `node test/load/simulating-stored.ts 100000`.
 */
import { loadPolicies, type PolicyDraft } from '@shouwang/policy'
import { countJudged, openPglite, openPostgres } from '@shouwang/postgres'
import { simulations } from '../../services/console/src/backend/simulations.ts'
import { countOf } from './count-of.ts'
import { madeHouseholds, today } from './judging/made-households.ts'
import { storeHouseholds } from './judging/store-households.ts'
import { stopwatch } from './stopwatch.ts'

const householdCount = countOf('households', process.argv[2], 100_000)
const storedAtOnce = 20_000
const prefix = '3502'
const url = process.env.POSTGRES_URL
const sql = url === undefined ? await openPglite() : await openPostgres(url, { poolSize: 4 })

const stored = await countJudged(sql, prefix)
if (stored < householdCount) {
  const whole = stopwatch()
  for (let from = stored; from < householdCount; from += storedAtOnce)
    await storeHouseholds(sql, madeHouseholds(Math.min(storedAtOnce, householdCount - from), from), today)
  console.log(`stored    ${householdCount - stored} households in ${whole().seconds.toFixed(0)} s`)
}

const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
const draftOf = (id: string, label: string, yuan: number): PolicyDraft =>
  new Map([
    [
      `regions/350200/${id}.yaml`,
      `label: ${label}\nunit: yuan/person/month\nreviewed: 2026-10-01\nvalues:\n  - { from: 2020-01-01, value: ${yuan}, source: ${source} }\n`,
    ],
  ])
const drafts = {
  '低保标准 1,300': draftOf('dibao/monthly-standard', '最低生活保障标准', 1300),
  '残疾人生活补贴 400': draftOf('disability-subsidy/living-monthly', '困难残疾人生活补贴', 400),
}

const simulate = simulations(sql, loadPolicies())
// The first preview pays for what is compiled and read once.
for (const [name, draft] of Object.entries(drafts))
  for (const preview of [true, true, false]) {
    const spent = stopwatch()
    const told = await simulate({ drafts: [draft], prefix, day: today, preview })
    if (!told.ok) throw new Error(told.detail)
    const { seconds, processorSeconds } = spent()
    const { households = 0, changed = 0 } = told.simulations[0] ?? {}
    const perSecond = Math.round(households / processorSeconds).toLocaleString('en')
    console.log(
      `${name}  ${(preview ? 'preview' : 'whole').padEnd(8)} ${households} of ${told.total} households, ${Math.round(changed)} changed: ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processor, ${perSecond} a second of processor`,
    )
  }
await sql.close()
