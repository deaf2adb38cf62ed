import { loadFeeds } from '@shouwang/feeds'
import { memoryLog } from '@shouwang/flow/testing'
import { createCipher } from '@shouwang/identity'
import { openPglite, type Sql } from '@shouwang/postgres'
import { type IntakeDependencies, intakeDependencies } from '../src/index.ts'

/** What the doors need, in memory; what they took is in `log`. */
export const memoryIntake = async (): Promise<{
  readonly intake: IntakeDependencies
  readonly log: ReturnType<typeof memoryLog>
  readonly sql: Sql
}> => {
  const [log, sql] = [memoryLog(), await openPglite()]
  let ids = 0
  const given = intakeDependencies({
    sql,
    to: log,
    cipher: createCipher([Buffer.alloc(32, 7)]),
    feeds: loadFeeds(),
    reference: 'apply',
    region: '350200000000',
    now: () => '2026-10-31T09:00:00Z',
    events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
  })
  const intake = { ...given, window: { room: async () => () => undefined }, newId: () => `d-${++ids}` }
  return { intake, log, sql }
}
