import { expect, test } from 'vitest'
import type { ApiClient } from '../src/api-client/api-client.ts'
import { listWaiting } from '../src/commands/quarantine-list.ts'
import type { Shell } from '../src/shell.ts'

const row = (at: number) => ({
  quarantineId: `q-${String(at).padStart(5, '0')}`,
  feed: 'fire',
  feedName: '火灾',
  fileName: null,
  rowNo: at,
  businessDay: '2026-10-31',
  stage: 'ingest',
  reason: 'bad-date',
  reasonText: '日期有误',
  field: null,
  state: 'waiting',
  delivery: 'd-1',
  seen: 1,
  note: null,
  at: '2026-10-31T09:00:00Z',
})

/** A quarantine of `count` rows, and what was written when each page of it was asked for. */
const listed = async (count: number, format: 'table' | 'json') => {
  const all = Array.from({ length: count }, (_, at) => row(at + 1))
  let [out, err] = ['', '']
  const writtenBefore: number[] = []
  const api: ApiClient = {
    alone: true,
    call: async ({ query = {} }) => {
      writtenBefore.push(out.length)
      const from = all.findIndex(({ quarantineId }) => quarantineId === query.after) + 1
      const items = all.slice(from, from + Number(query.limit))
      return { status: 200, body: JSON.stringify({ items, total: count, counts: [] }), cookie: undefined }
    },
    close: async () => {},
  }
  const terminal = {
    env: {},
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    today: async () => '2026-10-31',
  }
  const shell: Shell = { terminal, options: { data: '', format }, enter: (work) => work(api), show: () => {} }
  await listWaiting(shell, {})
  return { out, err, writtenBefore }
}

test('a page is written before the next is asked for, so that a great many rows need no memory', async () => {
  const { out, err, writtenBefore } = await listed(1200, 'table')
  expect(out.split('\n')).toHaveLength(1 + 1200 + 1)
  expect(err).toBe('共 1200 行待处理。\n')
  expect(writtenBefore[0]).toBe(0)
  expect(writtenBefore[1]).toBeGreaterThan(0)
  expect(writtenBefore[2]).toBeGreaterThan(writtenBefore[1] ?? 0)
})

test('the pages are one array for scripts, each row once', async () => {
  const ids = JSON.parse((await listed(1200, 'json')).out).map((item: { quarantineId: string }) => item.quarantineId)
  expect(new Set(ids).size).toBe(1200)
  expect(JSON.parse((await listed(0, 'json')).out)).toEqual([])
})
