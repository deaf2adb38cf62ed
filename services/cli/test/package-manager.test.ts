import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sample } from './at-home.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'shouwang-pnpm-'))
})
afterAll(() => rm(data, { recursive: true, force: true }))

/** Runs a command as the README writes it. */
const pnpm = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn('npx', ['--yes', 'pnpm@12', ...args], { cwd: root })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (code) => resolve({ code, out, err }))
  })

test('the receipt is the last that a reader sees of an import that refuses a file, and the exit code says so', async () => {
  const files = ['残联_残疾人证.csv', 'expected.csv'].map(sample)
  const { code, out, err } = await pnpm('shouwang', 'import', ...files, '--data', data, '--as-of', '2026-10-31')
  expect(code).toBe(1)
  expect(out).toMatch(/^文件 [\s\S]*隔离[\s\S]*日期晚于业务日 1[^\n]*\n$/)
  expect(err).toMatch(/查看：pnpm shouwang tasks\n$/)
  expect(err).not.toMatch(/ELIFECYCLE|ERR_PNPM|\$ node/)
})

test('what the package manager starts ends with the code of the command, and with its words', async () => {
  const { code, out, err } = await pnpm('shouwang', 'tasks', '--nonsense')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toBe('没有选项 --nonsense。\n用法见 pnpm shouwang tasks --help\n')
  const away = await pnpm('shouwang', 'start', '--data', '/dev/null/nowhere', '--no-seed')
  expect(away).toMatchObject({ code: 3, err: expect.stringMatching(/请换一个：--data 文件夹\n$/) })
})
