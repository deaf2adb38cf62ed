import { type RawRecord, recordsTopic } from '@shouwang/contracts'
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

const paid = (month: string) => `身份证号,姓名,月津贴,发放月\n35020319790602784342,魏兰,100,${month}\n`
const send = async (fileName: string, text: string, part: boolean): Promise<string> => {
  const about = { fileName, feed: 'elder-allowance', asOf: '2026-10-31', part }
  const taken = await receiveFile(world.intake, bytesOf(text), about)
  if (taken.kind !== 'delivery') throw new Error(taken.detail)
  return taken.delivery
}
const endOf = (delivery: string): RawRecord | undefined =>
  world.log
    .messages(recordsTopic('elder-allowance'))
    .map(({ value }) => JSON.parse(value) as RawRecord)
    .find((record) => record.delivery === delivery && record.end !== undefined)

test('a file that is one of several ends as a part, and its receipt says so', async () => {
  const delivery = await send('高龄津贴一.csv', paid('2026-10'), true)
  expect(endOf(delivery)).toMatchObject({ end: 'part' })
  expect(await readDelivery(world.sql, delivery)).toMatchObject({ part: true })
})

test('the last of several ends the whole, with the latest month that the others told of', async () => {
  const part = await send('高龄津贴一.csv', paid('2026-10'), true)
  await world.sql.query(`update deliveries set through_month = '2026-10' where delivery = $1`, [part])
  const last = await send('高龄津贴二.csv', paid('2026-09'), false)
  expect(endOf(last)).toMatchObject({ end: 'whole', partsThroughMonth: '2026-10' })
  expect(await readDelivery(world.sql, last)).toMatchObject({ part: false })
})
