import { topics } from './topics.ts'
import { topology } from './topology.ts'

const names: Readonly<Record<string, string>> = { records: 'records.&lt;feed&gt;', ...topics }
const shape = (topic: string): string => `${topic}[/"${names[topic] ?? topic}"/]`

/** The topology as a Mermaid diagram: topics are slanted, services are round. What the README shows. */
export const topologyDiagram = (): string =>
  [
    'flowchart LR',
    '  doors["files · HTTP · Kafka · schedule"] --> records',
    ...[...new Set(topology.flatMap(({ reads, writes }) => [...reads, ...writes]))].map((topic) => `  ${shape(topic)}`),
    ...topology.flatMap(({ service, reads, writes }) => [
      `  ${service}(["${service}"])`,
      ...reads.map((topic) => `  ${topic} --> ${service}`),
      ...writes.map((topic) => `  ${service} --> ${topic}`),
    ]),
    '  warehouse --> clickhouse[("ClickHouse")] --> dashboards["reports · Grafana"]',
    '  taskEvents --> console["console: grid workers"]',
    '',
  ].join('\n')
