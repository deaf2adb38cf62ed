import { type ChangeEvent, changeEventText, topics } from '@shouwang/contracts'
import type { KafkaLog } from '@shouwang/kafka'
import { type CountyOptions, countyRows, type FeedRow } from '@shouwang/synth'
import { readDelivery } from '../../detection/true-county/rows-to-facts.ts'
import { today } from '../installation.ts'

/** A topic of change events that both sides read. */
export type EventsTopic = {
  /** The prefix of the installation whose topic it is. */
  readonly prefix: string
  readonly events: number
  /** How many of them register people, before all others. */
  readonly registered: number
}

const eventsPerAppend = 5_000
const region = '350200000000'

/**
 * Fills a topic with the change events of a made-up county: its rows read through the feeds' own mapping, as ingest reads them,
 * the register first, and keyed by the household that the register puts a person into.
 */
export const fillTopic = async (log: KafkaLog, prefix: string, county: CountyOptions): Promise<EventsTopic> => {
  const homes = new Map<string, string>()
  let [events, registered] = [0, 0]
  const messageOf = (event: ChangeEvent) => {
    if (event.type === 'ResidentRegistered') homes.set(event.subject, event.data.householdNo)
    return { key: homes.get(event.subject) ?? event.subject, value: changeEventText(event) }
  }
  const append = async (rows: readonly FeedRow[]): Promise<void> => {
    const read = readDelivery({ month: 0, day: today, rows, whole: new Set() }, region).events
    await log.append(topics.changeEvents, read.map(messageOf))
    events += read.length
  }
  await log.createTopics([topics.changeEvents])
  for (const isRegister of [true, false]) {
    let rows: FeedRow[] = []
    for (const row of countyRows(county)) {
      if ((row.feed === 'resident-register') !== isRegister) continue
      if (rows.push(row) < eventsPerAppend) continue
      await append(rows)
      rows = []
    }
    await append(rows)
    if (isRegister) registered = events
  }
  return { prefix, events, registered }
}
