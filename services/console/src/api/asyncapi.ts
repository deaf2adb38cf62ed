import {
  Assessment,
  CaseEvent,
  ChangeEvent,
  QuarantineNotice,
  RawRecord,
  recordsTopic,
  TaskEvent,
  topics,
  topology,
} from '@shouwang/contracts'
import { z } from 'zod'
import type { FeedCard } from '../backend/cards.ts'

type Topic = keyof typeof topics

const published = {
  changeEvents: {
    schema: ChangeEvent,
    title: 'A canonical, validated, pseudonymised statement; a CloudEvents 1.0 envelope',
  },
  quarantine: { schema: QuarantineNotice, title: 'A row was set aside; its words stay sealed in the store' },
  assessments: { schema: Assessment, title: 'All verdicts on a household, with their reasons' },
  taskEvents: { schema: TaskEvent, title: 'Something happened to a task' },
  caseEvents: { schema: CaseEvent, title: 'Something happened to a case' },
} as const satisfies Record<Topic, { schema: z.ZodType; title: string }>

/**
 * The AsyncAPI 3 description of every topic, generated from the schemas that the services parse with. Departments send
 * to the records topics; everything else is for readers.
 */
export const asyncApiOf = (cards: readonly FeedCard[]) => describe(cards.filter(({ hasTopic }) => hasTopic))

const describe = (feeds: readonly FeedCard[]) => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Shouwang topics',
    version: '1',
    description:
      'Departments produce raw rows to records.<feed>, one JSON object a message. Names of topics are promises: a new form gets a new version.',
  },
  defaultContentType: 'application/json',
  channels: {
    ...Object.fromEntries(feeds.map((card) => [channelOf(card), recordsChannel(card)])),
    ...Object.fromEntries(topicNames.map((topic) => [topic, topicChannel(topic)])),
  },
  operations: {
    ...Object.fromEntries(
      feeds.map((card) => [
        `take-${card.feed}`,
        {
          action: 'receive',
          channel: { $ref: `#/channels/${channelOf(card)}` },
          title: `${card.name}（${card.provider}）`,
        },
      ]),
    ),
    ...Object.fromEntries(
      topicNames.map((topic) => [
        `publish-${topic}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${topic}` },
          summary: `Written by ${writersOf(topic).join(', ')}`,
        },
      ]),
    ),
  },
  components: {
    messages: {
      ...Object.fromEntries(topicNames.map((topic) => [topic, messageOf(topic)])),
      envelope: {
        title: 'A row as our own doors write it, sealed',
        contentType: 'application/json',
        payload: jsonSchema(RawRecord),
      },
    },
  },
})

const topicNames = Object.keys(topics) as Topic[]

const channelOf = ({ feed }: FeedCard): string => `records-${feed}`

const recordsChannel = (card: FeedCard) => ({
  address: recordsTopic(card.feed),
  title: card.name,
  description: `${card.provider}. ${card.legalBasis ?? ''} The day of the statements is the day on which they are read.`,
  messages: {
    row: {
      title: `One row of ${card.name}`,
      contentType: 'application/json',
      payload: {
        type: 'object',
        properties: Object.fromEntries(
          card.columns.map(({ name, holds }) => [name, { type: ['string', 'number', 'null'], description: holds }]),
        ),
        additionalProperties: true,
      },
    },
    envelope: { $ref: '#/components/messages/envelope' },
  },
})

const topicChannel = (topic: Topic) => ({
  address: topics[topic],
  title: published[topic].title,
  messages: { [topic]: { $ref: `#/components/messages/${topic}` } },
})

const messageOf = (topic: Topic) => ({
  title: published[topic].title,
  contentType: 'application/json',
  payload: jsonSchema(published[topic].schema),
})

const writersOf = (topic: Topic): readonly string[] =>
  topology.filter(({ writes }) => (writes as readonly string[]).includes(topic)).map(({ service }) => service)

/** AsyncAPI reads draft 7 where nothing else is said. */
const jsonSchema = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })
  return rest
}
