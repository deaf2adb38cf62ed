import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLogFile } from '../src/log-file.ts'

test('a log that fills up is cut into files of which the oldest go, and no line is lost between two', async () => {
  const data = await mkdtemp(join(tmpdir(), 'shouwang-log-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const folder = join(data, 'logs')
  const { log, close } = await openLogFile(data, 'info', { mostBytes: 2_000, olderFiles: 3 })
  const linesIn = async (name: string) =>
    (await readFile(join(folder, name), 'utf8').catch(() => '')).trim().split('\n')
  const written = async (): Promise<readonly number[]> => {
    const names = (await readdir(folder)).toSorted((one, other) => other.localeCompare(one))
    const lines = (await Promise.all(names.map(linesIn))).flat().filter((line) => line !== '')
    return lines.map((line) => (JSON.parse(line) as { at: number }).at)
  }
  for (let at = 0; at < 200; at += 1) {
    log.info({ at }, 'line')
    if (at % 10 === 9) await expect.poll(async () => (await written()).at(-1)).toBe(at)
  }
  await close()
  const numbers = await written()
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, place) => 200 - numbers.length + place))
  expect((await readdir(folder)).toSorted()).toEqual([
    'shouwang.log',
    'shouwang.log.1',
    'shouwang.log.2',
    'shouwang.log.3',
  ])
  expect((await stat(join(folder, 'shouwang.log'))).mode & 0o077).toBe(0)
})

test('a disk that takes no line of the log stops neither the program nor its closing', async () => {
  const data = await mkdtemp(join(tmpdir(), 'shouwang-log-'))
  await mkdir(join(data, 'logs'))
  await symlink('/dev/full', join(data, 'logs', 'shouwang.log'))
  const { log, close } = await openLogFile(data, 'info')
  log.info('one')
  await nextTurns(20)
  log.info('two')
  await nextTurns(20)
  await close()
  await rm(data, { recursive: true })
})

const nextTurns = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await stat('/dev/full')
}
