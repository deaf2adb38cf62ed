import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli } from '../src/cli.ts'
import { sample } from './at-home.ts'

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  let [out, err] = ['', '']
  const terminal = {
    env,
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    today: async () => '2026-10-31',
  }
  return { code: await cli(args, terminal), out, err }
}

test('help is Chinese with an English line, lists the commands and tells the exit codes', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  expect(out).toContain('用法： pnpm shouwang')
  expect(out).toContain('Exit codes: 0 done')
  for (const command of [
    'start',
    'import',
    'tasks',
    'explain',
    'quarantine',
    'feeds',
    'keys',
    'policy',
    'report',
    'reconcile',
    'synth',
  ])
    expect(out).toContain(`\n  ${command} `)
})

test.each([
  [['tasks', '--nonsense'], '没有选项 --nonsense。'],
  [['imprt'], '没有命令 imprt。您是不是要用 import？'],
  [['import'], '缺少参数：文件。'],
  [['tasks', '--as-of'], '选项 --as-of <日期> 后面要写一个值。'],
  [['tasks', '--as-of', '2026-02-30'], '--as-of <日期> 的值“2026-02-30”不对：请写成 2026-10-31 这样的日期。'],
  [['tasks', '--level', '紫'], '可用的有 none（无）、blue（蓝色）'],
  [['tasks', '--format', 'xml'], '可用的有 table、json'],
  [['reconcile', 'extra'], '参数太多了。'],
  [['quarantine', 'discard', 'q'], '缺少选项 --reason <理由>。\n用法见 pnpm shouwang quarantine discard --help'],
  [['quarantine', 'list', '--feed', 'horoscope'], '没有这个数据接口，全部接口见 pnpm shouwang feeds list'],
  [['quarantine', '--from', '2026-11-01', '--to', '2026-10-01'], '--from 2026-11-01 晚于 --to 2026-10-01，请对调。'],
  [['reconcile', '--from', '2026-11-01', '--to', '2026-10-01'], '请对调'],
  [['quarantine', 'replay', 'q', '--set', '残疾等级'], '应写成 列=值'],
  [['synth', '--people', '-5', '--out', 'x'], '请写一个正整数'],
])('%j is a usage error that says what would do', async (args, told) => {
  const { code, out, err } = await run(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(told)
})

test.each([[['--help']], [['help', 'quarantine']], [['quarantine', '--help']], [['reconcile', '--help']]])(
  'the help of %j is Chinese throughout',
  async (args) => {
    const { code, out } = await run(args)
    expect(code).toBe(0)
    expect(out).not.toMatch(/display help|\(default/)
  },
)

test('no command at all is a usage error that shows the help', async () => {
  const { code, out, err } = await run([])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('命令：')
})

test('looking into a folder without data is refused, and leaves no new folder behind', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'empty-'))
  const { code, err } = await run(['tasks', '--data', join(parent, 'mistyped')])
  expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('还没有守望的数据') })
  expect(await readdir(parent)).toEqual([])
  await rm(parent, { recursive: true })
})

test('what the program declares is told without an engine: no folder comes of it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'empty-'))
  const data = ['--data', join(parent, 'new')]
  expect(await run(['policy', ...data])).toMatchObject({ code: 0, err: expect.stringContaining('350200') })
  expect(await run(['policy', '--region', '99', ...data])).toMatchObject({
    code: 1,
    err: expect.stringContaining('99'),
  })
  expect((await run(['feeds', ...data])).out).toMatch(/disability-cert .*从未报送/)
  const checked = await run(['feeds', 'check', sample('残联_残疾人证.csv'), '--as-of', '2026-10-31', ...data])
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('第 19 行：日期晚于业务日（办证日期）') })
  expect(await readdir(parent)).toEqual([])
  await rm(parent, { recursive: true })
})

test('an instance that does not answer, or is named by halves, is told apart', async () => {
  const url = 'http://127.0.0.1:9'
  const away = await run(['tasks'], { SHOUWANG_URL: url, SHOUWANG_TOKEN: 't' })
  expect(away).toMatchObject({ code: 3, err: expect.stringContaining(`连不上守望（${url}）`) })
  expect(await run(['tasks'], { SHOUWANG_URL: url })).toMatchObject({
    code: 2,
    err: expect.stringContaining('SHOUWANG_TOKEN'),
  })
})
