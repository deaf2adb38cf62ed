import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { ledgerIn, receiptsIn } from './what-came-out.ts'

let city: Installation
let key: string
beforeAll(async () => {
  city = await install()
  const { body } = await city.operator.post('/intake-keys', { name: '残联', feeds: ['disability-cert'] })
  key = (body as unknown as { key: string }).key
})
afterAll(() => city.close())

const send = (rows: readonly object[], idempotencyKey: string) =>
  city.request('/feeds/disability-cert/records', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify(rows),
  })

const rows = [{ 姓名: '某人' }, { 姓名: '另一人' }]

test('a retry under one Idempotency-Key is the same delivery, whether or not the first attempt was judged', async () => {
  const attempts = await Promise.all([send(rows, '2026-10-31/1'), send(rows, '2026-10-31/1')])
  await city.untilIdle()
  const later = await send(rows, '2026-10-31/1')
  await city.untilIdle()
  expect(attempts.map(({ status }) => status)).toEqual([202, 202])
  expect(later).toMatchObject({ status: 202, body: attempts[0]?.body })
  const receipts = await receiptsIn(city.standalone.engines.sql)
  expect(receipts).toMatchObject([{ status: 'complete', received: 2, quarantined: 2 }])
  expect((await ledgerIn(city.standalone.engines.sql)).every(({ balanced }) => balanced)).toBe(true)
})

test('other rows under a key that was used are refused, and other keys are other deliveries', async () => {
  expect((await send([{ 姓名: '第三人' }], '2026-10-31/1')).status).toBe(409)
  expect((await send(rows, '2026-10-31/2')).status).toBe(202)
  await city.untilIdle()
  expect(await receiptsIn(city.standalone.engines.sql)).toHaveLength(2)
})
