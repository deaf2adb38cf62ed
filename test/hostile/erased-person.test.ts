import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { erasureMark } from '@shouwang/identity'
import { orderErasure } from '@shouwang/postgres'
import { embeddedLog, openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../journeys/installation.ts'
import { sampleFiles } from '../journeys/sample.ts'
import { type Found, scanFolder, scannerOf } from './scan.ts'

let folder: string
let standalone: Standalone
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-erased-'))
  standalone = await openStandalone(settingsOf(folder))
  for (const { fileName, bytes } of sampleFiles()) {
    const answer = await standalone.app.request(
      `/api/v1/deliveries?${new URLSearchParams({ fileName, asOf: '2026-10-31' })}`,
      {
        method: 'POST',
        body: new Uint8Array(bytes),
        headers: { authorization: `Bearer ${standalone.token}`, 'content-type': 'application/octet-stream' },
      },
    )
    expect(answer.status).toBe(202)
  }
  await standalone.untilIdle()
})
afterAll(async () => {
  await standalone.close()
  await rm(folder, { recursive: true, force: true })
})

const told = (found: readonly Found[]): readonly string[] => [
  ...new Set(found.map(({ where, needle }) => `${where}: ${needle}`)),
]

/** Everything that is kept, sealed texts opened. */
const scanKept = async ({ engines, cipher }: Standalone, needles: readonly string[]): Promise<readonly Found[]> => {
  const scan = scannerOf(needles)
  const found: Found[] = []
  const look = (where: string, text: string): void => void found.push(...scan(where, Buffer.from(text)))
  const tables = await engines.sql.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of tables.filter((table) => table.name !== 'audit'))
    for (const { row } of await engines.sql.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)) {
      look(`table ${name}`, row)
      const { sealed, person, quarantine_id: id } = JSON.parse(row) as Record<string, string>
      if (sealed) look(`table ${name}, opened`, cipher.open(sealed, person ?? id))
    }
  const log = embeddedLog(engines)
  for (const topic of log.topics())
    for (const { key, value } of log.messages(topic)) {
      look(`topic ${topic}`, `${key} ${value}`)
      const { sealed, delivery } = JSON.parse(value) as Record<string, string>
      if (sealed) look(`topic ${topic}, opened`, cipher.open(sealed, delivery))
    }
  for (const name of ['change_events', 'assessments', 'verdicts', 'task_events', 'case_events', 'quarantine']) {
    const rows = await engines.warehouse.query({ query: `select * from ${name}`, format: 'JSONEachRow' })
    look(`warehouse ${name}`, await rows.text())
  }
  return found
}

type Member = { person: string; household: string }

test('a person is gone from every store, and his family is judged as before', async () => {
  const { sql } = standalone.engines
  const [chosen] = await sql.query<Member>(
    `select p.person, p.household from persons p join tasks t on t.household = p.household
     where strpos(t.state, p.person) > 0 and exists (select 1 from persons o where o.household = p.household and o.person <> p.person)
     order by p.person limit 1`,
  )
  const person = chosen?.person ?? ''
  const vault = await sql.query<{ sealed: string }>('select sealed from vault where person = $1', [person])
  const entries = vault.map(
    ({ sealed }) => JSON.parse(standalone.cipher.open(sealed, person)) as Record<string, string>,
  )
  const entry = Object.assign({}, ...entries) as Record<string, string>
  console.log(entry, chosen)
  await orderErasure(sql, {
    mark: erasureMark(person),
    orderNo: '厦民函〔2026〕1号',
    why: '本人申请',
    region: '350200000000',
    later: 'refuse',
    proposedBy: 'C1',
    confirmedBy: 'C2',
    person,
    alias: 'p_000000000000000000000000',
  })
  for (let left = 1; left > 0; ) {
    const t = performance.now()
    left = await standalone.keepData()
    console.log(
      'pass',
      left,
      Math.round(performance.now() - t),
      await sql.query('select passes, counts, done_at from erasures'),
    )
    await standalone.review()
    await standalone.untilIdle()
  }
  const needles = [person, entry.idNumber ?? '']
  expect(told(await scanKept(standalone, needles))).toEqual([])
  expect(told(await scanFolder(folder, scannerOf(needles)))).toEqual([])
})
