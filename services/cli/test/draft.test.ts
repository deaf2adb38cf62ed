import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
let folder: string
let file: string
beforeAll(async () => {
  home = await atHome()
  folder = await mkdtemp(join(tmpdir(), 'draft-'))
  file = join(folder, '镇办_走失登记_20261031.csv')
  await writeFile(
    file,
    '报案编号,居民证号,村民,走失报警日,找到日期\nA1,11010519491231002X,李小明,2026-01-11,\nA2,350203197906027843,王秀英,2026-02-11,2026-02-12\n',
  )
})
afterAll(async () => {
  await home.leave()
  await rm(folder, { recursive: true })
})

const draft = (...more: readonly string[]) => home.run('feeds', 'draft', file, '--as-of', '2026-10-31', ...more)

test('a file that no feed fits becomes a feed: previewed, saved, listed, and imported without another word', async () => {
  const before = await home.run('feeds', 'check', file, '--as-of', '2026-10-31')
  expect(before.code).toBe(1)
  const seen = await draft('--like', 'missing-report', '--id', 'lost-people')
  expect(seen).toMatchObject({ code: 0, out: expect.stringContaining('居民证号 → person（按内容推测，请核对）') })
  expect(seen.out).toContain('试读：共 2 行，可接受 2 行。')
  expect(seen.out).toContain('还没有保存')
  const saved = await draft('--like', 'missing-report', '--id', 'lost-people', '--name', '走失登记', '--save')
  expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('lost-people.yaml') })
  expect((await home.run('feeds')).out).toContain('lost-people')
  const imported = JSON.parse((await home.run('import', file, '--format', 'json')).out)
  expect(imported).toMatchObject([{ feed: 'lost-people', received: 2, accepted: 2, quarantined: 0 }])
  expect((await home.run('quarantine', 'list', '--feed', 'lost-people')).code).toBe(0)
})

test('JSON says all of it, the text of the file too', async () => {
  const { out } = await draft('--like', 'missing-report', '--id', 'other-people', '--format', 'json')
  expect(JSON.parse(out)).toMatchObject({
    like: 'missing-report',
    preview: { rows: 2, acceptable: 2 },
    saved: null,
    text: expect.stringContaining('id: other-people'),
  })
})

test.each([
  [['--like', 'horoscope'], 2, '没有名为“horoscope”的数据接口'],
  [['--like', 'missing-report', '--id', 'fire'], 2, '接口“fire”已经有了'],
  [['--like', 'missing-report', '--id', '走失'], 2, '小写字母'],
])('%j is refused with what would do', async (options, code, told) => {
  expect(await draft(...options)).toMatchObject({ code, err: expect.stringContaining(told) })
})

test('a file that is no table, and one that is like nothing, are refused in words', async () => {
  const empty = join(folder, 'empty.csv')
  await writeFile(empty, '')
  expect(await home.run('feeds', 'draft', empty)).toMatchObject({ code: 1, err: expect.stringMatching(/\S/) })
  const strange = join(folder, 'strange.csv')
  await writeFile(strange, '甲,乙\n1,2\n')
  expect(await home.run('feeds', 'draft', strange)).toMatchObject({ code: 1, err: expect.stringContaining('--like') })
})
