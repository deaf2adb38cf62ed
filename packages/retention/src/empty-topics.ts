import { addDays } from '@shouwang/contracts'
import { type ErasureUnderWay, heldHouseholds, heldPersons, saveLogLeft, standingHolds } from '@shouwang/postgres'
import type { RetentionDependencies, ServerLog } from './dependencies.ts'
import { daysOfTopics } from './keep-terms.ts'
import { kindOfTopic } from './log-without.ts'
import type { Terms } from './terms.ts'

type Ends = ReadonlyMap<string, number>

/** The log on servers of what retention works on. @throws TypeError where the log is in this process */
const serverLogOf = ({ log }: RetentionDependencies): ServerLog => {
  if ('forgetAfter' in log) return log
  throw new TypeError('a log in files is written anew, and has no topics to empty')
}

/** Whether every stage has read what stood before these ends: a person may be in what one of them has still to read. */
export const everybodyHasRead = async (dependencies: RetentionDependencies, ends: Ends): Promise<boolean> => {
  const log = serverLogOf(dependencies)
  for (const { group, topics } of dependencies.reads) if (!(await log.hasRead(group, topics, ends))) return false
  return true
}

/**
 * Leaves what an order has still to do to topics on servers. Single messages can't be taken out of them, so all of what they hold now
 * goes, some days after the order: till then a store that was restored from a backup finds there what came after it.
 */
export const leaveToTopics = async (
  { sql, terms, today }: RetentionDependencies,
  { id }: Pick<ErasureUnderWay, 'id'>,
  ends: Ends,
): Promise<void> => {
  const due = addDays(today(), orderDaysOf(terms, ends))
  await saveLogLeft(sql, id, { ends: JSON.stringify(Object.fromEntries(ends)), due })
}

/** After how many days the last of these topics may be emptied. */
const orderDaysOf = (terms: Terms, ends: Ends): number =>
  Math.max(0, ...[...ends.keys()].map((name) => terms[kindOfTopic(topicOf(name))].orderDays ?? 0))

const topicOf = (partition: string): string => partition.slice(0, partition.lastIndexOf('/'))

/**
 * Empties topics up to where an order left them, once its day has come, every stage has read that, and nobody's data are held.
 * Returns whether it did.
 */
export const emptyTopics = async (dependencies: RetentionDependencies, order: ErasureUnderWay): Promise<boolean> => {
  const { sql, terms, today } = dependencies
  if (order.logDue === null || order.logDue > today()) return false
  const ends: Ends = new Map(Object.entries(JSON.parse(order.logEnds ?? '{}') as Record<string, number>))
  const held = {
    persons: await heldPersons(sql, today()),
    households: await heldHouseholds(sql, today()),
    feeds: (await standingHolds(sql, today())).flatMap(({ kind, subject }) => (kind === 'feed' ? [subject] : [])),
  }
  const kept = daysOfTopics(terms, [...new Set([...ends.keys()].map(topicOf))], held)
  const isHeld = [...kept.values()].includes(null)
  if (isHeld || !(await everybodyHasRead(dependencies, ends))) return false
  await serverLogOf(dependencies).deleteBefore(ends)
  return true
}
