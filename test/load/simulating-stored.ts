/**
 * What a simulation of stored households costs, reading them included: a preview from a sample, and all of them, for a draft
 * that concerns most families and for one that concerns few. Prints wall and processor time; of a busy machine only the second
 * says something. The store is embedded, with `--server` a PostgreSQL of this machine for the while, or that of `POSTGRES_URL`, whose
 * own time is then not counted; households that an earlier run left there are not stored again. With `--beside 150,500` all is done
 * again beside an embedded program that takes in so many records a second, and what those waited is told, too.
 * Run: `node test/load/simulating-stored.ts 1000000 --server --beside 150,500`.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { killPostgres, postgresAt, preparePostgres, startPostgres } from '@shouwang/engines'
import { loadPolicies, type PolicyDraft } from '@shouwang/policy'
import { countJudged, openPglite, openPostgres, type Sql } from '@shouwang/postgres'
import { simulations } from '../../services/console/src/backend/simulations.ts'
import { countOf } from './count-of.ts'
import { madeHouseholds, today } from './judging/made-households.ts'
import { storeHouseholds } from './judging/store-households.ts'
import { stopwatch } from './stopwatch.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { server: { type: 'boolean', default: false }, beside: { type: 'string', default: '' } },
})
const householdCount = countOf('households', positionals[0], 100_000)
const rates = options.beside.split(',').flatMap((rate) => (rate === '' ? [] : countOf('records a second', rate, 0)))
const storedAtOnce = 20_000
const prefix = '3502'
/** Long enough for all drafts of a million households beside it. */
const besideSeconds = Math.max(20, Math.ceil((householdCount * 90) / 1_000_000))

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

const measure = async (sql: Sql): Promise<void> => {
  const stored = await countJudged(sql, prefix)
  if (stored < householdCount) {
    const whole = stopwatch()
    for (let from = stored; from < householdCount; from += storedAtOnce)
      await storeHouseholds(sql, madeHouseholds(Math.min(storedAtOnce, householdCount - from), from), today)
    await sql.query('analyze')
    console.log(`stored    ${householdCount - stored} households in ${whole().seconds.toFixed(0)} s`)
  }
  console.log('nothing beside')
  await tryDrafts(sql)
  for (const rate of rates) {
    console.log(`beside ${rate} records/s`)
    const { sending, ended } = takeIn(rate)
    await sending
    await tryDrafts(sql)
    for (const line of await ended) console.log(`  ${line}`)
  }
}

/** The first preview pays for what is compiled and read once. */
const tryDrafts = async (sql: Sql): Promise<void> => {
  const simulate = simulations(sql, loadPolicies())
  for (const [name, draft] of Object.entries(drafts))
    for (const preview of [true, true, false]) {
      const spent = stopwatch()
      const told = await simulate({ drafts: [draft], prefix, day: today, preview })
      if (!told.ok) throw new Error(told.detail)
      const { seconds, processorSeconds } = spent()
      const { households = 0, changed = 0 } = told.simulations[0] ?? {}
      console.log(
        `  ${name}  ${(preview ? 'preview' : 'whole').padEnd(8)} ${households} of ${told.total} households, ${Math.round(changed)} changed: ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processor`,
      )
    }
}

/** An installation that takes in records at a rate: when it begins to, and what it says in the end. */
const takeIn = (rate: number) => {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'visible.ts'), `${besideSeconds}`, `${rate}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  createInterface(program.stdout).on('line', (line) => said.push(line))
  const sending = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<readonly string[]>()
  createInterface(program.stderr).on('line', (line) => {
    if (line.includes('sending')) sending.resolve()
  })
  program.on('close', (code) => {
    if (code === 0) return ended.resolve(said)
    const failed = new Error(`visible.ts ended with exit code ${code}`)
    sending.reject(failed)
    ended.reject(failed)
  })
  return { sending: sending.promise, ended: ended.promise }
}

/** A server for the while, with buffers as a city would give it. */
const onServer = async (work: (url: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-simulating-'))
  const server = await preparePostgres(folder)
  const pid = await startPostgres(server, { shared_buffers: '2GB', max_wal_size: '4GB' })
  try {
    await work(postgresAt(server))
  } finally {
    await killPostgres(server, pid, 'SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

const measureAt = async (url: string): Promise<void> => {
  const sql = await openPostgres(url, { poolSize: 4 })
  await measure(sql).finally(() => sql.close())
}

const url = process.env.POSTGRES_URL
if (url !== undefined) await measureAt(url)
else if (options.server) await onServer(measureAt)
else {
  const sql = await openPglite()
  await measure(sql).finally(() => sql.close())
}
