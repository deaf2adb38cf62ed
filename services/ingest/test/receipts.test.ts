import { type ChangeEvent, type Receipt, topics } from '@shouwang/contracts'
import { receiveFile } from '@shouwang/intake'
import { identity, memoryIntake } from '@shouwang/intake/testing'
import { readDelivery, readVault } from '@shouwang/postgres'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ingestTelemetry, startIngest } from '../src/index.ts'

const waiting = { timeout: 30_000, interval: 50 }
const [dong, zhong, li] = ['350211195701030601', '350212195509202254', '11010519491231002X']

let world: Awaited<ReturnType<typeof memoryIntake>>
const stopping = new AbortController()
let running: Promise<void>
beforeAll(async () => {
  world = await memoryIntake()
  const { sql, log, intake } = world
  const logger = createLogger({ name: 'test', level: 'silent' })
  running = startIngest({
    log,
    sql,
    feeds: intake.feeds,
    cipher: intake.cipher,
    identity,
    rowKeys: { open: async () => undefined },
    events: ingestTelemetry({ log: logger, metrics: createMetrics(), health: createHealth() }),
    signal: stopping.signal,
    clock: { now: intake.now, today: () => '2026-11-07' },
    region: intake.region,
    instance: 'test',
  })
})
afterAll(async () => {
  stopping.abort()
  await running
  await world.sql.close()
})

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

/** Delivers a file and waits until ingest has read its end. */
const deliver = async (fileName: string, lines: readonly string[]): Promise<Receipt> => {
  const about = { fileName, asOf: '2026-11-07' } as const
  const taken = await receiveFile(world.intake, bytesOf(`${lines.join('\n')}\n`), about)
  if (taken.kind === 'refused') throw new Error(taken.detail)
  return vi.waitFor(async () => {
    const receipt = await readDelivery(world.sql, taken.delivery)
    if (receipt === undefined || receipt.status === 'receiving') throw new Error(`${fileName} is still read`)
    return receipt
  }, waiting)
}
const eventsOf = (type: ChangeEvent['type']): readonly ChangeEvent[] =>
  world.log
    .messages(topics.changeEvents)
    .map(({ value }) => JSON.parse(value) as ChangeEvent)
    .filter((event) => event.type === type)
const nameOf = async (id: string): Promise<string> => {
  const person = identity.person(id)
  const found = (await readVault(world.sql, [person])).find(({ kind }) => kind === 'identity')
  return (JSON.parse(world.intake.cipher.open(found?.sealed ?? '', person)) as { name: string }).name
}

const register = (day: string, rows: readonly string[]) =>
  deliver(`公安_户籍人口_${day}.csv`, ['户号,公民身份号码,姓名,与户主关系,出生日期', ...rows])

test('one person in two households of one register is told, and stays where he is the head', async () => {
  const head = `350100000016,${zhong},钟勇杰,0,1955-09-20`
  const other = `350100000099,${zhong},钟勇杰,8,1955-09-20`
  for (const rows of [
    [head, other],
    [other, head],
  ]) {
    const receipt = await register('20261031', [...rows, `350100000016,${dong},董敏文,1,1957-01-03`])
    expect(receipt.remarks).toEqual({ '同一人登记在两户，以本人或户主的一行为准：第1行与第2行': 1 })
  }
  const registered = eventsOf('ResidentRegistered').filter(({ subject }) => subject === identity.person(zhong))
  const first = registered.toSorted((a, b) => b.revision - a.revision)[0]
  expect(first?.data).toMatchObject({ householdNo: '350100000016' })
})

test('a birth date that differs from the ID number is told', async () => {
  const receipt = await register('20261101', [`350100000020,${li},李小明,0,1950-01-01`])
  expect(receipt.remarks).toMatchObject({ 出生日期与身份证号不符: 1 })
})

test('a certificate of another name than the register gives is marked, told, and renames nobody', async () => {
  const lines = ['身份证号,姓名,死亡日期,死亡地点,操作类型', `${dong},周大海,2026-11-03,医院,I`]
  const receipt = await deliver('卫健_死亡证明.csv', lines)
  expect(receipt).toMatchObject({ accepted: 1, remarks: { '姓名与户籍、名册登记的不符，只作线索待核对': 1 } })
  expect(eventsOf('DeathReported').at(-1)).toMatchObject({ subject: identity.person(dong), namediffers: true })
  expect(await nameOf(dong)).toBe('董敏文')
})

test('a certificate of the same name, however it is spaced, bears no mark', async () => {
  const lines = ['身份证号,姓名,死亡日期,死亡地点,操作类型', `${zhong},钟 勇　杰,2026-11-04,医院,I`]
  expect((await deliver('卫健_死亡证明.csv', lines)).remarks).toEqual({})
  expect(eventsOf('DeathReported').at(-1)).not.toHaveProperty('namediffers')
})

test('a roll tells how many it takes off', async () => {
  const header = '家庭编号,身份证号,姓名,救助类型,状态,户月保障金额,起始日期,终止日期'
  const line = (id: string, name: string) => `JZ1,${id},${name},低保,在保,1600,2025-03-01,`
  const before = [header, line(zhong, '钟勇杰'), line(dong, '董敏文'), line(li, '李小明')]
  expect((await deliver('民政_救助名册_20261031.csv', before)).remarks).toEqual({})
  const after = await deliver('民政_救助名册_20261107.csv', [header, line(zhong, '钟勇杰')])
  expect(after).toMatchObject({ problem: null, remarks: { '比上一份（2026-10-31）少的人': 2 } })
})

test('an optional cell that can not be read costs its cell, and is told', async () => {
  const receipt = await register('20261102', [`350100000020,${li},李小明,0,1949-13-31`])
  expect(receipt).toMatchObject({ accepted: 1, mended: 1, remarks: { '“出生日期”读不懂，按空处理': 1 } })
})
