import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
let folder: string
beforeAll(async () => {
  home = await atHome()
  folder = await mkdtemp(join(tmpdir(), 'time-passes-'))
})
afterAll(async () => {
  await home.leave()
  await rm(folder, { recursive: true, force: true })
})

const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('months later the command line says what is due, and the next import does it', async () => {
  const fire = await write(
    '消防_火灾.csv',
    '身份证号,姓名,时间,损失金额,描述\n350212194207150319,崔磊宇,2026-10-29,9000,屋顶烧穿\n',
  )
  expect((await home.runOn('2026-10-31', 'import', fire)).err).toContain('1 条新任务')
  expect((await home.runOn('2026-10-31', 'tasks')).err).not.toContain('该复判')

  const asked = await home.runOn('2027-12-01', 'tasks', '--format', 'json')
  expect(asked.err).toContain('到 2027-12-01 有 1 户该复判或催办而还没有做')
  expect(JSON.parse(asked.out)).toMatchObject([{ status: 'open', escalated: null }])

  const later = await write('住建_房屋鉴定.csv', '身份证号,等级,鉴定日期\n350211197301129935,A,2027-11-20\n')
  expect((await home.runOn('2027-12-01', 'import', later)).err).toContain('另有 1 户到期，已一并复判、催办')
  const after = await home.runOn('2027-12-01', 'tasks', '--status', 'all', '--format', 'json')
  expect(after.err).not.toContain('该复判')
  expect(JSON.parse(after.out)).toMatchObject([{ status: 'withdrawn' }])
})
