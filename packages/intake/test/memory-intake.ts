import { loadFeeds } from '@shouwang/feeds'
import { memoryLog } from '@shouwang/flow/testing'
import { createCipher } from '@shouwang/identity'
import { openPglite, type Sql } from '@shouwang/postgres'
import type { IntakeDependencies } from '../src/index.ts'

/** What the doors need, in memory; what they took is in `log`. */
export const memoryIntake = async (): Promise<{
  readonly intake: IntakeDependencies
  readonly log: ReturnType<typeof memoryLog>
  readonly sql: Sql
}> => {
  const [log, sql] = [memoryLog(), await openPglite()]
  let ids = 0
  const intake: IntakeDependencies = {
    sql,
    to: log,
    cipher: createCipher([Buffer.alloc(32, 7)]),
    window: { room: async () => () => undefined },
    feeds: loadFeeds(),
    reference: 'apply',
    region: '350200000000',
    now: () => '2026-10-31T09:00:00Z',
    newId: () => `d-${++ids}`,
    events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
  }
  return { intake, log, sql }
}
