import { openChdb, type WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { absenceTells, type EventFeed } from '@shouwang/feeds'
import type { KafkaLog } from '@shouwang/kafka'
import { readStalledDeliveries, type Sql } from '@shouwang/postgres'
import { warehouseCounts, warehouseNames } from '../journeys/warehouse-counts.ts'
import { ledgerIn } from '../journeys/what-came-out.ts'
import { mapDifferences } from './differences.ts'
import { producedRows, writtenMessages } from './topics-read.ts'

const everyDay = { from: '2000-01-01', to: '2099-12-31' }

/** What of the account does not add up: per feed and day, per delivery, and against what was sent. */
export const accountDifferences = async (
  sql: Sql,
  log: KafkaLog,
  feeds: readonly EventFeed[],
  acknowledged: ReadonlyMap<string, number>,
): Promise<readonly string[]> => {
  const unbalanced = (await ledgerIn(sql)).filter(({ balanced }) => !balanced)
  const standing = await readStalledDeliveries(sql, { ...everyDay, minutes: 0 })
  const deliveries = await sql.query<{ delivery: string; feed: string; received: number; status: string }>(
    'select delivery, feed, received, status from deliveries order by delivery',
  )
  const kept = new Map(
    deliveries
      .filter(({ delivery }) => acknowledged.has(delivery))
      .map(({ delivery, received, status }) => [delivery, `${received} rows, ${status}`]),
  )
  const promised = new Map([...acknowledged].map(([delivery, rows]) => [delivery, `${rows} rows, complete`]))
  const streamed = new Map(feeds.map(({ id }) => [id, 0]))
  for (const { delivery, feed, received } of deliveries)
    if (delivery.startsWith('stream:')) streamed.set(feed, (streamed.get(feed) ?? 0) + received)
  const produced = await producedRows(
    log,
    feeds.map(({ id }) => id),
  )
  return [
    ...unbalanced.map((line) => `the ledger of ${line.feed} on ${line.day} does not balance: ${JSON.stringify(line)}`),
    ...standing.map((one) => `the delivery ${one.delivery} stands still: ${JSON.stringify(one)}`),
    ...mapDifferences('delivery', promised, kept),
    ...mapDifferences('rows produced to', produced, streamed),
  ]
}

/** What the warehouse holds otherwise than the topics, and what crashed or could not be read on the way. */
export const warehouseDifferences = async (
  sql: Sql,
  log: KafkaLog,
  feeds: readonly EventFeed[],
  folder: string,
  files: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const client = await openChdb(folder)
  try {
    const written = await writtenMessages(log)
    const counts = await warehouseCounts(client)
    const differing = [...written].filter(([topic, names]) => counts[topic] !== names.size)
    const named = await Promise.all(differing.map(([topic, names]) => lostAndAdded(client, topic, names)))
    return [...named.flat(), ...(await setAside(client)), ...(await eventDifferences(sql, feeds, written, files))]
  } finally {
    await client.close()
  }
}

const shownNames = 5
/** How the id of a fact begins that people told. */
const ofVisits = 'casework/'

const lostAndAdded = async (
  client: WarehouseClient,
  topic: string,
  written: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const copied = await warehouseNames(client, topic)
  const lost = [...written.difference(copied)]
  const added = [...copied.difference(written)]
  return [
    `${topic} has ${written.size} messages, the warehouse ${copied.size}`,
    ...lost.slice(0, shownNames).map((name) => `${topic}: the warehouse lacks ${name}`),
    ...added.slice(0, shownNames).map((name) => `${topic}: only the warehouse has ${name}`),
  ]
}

const setAside = async (client: WarehouseClient): Promise<readonly string[]> => {
  const query = `select 'unreadable' as what, toString(tuple(topic, partition, offset, problem)) as which from unreadable
    union all select 'crashed', toString(tuple(stage, delivery, row_no)) from quarantine where reason = 'crashed'`
  const rows = await (await client.query({ query, format: 'JSONEachRow' })).json<{ what: string; which: string }>()
  return rows.map(({ what, which }) => `${what}: ${which}`)
}

/**
 * Each accepted row is one change event, so is the end of each file, and each row set aside that names who is not absent. What
 * visits found is of no delivery.
 */
const eventDifferences = async (
  sql: Sql,
  feeds: readonly EventFeed[],
  written: ReadonlyMap<string, ReadonlySet<string>>,
  files: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const tell = feeds.filter(absenceTells).map(({ id }) => id)
  const [row] = await sql.query<{ events: number }>(
    `select sum(accepted + case when file_name is null and not delivery = any($2) then 0 else 1 end
       + case when feed = any($1) then quarantined - nameless else 0 end)::int8 as events
     from deliveries where feed not in ('regions', 'staff')`,
    [tell, [...files]],
  )
  const found = [...(written.get(topics.changeEvents) ?? [])].filter((name) => !name.includes(ofVisits)).length
  return row?.events === found ? [] : [`${row?.events} change events are due, and ${found} different ones were written`]
}
