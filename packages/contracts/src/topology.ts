import { topics } from './topics.ts'

/** A topic of the topology; `records` stands for those of every feed. */
export type TopologyTopic = 'records' | keyof typeof topics

type ServiceTopics = {
  readonly service: string
  readonly reads: readonly TopologyTopic[]
  readonly writes: readonly TopologyTopic[]
  /** What it writes only to finish another's work: sends again what crashed, or publishes what a console had saved. */
  readonly onBehalf: readonly TopologyTopic[]
}

/**
 * Who reads what and writes what. Every process opens its log with this (`declaredLog`), so that it can do nothing else;
 * a journey shows that each does all of it. The README's diagram and the AsyncAPI description are generated from it.
 */
export const topology = [
  { service: 'ingest', reads: ['records'], writes: ['records', 'changeEvents', 'quarantine'], onBehalf: [] },
  { service: 'scoring', reads: ['changeEvents'], writes: ['assessments', 'quarantine'], onBehalf: ['changeEvents'] },
  {
    service: 'alert',
    reads: ['assessments'],
    writes: ['taskEvents', 'quarantine'],
    onBehalf: ['changeEvents', 'assessments', 'caseEvents'],
  },
  {
    service: 'console',
    reads: ['taskEvents'],
    writes: ['records', 'taskEvents', 'caseEvents', 'changeEvents'],
    onBehalf: ['assessments'],
  },
  {
    service: 'warehouse',
    reads: ['changeEvents', 'quarantine', 'assessments', 'taskEvents', 'caseEvents'],
    writes: [],
    onBehalf: [],
  },
] as const satisfies readonly ServiceTopics[]

/** A service that reads or writes topics. */
export type ServiceName = (typeof topology)[number]['service']

const named = new Map<string, TopologyTopic>(
  Object.entries(topics).map(([name, topic]) => [topic, name as TopologyTopic]),
)

/** What the topology calls a topic; undefined for one that it does not know. */
export const topologyTopicOf = (topic: string): TopologyTopic | undefined =>
  named.get(topic) ?? (topic.startsWith('records.') ? 'records' : undefined)
