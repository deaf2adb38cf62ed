import { readDelivery } from '@shouwang/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveFile } from '../src/index.ts'
import { memoryIntake } from './memory-intake.ts'

let world: Awaited<ReturnType<typeof memoryIntake>>
beforeAll(async () => {
  world = await memoryIntake()
})
afterAll(() => world.sql.close())

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
const receiptOf = async (feed: string, text: string) => {
  const taken = await receiveFile(world.intake, bytesOf(text), { fileName: `${feed}.csv`, feed, asOf: '2026-10-31' })
  if (taken.kind !== 'delivery') throw new Error(taken.detail)
  return readDelivery(world.sql, taken.delivery)
}

const staff = (phone: string, more = '') =>
  `工号,姓名,角色,区划代码,电话\nW1,林一,网格员,350212001201,${phone}\nW2,王二,协理员,350212001000,13800000002\n${more}`
const regions = (name: string) =>
  `区划代码,名称,上级代码\n350212000000,同安区,350200000000\n350212001000,${name},350212000000\n`

test('staff that are sent again unchanged count as duplicates, and one with a new phone as applied', async () => {
  expect(await receiptOf('staff', staff('13800000001'))).toMatchObject({ accepted: 2, applied: 2, duplicate: 0 })
  expect(await receiptOf('staff', staff('13800000001'))).toMatchObject({ accepted: 2, applied: 0, duplicate: 2 })
  expect(await receiptOf('staff', staff('13900000001'))).toMatchObject({ accepted: 2, applied: 1, duplicate: 1 })
})

test('regions that are sent again unchanged count as duplicates, and one with a new name as applied', async () => {
  expect(await receiptOf('regions', regions('大同街道'))).toMatchObject({ accepted: 2, applied: 2, duplicate: 0 })
  expect(await receiptOf('regions', regions('大同街道'))).toMatchObject({ accepted: 2, applied: 0, duplicate: 2 })
  expect(await receiptOf('regions', regions('祥平街道'))).toMatchObject({ accepted: 2, applied: 1, duplicate: 1 })
})

test('a member of staff whom a file names twice takes its last line', async () => {
  const twice = staff('13900000001', 'W2,王二,协理员,350212002000,13800000002\n')
  expect(await receiptOf('staff', twice)).toMatchObject({ received: 3, accepted: 3, applied: 1, duplicate: 2 })
  const [row] = await world.sql.query(`select region from staff where staff_no = 'W2'`)
  expect(row).toEqual({ region: '350212002000' })
})
