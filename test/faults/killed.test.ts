import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { topics } from '@shouwang/contracts'
import { embeddedLog, openStandalone } from '@shouwang/standalone'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsOf } from '../journeys/installation.ts'
import { seededRandom } from '../journeys/shuffled.ts'
import { distinctMessages, warehouseCounts } from '../journeys/warehouse-counts.ts'
import { assessmentsIn, ledgerIn, openTasks, receiptsIn, tasksIn, waitingRows } from '../journeys/what-came-out.ts'
import { runUntilKilled } from './run-until-killed.ts'

const seed = Number(process.env.SHOUWANG_FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
const kills = Number(process.env.SHOUWANG_FAULT_KILLS ?? 24)
/** Every so many kills one comes while the program is still opening. */
const killOpeningEvery = 6
/** Kills come so soon that the import takes about as many runs as there are kills. */
const longestShareOfImport = 1 / 8

/** Everything that must be the same whatever happened on the way. */
const resultOf = async (folder: string) => {
  const standalone = await openStandalone(settingsOf(folder))
  const { sql, warehouse, log } = standalone.engines
  await standalone.untilIdle()
  const counts = await warehouseCounts(warehouse)
  const result = {
    assessments: await assessmentsIn(sql),
    tasks: await openTasks(sql),
    ledger: await ledgerIn(sql),
    setAside: (await waitingRows(sql)).map(({ feed, rowNo, reason, field, seen }) => [
      feed,
      rowNo,
      reason,
      field,
      seen,
    ]),
    unfinished: (await receiptsIn(sql)).filter(({ status }) => status !== 'complete'),
    events: counts[topics.changeEvents],
    notices: counts[topics.quarantine],
  }
  const places = (await tasksIn(sql)).map(({ household, direction, status }) => [household, direction, status].join())
  const inWarehouse = { counts, inLog: distinctMessages(embeddedLog({ log })) }
  await standalone.close()
  return { result, places, inWarehouse }
}

describe(`an import that is killed ${kills} times (SHOUWANG_FAULT_SEED=${seed})`, () => {
  const folders = { calm: '', killed: '' }
  const runs: string[] = []
  let calm: Awaited<ReturnType<typeof resultOf>>
  let killed: Awaited<ReturnType<typeof resultOf>>

  beforeAll(async () => {
    folders.calm = await mkdtemp(join(tmpdir(), 'shouwang-calm-'))
    folders.killed = await mkdtemp(join(tmpdir(), 'shouwang-killed-'))
    const calmLife = await runUntilKilled(folders.calm)
    expect(calmLife).toMatchObject({ done: true })
    await cp(join(folders.calm, 'keys'), join(folders.killed, 'keys'), { recursive: true })
    const random = seededRandom(seed)
    for (let kill = 1; kill <= kills; kill++) {
      const opening = kill % killOpeningEvery === 0
      const ms = Math.round(opening ? 300 + random() * 2_000 : random() ** 2 * calmLife.openMs * longestShareOfImport)
      const run = await runUntilKilled(folders.killed, { ms, after: opening ? 'start' : 'open' })
      runs.push(`${kill}: ${opening ? 'opening' : 'open'} +${ms} ms${run.done ? ', was done' : ''}`)
      expect(run.failure, `run ${kill} died by itself`).toBeUndefined()
    }
    console.log(`SHOUWANG_FAULT_SEED=${seed}\n${runs.join('\n')}`)
    expect(await runUntilKilled(folders.killed)).toMatchObject({ done: true })
    calm = await resultOf(folders.calm)
    killed = await resultOf(folders.killed)
  }, 600_000)
  afterAll(async () => {
    for (const folder of Object.values(folders)) await rm(folder, { recursive: true, force: true })
  })

  test('ends as an undisturbed one: same assessments, open tasks, account and rows set aside', () => {
    expect(killed.result).toEqual(calm.result)
  })

  test('loses nothing and doubles nothing on the way to the warehouse', () => {
    expect(killed.inWarehouse.counts).toEqual(killed.inWarehouse.inLog)
  })

  test('leaves no household with two open tasks of one direction', () => {
    const open = killed.places.filter((place) => place.endsWith('open') || place.endsWith('accepted'))
    expect(new Set(open).size).toBe(open.length)
  })
})

describe('a first start', () => {
  test.each([1, 2, 3])(
    'that is killed while it makes its folder can be repeated (%i)',
    async (round) => {
      const folder = await mkdtemp(join(tmpdir(), 'shouwang-first-'))
      const random = seededRandom(seed + round)
      await runUntilKilled(folder, { ms: Math.round(400 + random() * 1_200), after: 'start' })
      const again = await runUntilKilled(folder, { ms: 0, after: 'open' })
      expect(again.failure).toBeUndefined()
      expect(again.opened).toBe(true)
      await rm(folder, { recursive: true, force: true })
    },
    60_000,
  )
})
