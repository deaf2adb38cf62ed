import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { civilRegistryKey, partnerKey, postAs } from './partner-keys.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const at = '2026-10-31T00:59:00Z'
const told = (events: readonly object[], over: object = {}) => ({
  header: {
    ...{ version: '1.0.0', message_id: 'm-1', message_ts: at, action: 'notify', sender_id: 'crvs' },
    // Nothing is answered to this address: what a civil registry says of itself sends us nowhere.
    ...{ sender_uri: 'https://crvs.example/callback', total_count: events.length, ...over },
  },
  message: {
    transaction_id: 't-1',
    notify_event: events.map((data, nth) => ({ reference_id: `r-${nth}`, timestamp: at, data })),
  },
})
const death = (reg_event_type: string) => ({
  reg_event_type,
  reg_records: {
    ...{ identifier: { identifier_type: 'UIN', identifier_value: '350205198105135198' }, name: '李建明' },
    death_date: '2026-10-20',
  },
})

describe('who may tell of births and deaths', () => {
  tryEveryRole([{ method: 'POST', path: '/registry/notify', body: told([death('Death')]), may: ['data'] }])
})

describe('a civil registry', () => {
  let world: FakeBackend
  let app: ReturnType<typeof consoleApp>
  beforeAll(async () => {
    world = await fakeBackend()
    app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  })
  afterAll(() => world.sql.close())

  test('its events become records of the feeds, a reversal one that takes back, and a marriage none', async () => {
    const post = postAs(app, await civilRegistryKey(world.sql))
    const birth = { reg_event_type: 'LiveBirth', reg_records: { birth_date: '2026-10-01' } }
    const sent = told([
      death('ns:Death'),
      { reg_event_type: 'MARRIAGE', reg_records: {} },
      birth,
      death('DeathReversal'),
    ])
    const answer = await post('/registry/notify', sent)
    expect(await answer.json()).toMatchObject({ message: { ack_status: 'ACK', correlation_id: 'd-rows-1' } })
    const row = { 身份证号: '350205198105135198', 姓名: '李建明', 死亡日期: '2026-10-20' }
    expect(world.rows).toEqual([
      { feed: 'birth-certificate', rows: [{ 出生日期: '2026-10-01' }] },
      { feed: 'death-certificate', rows: [row, { ...row, 操作类型: '撤销' }] },
    ])
  })

  test('a key for deaths alone tells of no births, one for other feeds of nothing, and a partner that reads tells of nothing', async () => {
    const deaths = postAs(app, await civilRegistryKey(world.sql, ['death-certificate']))
    expect((await deaths('/registry/notify', told([death('Death')]))).status).toBe(200)
    expect((await deaths('/registry/notify', told([{ reg_event_type: 'BIRTH', reg_records: {} }]))).status).toBe(403)
    expect((await deaths('/feeds/birth-certificate/records', [])).status).toBe(403)
    const others = postAs(app, await civilRegistryKey(world.sql, ['disability-cert']))
    expect((await others('/registry/notify', told([death('Death')]))).status).toBe(403)
    const reads = postAs(app, await partnerKey(world.sql, 'reads'))
    expect((await reads('/registry/notify', told([death('Death')]))).status).toBe(403)
  })

  test('another version and an encrypted message are not taken, by the standard’s codes', async () => {
    const post = postAs(app, await civilRegistryKey(world.sql, ['birth-certificate', 'death-certificate', 'cremation']))
    for (const [over, code] of [
      [{ version: '2.0.0' }, 'err.version.not_supported'],
      [{ is_msg_encrypted: true }, 'err.encryption.invalid'],
    ] as const) {
      const answer = await post('/registry/notify', told([death('Death')], over))
      expect(await answer.json()).toMatchObject({ message: { ack_status: 'ERR', error: { code } } })
    }
  })
})
