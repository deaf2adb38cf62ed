import { topics } from './topics.ts'
import { topology } from './topology.ts'

const names: Readonly<Record<string, string>> = { records: 'records.&lt;feed&gt;', ...topics }
const shape = (topic: string): string => `${topic}[/"${names[topic] ?? topic}"/]`

/**
 * The topology as a Mermaid diagram: topics are slanted, services are round, and what is written only to finish another's
 * work is dotted. What the README shows.
 */
export const topologyDiagram = (): string =>
  [
    'flowchart LR',
    '  departments["departments"] -- Kafka --> records',
    '  departments -- "drop folder · schedule" --> ingest',
    '  departments -- "HTTP · files" --> console',
    ...[...new Set(topology.flatMap(({ reads, writes }) => [...reads, ...writes]))].map((topic) => `  ${shape(topic)}`),
    ...topology.flatMap(({ service, reads, writes, onBehalf }) => [
      `  ${service}(["${service}"])`,
      ...reads.map((topic) => `  ${topic} --> ${service}`),
      ...writes.map((topic) => `  ${service} --> ${topic}`),
      ...onBehalf.map((topic) => `  ${service} -.-> ${topic}`),
    ]),
    '  warehouse --> clickhouse[("ClickHouse")] --> dashboards["reports · Grafana"]',
    '  console --- people["grid workers · staff"]',
    '',
  ].join('\n')
