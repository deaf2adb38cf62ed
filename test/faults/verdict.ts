import type { Day } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { wholeBook } from '@shouwang/household'
import { keyFromText, pseudonymiser } from '@shouwang/identity'
import type { KafkaLog } from '@shouwang/kafka'
import { loadPolicies } from '@shouwang/policy'
import { countQuarantine, type Sql } from '@shouwang/postgres'
import { accountDifferences, warehouseDifferences } from './account-differences.ts'
import { actualOutcome } from './actual-outcome.ts'
import { mapDifferences, outcomeDifferences } from './differences.ts'
import { expectedOutcome, type Outcome } from './expected-outcome.ts'
import type { Load } from './parcels.ts'
import type { Sender } from './sender.ts'
import { taskDifferences } from './task-differences.ts'

/** A task that somebody took, or closed with a result. */
type Work = {
  readonly kind: 'accepted' | 'closed'
  readonly taskId: string
  readonly household: string
  readonly direction: string
}

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
  /** What people did with tasks. */
  readonly work?: readonly Work[]
}

/** Holds the store, the account and the warehouse against a fold of the same records in memory. */
export const verdictOn = async (ended: Ended) => {
  const { load, sql, log, warehouse, feeds, region, day, keys, sender, work = [] } = ended
  const identity = pseudonymiser(keyFromText(keys.pseudonymKey))
  const policies = loadPolicies()
  const expected = expectedOutcome(load.parcels, { identity, policies, region, day })
  const places = new Set(work.map(({ household, direction }) => `${household} ${direction}`))
  const tasks = await taskDifferences(sql, expected.assessments, { policies, day, taken: places })
  const closed = work.filter(({ kind }) => kind === 'closed')
  const { outcome, results } = withoutResults(await actualOutcome(sql))
  const differences = [
    ...outcomeDifferences(expected, outcome),
    ...mapDifferences('the result of', new Map(closed.map(({ taskId }) => [taskId, true])), results),
    ...tasks.differences,
    ...(await accountDifferences(sql, log, feeds, sender.acknowledged)),
    ...(await warehouseDifferences(sql, log, feeds, warehouse, sender.files)),
  ]
  const figures = [
    `${expected.persons.size} people in ${expected.assessments.size} households, ${tasks.due} open tasks due`,
    `${await countWaiting(sql)} rows set aside`,
    `${sender.acknowledged.size} deliveries acknowledged over HTTP`,
  ]
  return { differences, figures }
}

/** What the store holds without what visits found, which no record says, and the tasks of which it knows a result. */
const withoutResults = (outcome: Outcome): { outcome: Outcome; results: ReadonlyMap<string, true> } => {
  const results = new Map<string, true>()
  const persons = [...outcome.persons].map(([person, record]) => {
    const { VisitConcluded: visits, ...book } = wholeBook(record.book)
    for (const taskId of visits?.keys() ?? []) results.set(taskId, true)
    return [person, { ...record, book }] as const
  })
  return { outcome: { ...outcome, persons: new Map(persons) }, results }
}

const countWaiting = async (sql: Sql): Promise<number> =>
  (await countQuarantine(sql)).reduce((sum, { waiting }) => sum + waiting, 0)
