import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { liftHold, openPglite, orderErasure, placeHold, readRetentionRuns, type Sql } from '@shouwang/postgres'
import { loadTerms } from '@shouwang/retention'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clearDropFolder } from '../src/index.ts'

let folder: string
let sql: Sql
let today: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-drop-'))
  sql = await openPglite()
})
afterAll(async () => {
  await sql.close()
  await rm(folder, { recursive: true, force: true })
})

const put = async (where: 'done' | 'refused', name: string, takenOn: string, text = 'a,b\n'): Promise<void> => {
  const at = new Date(`${takenOn}T09:00:00+08:00`)
  await writeFile(join(folder, where, name), text)
  await utimes(join(folder, where, name), at, at)
}
const receipt = (fileName: string, feed: string) =>
  JSON.stringify({ delivery: 'd', feed, fileName, rows: 1, contentHash: 'abcdef0123', takenAt: '', keptUntil: null })

beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  for (const name of ['done', 'refused']) await mkdir(join(folder, name), { recursive: true })
  await put('done', '税务.csv', '2026-10-31')
  await put('done', '税务.csv.abcdef01.receipt.json', '2026-10-31', receipt('税务.csv', 'tax'))
  await put('done', '殡葬.csv', '2026-10-31')
  await put('done', '殡葬.csv.abcdef01.receipt.json', '2026-10-31', receipt('殡葬.csv', 'funeral'))
  await put('done', '新的.csv', '2026-11-20')
  await put('refused', '通讯录.csv', '2026-10-31')
  await sql.query('update legal_holds set until = $1 where lifted_at is null', ['2026-01-01'])
})

const clear = async (day: string): Promise<readonly string[]> => {
  today = day
  const events = { termsKept: () => undefined, waiting: () => undefined, resumed: () => undefined }
  const signal = new AbortController().signal
  await clearDropFolder({ folder, sql, terms: loadTerms(), today: () => today, events, signal })
  return [...(await readdir(join(folder, 'done'))), ...(await readdir(join(folder, 'refused')))].sort()
}
const order = { orderNo: '1号', why: '调查', region: '350200000000', placedBy: 'C1' }

test('files that were taken or refused, and what tells of them, go once their month is over', async () => {
  expect(await clear('2026-11-30')).toHaveLength(6)
  expect(await clear('2026-12-01')).toEqual(['新的.csv'])
  expect((await readRetentionRuns(sql)).find(({ kind }) => kind === 'files')).toMatchObject({ gone: 5, held: 0 })
})

test('while a feed is held its files stay, and so do those of which nobody knows the feed', async () => {
  const id = await placeHold(sql, { ...order, kind: 'feed', subject: 'funeral', until: null })
  const kept = ['新的.csv', '殡葬.csv', '殡葬.csv.abcdef01.receipt.json', '通讯录.csv'].sort()
  expect(await clear('2026-12-01')).toEqual(kept)
  await liftHold(sql, id, 'C2')
  expect(await clear('2026-12-01')).toEqual(['新的.csv'])
})

test('while a person is held every file stays: one that names him cannot be told from the others', async () => {
  await placeHold(sql, { ...order, kind: 'person', subject: `p_${'a'.repeat(24)}`, until: '2026-12-01' })
  expect(await clear('2026-12-01')).toHaveLength(6)
  expect(await clear('2026-12-02')).toEqual(['新的.csv'])
})

test('a week after an order to delete a person every file from before it goes', async () => {
  const about = { mark: 'e_1', person: null, alias: 'p_1', leads: [], later: 'refuse', confirmedBy: 'C2' } as const
  await orderErasure(sql, { ...about, orderNo: '2号', why: '本人申请', region: '350200000000', proposedBy: 'C1' })
  await sql.query(`update erasures set ordered_at = '2026-11-10T00:00:00Z'`)
  expect(await clear('2026-11-16')).toHaveLength(6)
  expect(await clear('2026-11-17')).toEqual(['新的.csv'])
})
