import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordsTopic } from '@shouwang/contracts'
import { memoryIntake } from '@shouwang/intake/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchDropFolder } from '../src/index.ts'

const heading = '残疾人证号,姓名,残疾类别,残疾等级,办证日期,操作\n'
const line = '35020319790602784342,魏兰,4,2,2026-10-20,新办\n'

let world: Awaited<ReturnType<typeof memoryIntake>>
let folder: string
let end: () => Promise<void>
let broken: boolean
let looks: ReturnType<typeof looksByHand>

/** The folder is looked at when the test says so: `next` lets one look begin and resolves once it is over. */
const looksByHand = () => {
  let over = Promise.withResolvers<void>()
  let begin = Promise.withResolvers<void>()
  return {
    untilNext: async (signal: AbortSignal): Promise<void> => {
      over.resolve()
      const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      if (!signal.aborted) await Promise.race([begin.promise, ended])
    },
    next: async (): Promise<void> => {
      await over.promise
      const [beginNow, overNow] = [begin, Promise.withResolvers<void>()]
      over = overNow
      begin = Promise.withResolvers<void>()
      beginNow.resolve()
      await overNow.promise
    },
  }
}
beforeAll(async () => {
  world = await memoryIntake()
})
afterAll(() => world.sql.close())

const watch = (): (() => Promise<void>) => {
  looks = looksByHand()
  const stopping = new AbortController()
  const to = {
    append: async (...given: Parameters<typeof world.log.append>) => {
      if (broken) throw new Error('no broker answers')
      await world.log.append(...given)
    },
  }
  const events = { started: () => undefined, waiting: () => undefined, resumed: () => undefined }
  const intake = { ...world.intake, to }
  const watching = watchDropFolder({
    folder,
    intake,
    events,
    untilNextLook: looks.untilNext,
    signal: stopping.signal,
    today: () => '2026-10-31',
    months: 1,
  })
  return async () => {
    stopping.abort()
    await watching
  }
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-drop-'))
  broken = false
  end = watch()
})
afterEach(async () => {
  await end()
  await rm(folder, { recursive: true, force: true })
  await world.sql.query('delete from deliveries')
})

const inDone = () => readdir(join(folder, 'done')).catch(() => [])
const inRefused = () => readdir(join(folder, 'refused')).catch(() => [])
const taken = () => world.log.messages(recordsTopic('disability-cert')).length
/** A file is whole that looks the same twice. */
const lookedAtTwice = async (): Promise<void> => {
  await looks.next()
  await looks.next()
}

test('a file that is whole is taken and moved to done, with its receipt beside it', async () => {
  await writeFile(join(folder, '残联_残疾人证.csv'), heading + line)
  await lookedAtTwice()
  expect(await inDone()).toHaveLength(2)
  const [receipt = ''] = (await inDone()).filter((name) => name.endsWith('.receipt.json'))
  expect(JSON.parse(await readFile(join(folder, 'done', receipt), 'utf8'))).toMatchObject({
    feed: 'disability-cert',
    fileName: '残联_残疾人证.csv',
    rows: 1,
    takenAt: '2026-10-31T09:00:00Z',
    keptUntil: '2026-11-30',
  })
  expect(await readdir(folder)).toEqual(['done', 'refused'])
})

test('a file that is no feed is moved to refused, with the reason beside it', async () => {
  await writeFile(join(folder, '通讯录.csv'), 'a,b\n1,2\n')
  await lookedAtTwice()
  expect(await inRefused()).toHaveLength(2)
  const [reason = ''] = (await inRefused()).filter((name) => name.endsWith('.reason.txt'))
  expect(await readFile(join(folder, 'refused', reason), 'utf8')).toContain('认不出“通讯录.csv”')
})

test('a file under a passing name or still growing waits until it is whole', async () => {
  const before = taken()
  await writeFile(join(folder, '残联.csv.part'), heading + line)
  const growing = join(folder, '残联_残疾人证.csv')
  await writeFile(growing, heading)
  for (let at = 0; at < 6; at++) {
    await appendFile(growing, line)
    await looks.next()
  }
  await lookedAtTwice()
  expect(await inDone()).toHaveLength(2)
  expect(taken() - before).toBe(7)
  expect(await readdir(folder)).toContain('残联.csv.part')
  await rename(join(folder, '残联.csv.part'), join(folder, '残联.csv'))
  await lookedAtTwice()
  expect(await readdir(folder)).toEqual(['done', 'refused'])
})

test('while the log is away a file waits, and goes on after a restart under the delivery that it began', async () => {
  broken = true
  await writeFile(join(folder, '残联_残疾人证.csv'), heading + line)
  await lookedAtTwice()
  await looks.next()
  expect(await inDone()).toEqual([])
  await end()
  broken = false
  end = watch()
  await lookedAtTwice()
  expect(await inDone()).toHaveLength(2)
  expect(await world.sql.query('select file_name from deliveries')).toEqual([{ file_name: '残联_残疾人证.csv' }])
})
