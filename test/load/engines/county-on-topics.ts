import { recordsTopic } from '@shouwang/contracts'
import { type CountyOptions, countyRows, type FeedRow, synthCounty } from '@shouwang/synth'
import type { Row } from '../fire-at.ts'
import type { OnEngines } from './on-engines.ts'

const rowsPerAppend = 5_000

/** Produces those rows of a county that are wanted to the topics of their feeds, as a department would; gives how many. */
export const produceRows = async (
  { log }: OnEngines,
  county: CountyOptions,
  wanted: (row: FeedRow) => boolean,
): Promise<number> => {
  const chunks = new Map<string, { key: string; value: string }[]>()
  let count = 0
  for (const sent of countyRows(county)) {
    if (!wanted(sent)) continue
    count += 1
    const topic = recordsTopic(sent.feed)
    const chunk = chunks.get(topic) ?? []
    chunks.set(topic, chunk)
    chunk.push({ key: String(count), value: JSON.stringify(sent.row) })
    if (chunk.length < rowsPerAppend) continue
    chunks.delete(topic)
    await log.append(topic, chunk)
  }
  for (const [topic, chunk] of chunks) await log.append(topic, chunk)
  return count
}

/** The register's rows of the heads of ordinary households: nothing but a fire gives them a task. */
export const ordinaryHeads = (county: CountyOptions): readonly Row[] => {
  const inHardship = new Set([...synthCounty(county).truth()].map(({ householdNo }) => householdNo))
  const heads: Row[] = []
  for (const { feed, row } of countyRows(county))
    if (feed === 'resident-register' && row.与户主关系 === '0' && !inHardship.has(String(row.户号))) heads.push(row)
  return heads
}
