import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderProblem, lockDataFolder, runningInstance } from '../src/instance-lock.ts'
import type { Taken } from './take-folder.ts'

const program = fileURLToPath(new URL('./take-folder.ts', import.meta.url))
const started: ChildProcess[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-lock-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map(kill))
  await rm(folder, { recursive: true, force: true })
})

const start = async (): Promise<ChildProcess> => {
  const child = fork(program)
  started.push(child)
  await once(child, 'message')
  return child
}
const take = async (child: ChildProcess, data: string): Promise<Taken> => {
  const answered = once(child, 'message')
  child.send(data)
  return (await answered)[0]
}
const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

test('of several starts in the same moment one has the folder, and the others are told what to do', async () => {
  const children = await Promise.all([start(), start(), start(), start()])
  for (let round = 0; round < 25; round++) {
    const data = join(folder, String(round))
    const answers = await Promise.all(children.map((child) => take(child, data)))
    expect(answers.filter(({ taken }) => taken)).toHaveLength(1)
    for (const answer of answers)
      if (!answer.taken) {
        expect(answer.why).toContain('已有一个守望在运行')
        expect(answer.why).toContain('请先停止它，或用 --data 另选文件夹')
      }
    const owner = children[answers.findIndex(({ taken }) => taken)]
    expect(await runningInstance(data)).toEqual({ pid: owner?.pid, address: null })
  }
})

test('one process does not open a folder twice; it says who has it and where that listens', async () => {
  const lock = await lockDataFolder(folder)
  await lock.announce('http://127.0.0.1:8230')
  expect(await runningInstance(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:8230' })
  await expect(lockDataFolder(folder)).rejects.toThrow(
    new DataFolderProblem(
      `数据文件夹 ${folder} 已有一个守望在运行（进程 ${process.pid}，http://127.0.0.1:8230）。请先停止它，或用 --data 另选文件夹`,
    ),
  )
  await lock.release()
  expect(await runningInstance(folder)).toBeUndefined()
  await (await lockDataFolder(folder)).release()
})

test('a folder whose owner was killed can be taken at once', async () => {
  const owner = await start()
  expect(await take(owner, folder)).toEqual({ taken: true })
  await kill(owner)
  expect(await runningInstance(folder)).toBeUndefined()
  await (await lockDataFolder(folder)).release()
})

test('what a killed owner left says nothing, though another process now has its number', async () => {
  await writeFile(join(folder, 'instance.json'), JSON.stringify({ pid: process.pid, address: 'http://127.0.0.1:8230' }))
  expect(await runningInstance(folder)).toBeUndefined()
  const lock = await lockDataFolder(folder)
  expect(await runningInstance(folder)).toEqual({ pid: process.pid, address: null })
  await lock.release()
})

test('a folder that cannot be written is refused with its reason', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  await expect(lockDataFolder(join(file, 'data'))).rejects.toThrow(/不能写入（ENOTDIR）。请换一个：--data 文件夹/)
})
