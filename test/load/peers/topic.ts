import { topics } from '@shouwang/contracts'
import type { CountyOptions } from '@shouwang/synth'
import { accountsOf, untilDone, untilJudged } from '../engines/backlog.ts'
import { produceRows } from '../engines/county-on-topics.ts'
import type { OnEngines } from '../engines/on-engines.ts'
import { progress } from '../installation.ts'

/** A topic of change events that both sides read. */
export type EventsTopic = {
  /** The prefix of the installation that filled it. */
  readonly prefix: string
  readonly events: number
  /** How many of them register people, before all others. */
  readonly registered: number
}

/**
 * Fills a topic with the change events of a made-up county, as ingest writes them: keyed by household, which it asks of what
 * scoring has placed. Scoring runs beside it, and what it made of them is forgotten.
 */
export const fillTopic = async (running: OnEngines, county: CountyOptions): Promise<EventsTopic> => {
  await running.start('scoring', 'ingest')
  const registered = await produceRows(running, county, ({ feed }) => feed === 'resident-register')
  await untilJudged(running, registered)
  const rows = await produceRows(running, county, ({ feed }) => feed !== 'resident-register')
  progress(`${rows} rows of ${registered} people produced; ingest makes change events of them`)
  await untilDone(running, ['ingest'])
  const { accepted } = await accountsOf(running)
  const ends = await running.log.ends([topics.changeEvents])
  const events = [...ends.values()].reduce((sum, end) => sum + end, 0)
  progress(`${events} change events of ${accepted} accepted rows`)
  return { prefix: running.services.environment.SHOUWANG_KAFKA_PREFIX ?? '', events, registered }
}
