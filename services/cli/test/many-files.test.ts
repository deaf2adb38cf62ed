import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
let folder: string
beforeAll(async () => {
  home = await atHome()
  folder = await mkdtemp(join(tmpdir(), 'many-files-'))
})
afterAll(async () => {
  await home.leave()
  await rm(folder, { recursive: true, force: true })
})

test('of several files no task opens after one that the next would take back', async () => {
  const lives = '350212194207150319'
  const files = {
    '消防_火灾.csv': `身份证号,姓名,时间,损失金额,描述\n${lives},崔磊宇,2026-10-29,9000,屋顶烧穿\n`,
    '卫健_死亡证明.csv': `身份证号,姓名,死亡日期,死亡地点,操作类型\n${lives},崔磊宇,2026-10-30,医院,I\n`,
  }
  const paths = Object.keys(files).map((name) => join(folder, name))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  // Whoever lived alone and died has nobody left to help: the fire alone would open a task.
  const { err } = await home.run('import', ...paths)
  expect(err).toContain('没有新任务')
  expect(await home.json('tasks', '--status', 'all')).toEqual([])
})
