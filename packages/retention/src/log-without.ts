import { type Day, RawRecord, topics } from '@shouwang/contracts'
import type { Message, Received } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import { type ErasedScope, rowName } from '@shouwang/postgres'
import { type Needles, names } from './needles.ts'
import { keptSince, monthsOfFeed, type RetentionKind, type Terms } from './terms.ts'
import { withoutPerson } from './without-person.ts'

/** What a message becomes: itself, another, or undefined where it goes. */
export type Fate = (message: Received) => Pick<Message, 'key' | 'value'> | undefined

/** Whom messages are freed of. */
export type Gone = {
  readonly person: string
  readonly alias: string
  readonly needles: Needles
  readonly scope: ErasedScope
}

const recordsPrefix = 'records.'

/**
 * Messages without a person: his own rows, facts and judgements go, what others and the histories need stays under another name.
 * What can't be opened any more is nobody's and stays.
 */
export const withoutGone =
  ({ person, alias, needles, scope }: Gone, open: Cipher['open']): Fate =>
  (message) => {
    const { topic, key, value } = message
    if (topic.startsWith(recordsPrefix))
      return names(needles, wordsOf(value, open)) || scope.rows.includes(nameOfRow(value)) ? undefined : message
    const isNamed = value.includes(person)
    const renamed = { key: key.replaceAll(person, alias), value }
    if (topic === topics.assessments) return isNamed ? undefined : message
    if (topic === topics.changeEvents) {
      if (!isNamed && renamed.key === key) return message
      return (JSON.parse(value) as { subject?: string }).subject === person
        ? undefined
        : { ...renamed, value: value.replaceAll(person, alias) }
    }
    const told = topic === topics.taskEvents ? scope.tasks : topic === topics.caseEvents ? scope.cases : []
    if (!isNamed && renamed.key === key && !told.some((id) => value.includes(`"${id}"`))) return message
    const words = withoutPerson(value, { person, alias, words: true })
    return words === value && renamed.key === key ? message : { ...renamed, value: words }
  }

/** What a row of one of our doors is called; nothing for one that a department produced, of which no delivery is known. */
const nameOfRow = (value: string): string => {
  const named = /"delivery":"([^"]+)","rowNo":(\d+)/.exec(value)
  return named === null ? '' : rowName(named[1] ?? '', Number(named[2]))
}

/** The words of a row: those that were sealed, or the message as a department produced it. */
export const wordsOf = (value: string, open: Cipher['open']): string => {
  try {
    const { sealed, delivery } = Sealed.parse(JSON.parse(value))
    return sealed === undefined ? value : open(sealed, delivery)
  } catch {
    return value
  }
}

const Sealed = RawRecord.pick({ sealed: true, delivery: true })

/** Which term a topic falls under. */
export const kindOfTopic = (topic: string): RetentionKind =>
  topic.startsWith(recordsPrefix)
    ? 'records'
    : topic === topics.changeEvents
      ? 'change-events'
      : topic === topics.assessments
        ? 'assessments'
        : topic === topics.quarantine
          ? 'quarantine'
          : 'history'

/** The feed of a topic of raw rows; undefined for the others. */
export const feedOfTopic = (topic: string): string | undefined =>
  topic.startsWith(recordsPrefix) ? topic.slice(recordsPrefix.length) : undefined

/** The first day that a topic's term keeps on a day; null where it keeps for ever. */
export const topicKeptSince = (terms: Terms, topic: string, today: Day): Day | null => {
  const feed = feedOfTopic(topic)
  return keptSince(feed === undefined ? terms[kindOfTopic(topic)].months : monthsOfFeed(terms, feed), today)
}

/** The day that a message is of; undefined where it says none. */
export const dayOf = (value: string): Day | undefined => dayIn.exec(value)?.[1]

/** The first of these fields, all of them ISO: when it came, was said, was judged, happened. */
const dayIn = /"(?:receivedAt|time|day|at)":"(\d{4}-\d{2}-\d{2})/
