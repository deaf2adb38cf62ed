import { topics } from './topics.ts'
import { type ServiceName, type TopologyTopic, topology } from './topology.ts'

/** What a service may do with a topic or a consumer group, or with all whose name begins so, in Kafka's words. */
export type KafkaRight = {
  readonly service: ServiceName
  readonly resource: 'topic' | 'group'
  readonly name: string
  readonly prefixed: boolean
  readonly operations: readonly (
    | 'Read'
    | 'Write'
    | 'Create'
    | 'Describe'
    | 'DescribeConfigs'
    | 'AlterConfigs'
    | 'Delete'
  )[]
}

/**
 * The rights on Kafka that each service needs and no more, as the topology says: who reads and writes what, in which group. The
 * console also tells topics for how long to keep, empties them by order, and sees how far every group is.
 */
export const kafkaRights = (): readonly KafkaRight[] =>
  topology.flatMap(({ service, reads, writes, onBehalf }): readonly KafkaRight[] => {
    const written = [...new Set([...writes, ...onBehalf])]
    const group = { service, resource: 'group' } as const
    return [
      ...reads.map((topic) => ({ ...topicOf(service, topic), operations: ['Read', 'Describe', 'Create'] }) as const),
      ...written.map((topic) => ({ ...topicOf(service, topic), operations: ['Write', 'Describe', 'Create'] }) as const),
      service === 'console'
        ? { ...group, name: 'console-', prefixed: true, operations: ['Read', 'Describe'] }
        : { ...group, name: service, prefixed: false, operations: ['Read', 'Describe'] },
      ...followed(service).map(
        (name) => ({ ...group, name, prefixed: false, operations: ['Describe'] }) satisfies KafkaRight,
      ),
      ...(service === 'console' ? everyTopic.map((topic) => ({ ...topicOf(service, topic), ...kept }) as const) : []),
    ]
  })

const everyTopic: readonly TopologyTopic[] = ['records', ...(Object.keys(topics) as (keyof typeof topics)[])]
const kept = { operations: ['Describe', 'DescribeConfigs', 'AlterConfigs', 'Delete'] } as const

const topicOf = (service: ServiceName, topic: TopologyTopic) =>
  ({
    service,
    resource: 'topic',
    ...(topic === 'records' ? { name: 'records.', prefixed: true } : { name: topics[topic], prefixed: false }),
  }) as const

/** The groups whose place a service looks at: ingest keeps close to scoring, the console sees whether all is judged. */
const followed = (service: ServiceName): readonly string[] => {
  if (service === 'ingest') return ['scoring']
  return service === 'console' ? topology.map((one) => one.service).filter((name) => name !== 'console') : []
}

/** A script that gives each service its rights; the user of each is named after it. */
export const kafkaAclScript = (): string =>
  [
    '#!/bin/sh',
    '# The rights on Kafka of each service and no more, written from packages/contracts/src/topology.ts by its test.',
    '# KAFKA=host:9093 ADMIN=admin.properties PREFIX= ./acls.sh; PREFIX is SHOUWANG_KAFKA_PREFIX.',
    'set -eu',
    'allow() { kafka-acls --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add "$@"; }',
    ...kafkaRights().map(({ service, resource, name, prefixed, operations }) =>
      [
        `allow --allow-principal User:${service}`,
        `--${resource} "\${PREFIX:-}${name}"`,
        ...(prefixed ? ['--resource-pattern-type prefixed'] : []),
        ...operations.map((operation) => `--operation ${operation}`),
      ].join(' '),
    ),
    '',
  ].join('\n')
