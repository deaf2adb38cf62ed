import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '@shouwang/service-process'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli.ts'

let data: string
let standalone: Standalone
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'shouwang-reconcile-'))
  standalone = await openStandalone(Config.parse({ SHOUWANG_DATA: data, SHOUWANG_AS_OF: '2026-10-31' }))
  server = await listen(standalone.app, '127.0.0.1', 0)
  await standalone.lock.announce(server.address)
})
afterAll(async () => {
  await server.close()
  await standalone.close()
  await rm(data, { recursive: true, force: true })
})

const reconcile = async (...args: string[]) => {
  let [out, err] = ['', '']
  const code = await cli(['reconcile', ...args, '--data', data, '--as-of', '2026-10-31'], {
    env: {},
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    today: async () => '2026-10-31',
  })
  return { code, out, err }
}

test('a difference ends with 1 and is named by feed, day and sum', async () => {
  await standalone.engines.sql.query(
    `insert into deliveries (delivery, feed, business_day, region, status, received, accepted, quarantined, applied)
     values ('d-1', 'fire', '2026-10-30', '350200000000', 'complete', 10, 8, 1, 7),
            ('d-2', 'fire', '2026-10-29', '350200000000', 'complete', 3, 3, 0, 3)`,
  )
  const told = await reconcile()
  expect(told.code).toBe(1)
  expect(told.err.trim()).toMatch(/^对不上：\S+（fire）2026-10-30：收到 10，接受加隔离 9；接受 8，已有去处 7$/)
  expect(told.out).toMatch(/2026-10-29 .* 平/)
  expect((await reconcile('--from', '2026-10-29', '--to', '2026-10-29')).code).toBe(0)
})

test('a delivery that stands still and is not complete is named, one that just began is not', async () => {
  await standalone.engines.sql.query(
    `insert into deliveries (delivery, feed, file_name, business_day, region, received, accepted, applied, progressed_at)
     values ('d-3', 'fire', '火灾.csv', '2026-10-28', '350200000000', 5, 5, 5, now() - interval '40 minutes'),
            ('d-4', 'fire', null, '2026-10-28', '350200000000', 5, 5, 5, now())`,
  )
  const day = ['--from', '2026-10-28', '--to', '2026-10-28']
  const told = await reconcile(...day)
  expect(told.code).toBe(1)
  expect(told.err.trim()).toMatch(/^停滞：.*“火灾.csv”已 40 分钟没有进展：只收到 5 行，没有收完/)
  expect((await reconcile(...day, '--minutes', '60')).code).toBe(0)
})
