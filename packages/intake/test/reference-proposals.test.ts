import { listProposals, readDelivery, readStaff, type StaffRow } from '@shouwang/postgres'
import { seedStaff } from '@shouwang/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveFile } from '../src/index.ts'
import { memoryIntake } from './memory-intake.ts'

let world: Awaited<ReturnType<typeof memoryIntake>>
beforeAll(async () => {
  world = await memoryIntake()
  await seedStaff(world.sql, ['X9001', '许数据', 'data', '350203000000'], ['W1', '林一', 'grid-worker', '350212001201'])
})
afterAll(() => world.sql.close())

const send = async (feed: string, text: string) => {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const about = { fileName: `${feed}.csv`, feed, asOf: '2026-10-31', by: 'X9001' }
  const taken = await receiveFile({ ...world.intake, reference: 'propose' }, bytes(), about)
  if (taken.kind !== 'delivery') throw new Error(taken.detail)
  return readDelivery(world.sql, taken.delivery)
}
const waiting = () => listProposals(world.sql, { state: 'waiting', within: '', limit: 10 })

test('a data officer who sends a staff file that makes himself city staff stays what he is', async () => {
  const file =
    '工号,姓名,角色,区划代码,电话\nX9001,许数据,市级,350200000000,13800000001\nW1,林一,网格员,350212001201,\n'
  const receipt = await send('staff', file)
  expect(receipt).toMatchObject({ accepted: 2, applied: 1, duplicate: 1, remarks: { 变更待第二人确认后生效: 1 } })
  expect(await readStaff(world.sql, 'X9001')).toMatchObject({ role: 'data', region: '350203000000' })
  const [proposal, ...others] = await waiting()
  expect(others).toEqual([])
  expect(proposal).toMatchObject({ kind: 'staff', subject: 'X9001', proposedBy: 'X9001', region: '350200000000' })
  const change = JSON.parse(proposal?.change ?? '{}') as StaffRow
  expect(change).toMatchObject({ role: 'city', region: '350200000000' })
  expect(JSON.stringify(change)).not.toContain('13800000001')
})

test('a file of regions changes no region either, and the same file again proposes nothing twice', async () => {
  const file = '区划代码,名称,上级代码\n350203000000,思明区,350200000000\n'
  await send('regions', file)
  await send('regions', file)
  expect(await world.sql.query('select * from regions')).toEqual([])
  expect((await waiting()).filter(({ kind }) => kind === 'region')).toHaveLength(1)
})
