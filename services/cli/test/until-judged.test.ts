import type { Receipt } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import type { ApiClient } from '../src/api-client/api-client.ts'
import { untilJudged } from '../src/commands/until-judged.ts'

const receipt = (delivery: string, status: Receipt['status']): Receipt => ({
  delivery,
  feed: 'fire',
  fileName: '火灾.csv',
  businessDay: '2026-10-31',
  part: false,
  status,
  problem: null,
  remarks: {},
  received: 1,
  accepted: 1,
  mended: 0,
  quarantined: 0,
  quarantinedBy: {},
  applied: status === 'complete' ? 1 : 0,
  duplicate: 0,
  stale: 0,
  quarantinedLater: 0,
  startedAt: '2026-10-31T09:00:00Z',
  finishedAt: null,
})

/** An installation where a delivery ends at a look, and all is at rest from another look on; how often was looked. */
const waited = async (
  { endsAt = 1, settledFrom = Number.POSITIVE_INFINITY, alone = false, until = 'judged' as 'applied' | 'judged' },
  looks = 5,
) => {
  let [looked, err] = [0, '']
  const api: ApiClient = {
    alone,
    call: async ({ path }) => {
      if (path === '/pipeline') looked += 1
      const body =
        path === '/pipeline'
          ? { settled: looked >= settledFrom }
          : receipt(path.slice('/deliveries/'.length), looked >= endsAt ? 'complete' : 'processing')
      return { status: 200, body: JSON.stringify(body), cookie: undefined }
    },
    close: async () => {},
  }
  const terminal = {
    env: {},
    out: () => {},
    err: (text: string) => {
      err += text
    },
    today: async () => '2026-10-31',
  }
  const receipts = await untilJudged(terminal, api, ['d-1', 'd-2'], until, { lookEveryMs: 0, looks })
  return { looked, err, statuses: receipts.map(({ status }) => status) }
}

test('it waits until the deliveries have ended and everything is at rest', async () => {
  expect(await waited({ endsAt: 3, settledFrom: 7 })).toEqual({
    looked: 7,
    err: '',
    statuses: ['complete', 'complete'],
  })
})

test('where others keep sending it does not wait for ever, and says that tasks may come later', async () => {
  const { looked, err, statuses } = await waited({ endsAt: 3 })
  expect({ looked, statuses }).toEqual({ looked: 8, statuses: ['complete', 'complete'] })
  expect(err).toContain('任务可能稍后才到')
})

test('where nobody else sends it waits for the rest, however long that takes', async () => {
  expect(await waited({ endsAt: 3, settledFrom: 50, alone: true })).toMatchObject({ looked: 50, err: '' })
})

test('the first files of a list only need to be applied', async () => {
  expect(await waited({ endsAt: 3, until: 'applied' })).toMatchObject({ looked: 3, err: '' })
})

test('a delivery that never moves is told of once, with where to look', async () => {
  const { err, statuses } = await waited({ endsAt: 600, settledFrom: 600 })
  expect(err.match(/没有进展/g)).toHaveLength(1)
  expect(statuses).toEqual(['complete', 'complete'])
})

test('when all is at rest and a receipt is not, it stops after a while', async () => {
  expect(await waited({ endsAt: 600, settledFrom: 1 })).toMatchObject({ statuses: ['processing', 'processing'] })
})
