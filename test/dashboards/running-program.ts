import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { addDays, type Outcome } from '@shouwang/contracts'
import { eventFeeds } from '@shouwang/feeds'
import { ingestTelemetry, schedulePulls } from '@shouwang/ingest'
import { listen } from '@shouwang/service-process'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'
import { type CountyOptions, countyRows, writeCounty } from '@shouwang/synth'
import { createHealth } from '@shouwang/telemetry'

export type RunningProgram = {
  readonly standalone: Standalone
  readonly address: string
  /** Hands over every file of the county and waits until all of it is judged. */
  readonly importCounty: () => Promise<void>
  /** Lets the fire brigade report a fire at so many homes, and waits until that is judged. */
  readonly reportFires: (count: number) => Promise<void>
  /** Lets workers conclude tasks with these outcomes, one task each. Returns how many were recorded. */
  readonly conclude: (outcomes: readonly Outcome[]) => Promise<number>
  readonly close: () => Promise<void>
}

const shanghaiDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The whole program on the embedded engines, over a small made-up county whose deadlines have passed by today. */
export const runProgram = async (): Promise<RunningProgram> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-dashboards-'))
  const asOf = addDays(shanghaiDay.format(new Date()), -30)
  const county = { seed: 1, people: 500, to: asOf }
  await writeCounty(join(folder, 'files'), county)
  const standalone = await openStandalone(
    Config.parse({ SHOUWANG_DATA: join(folder, 'data'), SHOUWANG_AS_OF: asOf, SHOUWANG_SEED: 'false' }),
  )
  const server = await listen(standalone.app, '127.0.0.1', 0)
  const pulls = await keepPulling(standalone)
  return {
    standalone,
    address: server.address,
    importCounty: () => importFiles(standalone, join(folder, 'files')),
    reportFires: (count) => reportFires(standalone, firesAt(county).slice(0, count)),
    conclude: (outcomes) => conclude(standalone, outcomes),
    close: async () => {
      await pulls.end()
      await server.close()
      await standalone.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A department that never has anything new, asked every few seconds. */
const keepPulling = async ({
  intake,
  feeds,
  clock,
  log,
  metrics,
}: Standalone): Promise<{ end: () => Promise<void> }> => {
  const department = createServer((_, response) => response.end('[]'))
  await new Promise<void>((resolve) => department.listen(0, '127.0.0.1', resolve))
  const { port } = department.address() as AddressInfo
  const pull = { url: `http://127.0.0.1:${port}/rows`, cron: '*/5 * * * * *' }
  const stopping = new AbortController()
  const pulling = schedulePulls(
    {
      intake,
      today: clock.today,
      secret: () => undefined,
      events: ingestTelemetry({ log, metrics, health: createHealth() }),
      signal: stopping.signal,
    },
    eventFeeds(feeds)
      .slice(0, 1)
      .map((feed) => ({ ...feed, pull })),
  )
  return {
    end: async () => {
      stopping.abort()
      await pulling
      department.close()
    },
  }
}

const firesAt = (county: CountyOptions): readonly object[] =>
  [...countyRows(county)].flatMap(({ feed, row }) =>
    feed === 'resident-register' && row.与户主关系 === '0'
      ? [
          {
            地址: row.住址,
            区划代码: row.区划代码,
            身份证号: row.公民身份号码,
            姓名: row.姓名,
            时间: `${county.to} 03:20:00`,
            损失金额: 80_000,
            描述: '房屋烧毁',
          },
        ]
      : [],
  )

/** One after the other: each takes its own time to become a task. */
const reportFires = async ({ app, token, untilIdle }: Standalone, fires: readonly object[]): Promise<void> => {
  for (const fire of fires) {
    const answer = await app.request('/api/v1/feeds/fire/records', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify([fire]),
    })
    if (!answer.ok) throw new Error(`a fire was refused: ${await answer.text()}`)
    await untilIdle()
  }
}

const importFiles = async ({ app, token, untilIdle }: Standalone, folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('expected'))
  const reference = ['regions.csv', 'staff.csv']
  for (const name of [...reference, ...names.filter((known) => !reference.includes(known))]) {
    const answer = await app.request(`/api/v1/deliveries?${new URLSearchParams({ fileName: name })}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(createReadStream(join(folder, name))) as ReadableStream,
      duplex: 'half',
    } as RequestInit)
    if (!answer.ok) throw new Error(`${name} was refused: ${await answer.text()}`)
  }
  await untilIdle()
}

/** What was handed over at the door. */
const aid = {
  form: 'cash',
  programme: 'temporary-relief',
  amountFen: 200_000,
  what: '',
  person: null,
  fund: null,
} as const

const conclude = async (
  { engines, commands, untilIdle }: Standalone,
  outcomes: readonly Outcome[],
): Promise<number> => {
  const open = await engines.sql.query<{ taskId: string; assignee: string; direction: string }>(
    `select task_id as "taskId", assignee, direction from tasks left join households using (household)
     where status = 'open' and assignee is not null order by shadow = '{}', task_id`,
  )
  const takes = new Map(commands.outcomes.map((rule) => [rule.outcome, rule.directions as readonly string[]]))
  let recorded = 0
  for (const outcome of outcomes) {
    const index = open.findIndex(({ direction }) => takes.get(outcome)?.includes(direction) === true)
    const [task] = index < 0 ? [] : open.splice(index, 1)
    if (task === undefined) continue
    const { taskId, assignee } = task
    const answer = await commands.perform(
      { type: 'RecordOutcome', taskId, outcome, note: '上门核实', ...(outcome === 'temp-aid-given' ? { aid } : {}) },
      assignee,
    )
    if (!answer.ok) throw new Error(`"${outcome}" was not recorded: ${answer.detail}`)
    recorded += 1
  }
  await untilIdle()
  return recorded
}
