import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedLog, openStandalone, type Standalone } from '@shouwang/standalone'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runUntilKilled } from '../faults/run-until-killed.ts'
import { settingsOf } from '../journeys/installation.ts'
import { sampleBytes } from '../journeys/sample.ts'
import { type Found, scanFolder, scannerOf } from './scan.ts'

/** Somebody whom no register knows: only wrong columns, file names and notes name him. */
const stranger = { id: '11010519491231002X', phone: '13812345678', name: '司马相如甲' } as const

const register = parse(sampleBytes('公安_户籍人口_20260630.csv'), { columns: true, bom: true }) as Record<
  string,
  string
>[]
/** Names of two characters stand in many words; those of three and more are somebody's. */
const needles = [
  ...Object.values(stranger),
  ...register.flatMap(({ 公民身份号码: id = '', 联系电话: phone = '', 姓名: name = '', 住址: address = '' }) => [
    id,
    ...(phone.length === 11 ? [phone] : []),
    ...(name.length > 2 ? [name] : []),
    ...(address.length > 12 ? [address] : []),
  ]),
]
const scan = scannerOf(needles)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-scan-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const send = async (
  { app, token }: Standalone,
  path: string,
  body: BodyInit,
  type: string,
  status = 202,
): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': type }
  const answer = await app.request(`/api/v1${path}`, { method: 'POST', headers, body })
  expect([path, answer.status]).toEqual([path, status])
}

/** Puts somebody's number, telephone and name where none belongs. */
const misuse = async (standalone: Standalone): Promise<void> => {
  const row = register[0] ?? {}
  const { id, phone, name } = stranger
  const rows = [
    { ...row, 户号: id, 姓名: name },
    { ...row, 户号: `${id}-1`, 联系电话: phone },
    { ...row, 公民身份号码: `${id}0`, 姓名: name, 联系电话: phone },
    { [id]: name, [name]: phone },
  ]
  await send(standalone, '/feeds/resident-register/records', JSON.stringify(rows), 'application/json')
  const disaster = `证件号,灾害类型,日期,损失金额\n${row.公民身份号码},${name}家${phone},2026-10-01,100\n`
  const deliver = (fileName: string) => `/deliveries?fileName=${encodeURIComponent(fileName)}&feed=disaster`
  await send(standalone, deliver(`${name}_${id}_应急_灾情.csv`), disaster, 'application/octet-stream', 400)
  await send(standalone, deliver(`${name}_${phone}_应急_灾情.csv`), disaster, 'application/octet-stream')
  await standalone.untilIdle()
  const [task] = await standalone.engines.sql.query<{ id: string }>(
    `select task_id as id from tasks where status = 'open' limit 1`,
  )
  const note = `已联系本人${id}，电话${phone}`
  await standalone.engines.sql.query(
    `insert into staff (staff_no, name, role, region) values ('C9', '测试', 'city', '350200000000') on conflict do nothing`,
  )
  expect(await standalone.commands.perform({ type: 'AddNote', taskId: task?.id ?? '', note }, 'C9')).toMatchObject({
    ok: true,
  })
  await standalone.untilIdle()
}

const scanRows = async ({ engines }: Standalone): Promise<readonly Found[]> => {
  const tables = await engines.sql.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  const found: Found[] = []
  for (const { name } of tables)
    for (const { row } of await engines.sql.query<{ row: string }>(`select t::text as row from ${name} t`))
      found.push(...scan(`table ${name}`, Buffer.from(row)))
  const log = embeddedLog(engines)
  for (const topic of log.topics())
    for (const { key, value } of log.messages(topic))
      found.push(...scan(`topic ${topic}`, Buffer.from(`${key} ${value}`)))
  return found
}

const told = (found: readonly Found[]): readonly string[] => [
  ...new Set(found.map(({ where, needle }) => `${where}: ${needle}`)),
]

test('the scan finds what is there, in every encoding', async () => {
  const id = stranger.id
  const spelt = {
    utf8: Buffer.from(`x${id}x`),
    utf16le: Buffer.from(`x${stranger.name}x`, 'utf16le'),
    utf16be: Buffer.from(`x${stranger.name}x`, 'utf16le').swap16(),
    base64: Buffer.from(Buffer.from(`{"公民":"${id}"}`).toString('base64')),
    hex: Buffer.from(Buffer.from(`xx${id}`).toString('hex')),
    gb18030: Buffer.from([0x2c, 0xcb, 0xbe, 0xc2, 0xed, 0xcf, 0xe0, 0xc8, 0xe7, 0xbc, 0xd7, 0x2c]),
  }
  const planted = await mkdtemp(join(tmpdir(), 'shouwang-planted-'))
  for (const [name, bytes] of Object.entries(spelt)) await writeFile(join(planted, name), bytes)
  const found = await scanFolder(planted, scan)
  await rm(planted, { recursive: true })
  expect([...new Set(found.map(({ where }) => where.split('/').at(-1)))].toSorted()).toEqual(
    Object.keys(spelt).toSorted(),
  )
  expect(needles.length).toBeGreaterThan(500)
})

test('no byte of a used data folder holds an identifier: after imports, a kill, wrong columns, file names, quarantine and notes', async () => {
  await runUntilKilled(folder, { ms: 4_000, after: 'open' })
  expect(await runUntilKilled(folder)).toMatchObject({ done: true })
  const standalone = await openStandalone(settingsOf(folder))
  await misuse(standalone)
  expect(told(await scanRows(standalone))).toEqual([])
  await standalone.close()
  expect(told(await scanFolder(folder, scan))).toEqual([])
})
