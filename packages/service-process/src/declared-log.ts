import { type ServiceName, type TopologyTopic, topology, topologyTopicOf } from '@shouwang/contracts'
import type { Log } from '@shouwang/flow'

/** One use of a topic. */
export type TopicUse = {
  readonly service: ServiceName
  readonly way: 'reads' | 'writes'
  readonly topic: TopologyTopic
}

/**
 * The log as one service may use it: reading or writing a topic that the topology does not give it throws a RangeError, so
 * that the drawing of the flow is what processes do. `used` is told of every use.
 */
export const declaredLog = <L extends Log>(service: ServiceName, log: L, used?: (use: TopicUse) => void): L => {
  const found = topology.find((one) => one.service === service)
  if (found === undefined)
    throw new RangeError(`the topology knows no service "${service}"; declare what it reads and writes`)
  const mayUse = { reads: new Set<string>(found.reads), writes: new Set<string>([...found.writes, ...found.onBehalf]) }
  const check = (way: TopicUse['way'], name: string): void => {
    const topic = topologyTopicOf(name)
    if (topic === undefined || !mayUse[way].has(topic))
      throw new RangeError(`${service} ${way} "${name}", which the topology does not say; declare it in contracts`)
    used?.({ service, way, topic })
  }
  return {
    ...log,
    source: (options) => {
      for (const topic of options.topics) check('reads', topic)
      return log.source(options)
    },
    append: async (topic, messages) => {
      check('writes', topic)
      await log.append(topic, messages)
    },
  }
}
