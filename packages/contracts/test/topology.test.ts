import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { kafkaAclScript, topology, topologyDiagram } from '../src/index.ts'

for (const readme of ['README.md', 'README.zh-CN.md'])
  test(`${readme} shows the flow as the topology has it`, async () => {
    const text = await readFile(new URL(`../../../${readme}`, import.meta.url), 'utf8')
    expect(text).toContain(`\`\`\`mermaid\n${topologyDiagram()}\`\`\``)
  })

test('infra/kafka/acls.sh gives each service the topics of the topology, and no other', async () => {
  await expect(kafkaAclScript()).toMatchFileSnapshot('../../../infra/kafka/acls.sh')
})

test('everything that a service reads is written by one', () => {
  const written = new Set<string>(topology.flatMap(({ writes }) => [...writes]))
  const read = topology.flatMap(({ reads }) => [...reads])
  expect(read.filter((topic) => !written.has(topic))).toEqual([])
})
