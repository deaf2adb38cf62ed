import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { topics, topology } from '@shouwang/contracts'
import type { TopicUse } from '@shouwang/service-process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { sampleBytes, scenario } from './sample.ts'
import { tasksIn, waitingRows } from './what-came-out.ts'

const family = scenario('big-bill')
const used = new Set<string>()
const laidInFolder = Promise.withResolvers<void>()
const topicUsed = ({ service, way, topic }: TopicUse): void => {
  used.add(`${service} ${way} ${topic}`)
  if (service === 'ingest' && way === 'writes' && topic === 'records') laidInFolder.resolve()
}

let city: Installation
let dropFolder: string
beforeAll(async () => {
  dropFolder = await mkdtemp(join(tmpdir(), 'shouwang-drop-'))
  city = await install({ dropFolder, topicUsed })
  const files = ['regions.csv', 'staff.csv', '公安_户籍人口_20260630.csv', '医保_结算明细.ndjson']
  await city.deliverAll(files.map((fileName) => ({ fileName, bytes: sampleBytes(fileName) })))
})
afterAll(async () => {
  await city.close()
  await rm(dropFolder, { recursive: true })
})

const visit = async (): Promise<void> => {
  const tasks = await tasksIn(city.standalone.engines.sql)
  const task = tasks.find(({ householdNo }) => householdNo === family.householdNo)
  const worker = await city.signIn(task?.assignee ?? '')
  const outcome = { outcome: 'yishi-yiyi', note: '医疗支出过大，已报街道一事一议' }
  expect(await worker.post(`/tasks/${task?.taskId}/accept`)).toMatchObject({ status: 200 })
  expect(await worker.post(`/tasks/${task?.taskId}/outcome`, outcome)).toMatchObject({ status: 200 })
  await city.untilIdle()
}

const crashAndSendAgain = async (topic: string): Promise<void> => {
  await city.standalone.engines.log.append(topic, [{ key: 'k', value: '{"no": "message of ours"' }])
  await city.untilIdle()
  const stage = topic === topics.assessments ? 'alert' : 'scoring'
  const row = (await waitingRows(city.standalone.engines.sql)).find((one) => one.stage === stage)
  const path = `/quarantine/${encodeURIComponent(row?.quarantineId ?? '')}/replay`
  expect(await city.operator.post(path, { row: null })).toMatchObject({ status: 202 })
  await city.untilIdle()
}

test('services read and write what the topology says: all of it and nothing else', async () => {
  const fileName = '残联_残疾人证.csv'
  await writeFile(join(dropFolder, fileName), sampleBytes(fileName))
  await laidInFolder.promise
  await city.untilIdle()
  await visit()
  await crashAndSendAgain(topics.changeEvents)
  await crashAndSendAgain(topics.assessments)

  const arrows = (way: 'reads' | 'writes' | 'onBehalf') =>
    topology.flatMap((one) => one[way].map((topic) => `${one.service} ${way === 'onBehalf' ? 'writes' : way} ${topic}`))
  const onBehalf = new Set(arrows('onBehalf'))
  // In one process with the rest, live pages hear of tasks from the commands themselves; see task-news.test.ts.
  const alone = ['console reads taskEvents']
  const own = [...used].filter((arrow) => !onBehalf.has(arrow))
  expect([...own, ...alone].sort()).toEqual([...arrows('reads'), ...arrows('writes')].sort())
  expect(used).toContain('console writes assessments')
})
