import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPayments, openChdb, type WarehouseClient } from '../src/index.ts'

let directory: string
let client: WarehouseClient
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'warehouse-'))
  client = await openChdb(directory)
})
afterAll(async () => {
  await client.close()
  await rm(directory, { recursive: true, force: true })
})

const fact = (type: string, subject: string, data: object, more: object = {}) => ({
  ...{ event_id: `${type}/${subject}/${JSON.stringify(more)}`, type, feed: 'f', provider: '财政', subject },
  ...{ source_key: subject, revision: 1, retracted: false, business_day: '2026-10-20', delivery: 'd' },
  ...{ happened_at: Date.parse('2026-10-20T09:00:00+08:00'), data: JSON.stringify(data) },
  ...more,
})
const paid = (subject: string, programme: string, amountFen: number, paidOn: string, more: object = {}) =>
  fact('SubsidyPaid', subject, { item: programme, programme, amountFen, paidOn }, more)

test('the last word on each payment counts, and who stands on the roll is told apart', async () => {
  const values = [
    paid('p_1', 'temporary-relief', 100, '2026-10-20'),
    paid('p_1', 'temporary-relief', 120, '2026-10-20', { revision: 2 }),
    paid('p_2', 'temporary-relief', 100, '2026-10-21'),
    paid('p_2', 'temporary-relief', 100, '2026-10-21', { retracted: true }),
    paid('p_3', 'dibao', 300, '2026-10-22'),
    fact('AssistanceListed', 'p_3', { programme: 'dibao', status: 'active' }),
    paid('p_4', 'disability-care', 90, '2026-10-23'),
    fact('DisabilitySubsidyListed', 'p_4', { kind: 'care' }),
    paid('p_5', 'farming', 90, '2026-10-23'),
    paid('p_6', 'temporary-relief', 90, '2026-12-23'),
  ]
  await client.insert({ table: 'change_events', values, format: 'JSONEachRow' })
  const programmes = ['temporary-relief', 'dibao', 'disability-care']
  expect(await cardPayments(client, { from: '2026-10-01', to: '2026-10-31', programmes })).toEqual([
    { person: 'p_1', programme: 'temporary-relief', amountFen: 120, paidOn: '2026-10-20', listed: false },
    { person: 'p_3', programme: 'dibao', amountFen: 300, paidOn: '2026-10-22', listed: true },
    { person: 'p_4', programme: 'disability-care', amountFen: 90, paidOn: '2026-10-23', listed: true },
  ])
})
