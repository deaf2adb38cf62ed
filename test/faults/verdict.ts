import type { Day } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { keyFromText, pseudonymiser } from '@shouwang/identity'
import type { KafkaLog } from '@shouwang/kafka'
import { loadPolicies } from '@shouwang/policy'
import { countQuarantine, type Sql } from '@shouwang/postgres'
import { accountDifferences, warehouseDifferences } from './account-differences.ts'
import { actualOutcome } from './actual-outcome.ts'
import { outcomeDifferences } from './differences.ts'
import { expectedOutcome } from './expected-outcome.ts'
import type { Load } from './parcels.ts'
import type { Sender } from './sender.ts'
import { taskDifferences } from './task-differences.ts'

/** A run at its end: all is settled, and nobody has the warehouse open. */
type Ended = {
  readonly load: Load
  readonly sql: Sql
  readonly log: KafkaLog
  readonly warehouse: string
  readonly feeds: readonly EventFeed[]
  readonly region: string
  readonly day: Day
  readonly keys: { readonly pseudonymKey: string }
  readonly sender: Sender
}

/** Holds the store, the account and the warehouse against a fold of the same records in memory. */
export const verdictOn = async ({ load, sql, log, warehouse, feeds, region, day, keys, sender }: Ended) => {
  const identity = pseudonymiser(keyFromText(keys.pseudonymKey))
  const policies = loadPolicies()
  const expected = expectedOutcome(load.parcels, { identity, policies, region, day })
  const tasks = await taskDifferences(sql, expected.assessments, { policies, day })
  const differences = [
    ...outcomeDifferences(expected, await actualOutcome(sql)),
    ...tasks.differences,
    ...(await accountDifferences(sql, log, feeds, sender.acknowledged)),
    ...(await warehouseDifferences(sql, log, feeds, warehouse)),
  ]
  const figures = [
    `${expected.persons.size} people in ${expected.assessments.size} households, ${tasks.due} open tasks due`,
    `${await countWaiting(sql)} rows set aside`,
    `${sender.acknowledged.size} deliveries acknowledged over HTTP`,
  ]
  return { differences, figures }
}

const countWaiting = async (sql: Sql): Promise<number> =>
  (await countQuarantine(sql)).reduce((sum, { waiting }) => sum + waiting, 0)
