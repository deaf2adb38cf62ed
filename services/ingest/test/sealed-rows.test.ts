import { randomBytes } from 'node:crypto'
import { recordsTopic } from '@shouwang/contracts'
import type { Source } from '@shouwang/flow'
import { memoryLog } from '@shouwang/flow/testing'
import { type RowKeys, rowKeysFromText } from '@shouwang/identity/sealed-row'
import { CompactEncrypt, importJWK } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { openedSource } from '../src/opened-source.ts'
import { streamRecord } from '../src/stream-row.ts'

const topic = recordsTopic('fire')
const row = { 身份证号: '11010519491231002X', 姓名: '李建明', 起火日期: '2026-10-30' }
const clock = { now: () => '2026-10-31T09:00:00Z', today: () => '2026-10-31' } as const

let [ours, another]: RowKeys[] = []
beforeAll(async () => {
  ours = await rowKeysFromText(`${randomBytes(32).toString('hex')},${randomBytes(32).toString('hex')}`)
  another = await rowKeysFromText(randomBytes(32).toString('hex'))
})

/** As docs/sending-records.md tells departments. */
const sealTo = async (keys: RowKeys | undefined, text: string, nth = 0, enc = 'A256GCM'): Promise<string> => {
  const key = keys?.publicKeys[nth]
  if (key === undefined) throw new Error('no such key')
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc, kid: key.kid })
    .encrypt(await importJWK(key, 'ECDH-ES+A256KW'))
}

/** What ingest reads of messages, by the real source of a log in memory. */
const read = async (values: readonly string[]) => {
  const log = memoryLog()
  await log.append(
    topic,
    values.map((value) => ({ key: '', value })),
  )
  const source: Source = openedSource(log.source({ topics: [topic], group: 'ingest' }), ours as RowKeys)
  const messages = await source.read({ max: 100, waitMs: 0 })
  await source.commit(messages)
  return messages.map((message) => streamRecord(message, 'fire', clock))
}

test('a row that its department sealed is read as one in clear, with the newest key and the one before', async () => {
  const text = JSON.stringify(row)
  const sealed = [await sealTo(ours, text), await sealTo(ours, text, 1), text]
  expect(sealed[0]).not.toContain(Buffer.from('李建明').toString('base64url'))
  expect((await read(sealed)).map(({ record, bare }) => [record.row, bare])).toEqual([
    [row, true],
    [row, true],
    [row, true],
  ])
})

test('what no key of ours opens is set aside with its words, and stops nobody', async () => {
  const good = await sealTo(ours, JSON.stringify(row))
  const strange = await sealTo(another, JSON.stringify(row))
  const changed = `${good.slice(0, -4)}AAAA`
  const cut = good.slice(0, good.lastIndexOf('.') + 1)
  const weak = await sealTo(ours, JSON.stringify(row), 0, 'A128CBC-HS256')
  const bad = [strange, changed, cut, weak]
  const records = await read([...bad, good])
  expect(records.map(({ record, words }) => [record.problem, words])).toEqual([
    ...bad.map((text) => ['not-opened', text]),
    [undefined, null],
  ])
})

test('what was sealed and is no row is set aside as one in clear is', async () => {
  const sealed = [await sealTo(ours, '一行乱码'), await sealTo(ours, await sealTo(ours, JSON.stringify(row)))]
  expect((await read(sealed)).map(({ record }) => record.problem)).toEqual(['bad-row', 'not-opened'])
})

test('a key that is none is told so at the start', async () => {
  await expect(rowKeysFromText('abc')).rejects.toThrow('openssl rand -hex 32')
  await expect(rowKeysFromText('0'.repeat(64))).rejects.toThrow('openssl rand -hex 32')
  expect((await rowKeysFromText('')).publicKeys).toEqual([])
})
