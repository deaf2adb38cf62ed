import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome, sampleFiles } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
let elsewhere: string
beforeAll(async () => {
  home = await atHome()
  elsewhere = await mkdtemp(join(tmpdir(), 'shouwang-backups-'))
  expect(await home.run('import', ...sampleFiles)).toMatchObject({ code: 1 })
})
afterAll(async () => {
  await home.leave()
  await rm(elsewhere, { recursive: true })
})

const at = (name: string): string => join(elsewhere, name)

test('a backup of a running instance, with everything lost but the keys, brings back every task and a balanced account', async () => {
  const before = await home.json('tasks')
  await home.start()
  const taken = await home.run('backup', at('first'))
  expect(taken).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^已备份到 .*：\d+ 个文件，[\d.]+ MB；写入停了 [\d.]+ 秒。/),
  })
  expect((await readdir(at('first'))).toSorted()).toEqual(['backup.json', 'log', 'state', 'warehouse'])
  expect(await home.run('verify', at('first'))).toMatchObject({ code: 0, out: expect.stringContaining('备份完好') })
  expect(await home.run('backup', at('first'))).toMatchObject({ code: 3, err: expect.stringContaining('已有内容') })

  await home.stop()
  const restored = at('restored')
  expect(await home.runIn(restored, 'restore', at('first'))).toMatchObject({
    code: 3,
    err: expect.stringMatching(/缺少密钥 a1-[0-9a-f]{8}.*没有改动任何数据。/),
  })
  await cp(join(home.data, 'keys'), join(restored, 'keys'), { recursive: true })
  expect(await home.runIn(restored, 'restore', at('first'))).toMatchObject({ code: 0 })
  expect(await home.runIn(restored, 'restore', at('first'))).toMatchObject({
    code: 3,
    err: expect.stringContaining('已存在'),
  })
  const tasks = await home.runIn(restored, 'tasks', '--format', 'json')
  expect(JSON.parse(tasks.out)).toEqual(before)
  expect(await home.runIn(restored, 'reconcile')).toMatchObject({
    code: 0,
    err: expect.stringContaining('全部对上'),
  })
})

test('a backup that lost a file, a byte or its end says so, and is not restored', async () => {
  const { files } = JSON.parse(await readFile(join(at('first'), 'backup.json'), 'utf8')) as {
    files: Record<string, { bytes: number }>
  }
  const log = 'log/data.mdb'
  const other = Object.keys(files).find((name) => name.startsWith('state/') && (files[name]?.bytes ?? 0) > 8_000) ?? ''
  await cp(at('first'), at('spoilt'), { recursive: true })
  await truncate(join(at('spoilt'), log), 4_096)
  const bytes = await readFile(join(at('spoilt'), other))
  bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000)
  await writeFile(join(at('spoilt'), other), bytes)
  await rm(join(at('spoilt'), 'log', 'lock.mdb'))
  const verified = await home.run('verify', at('spoilt'))
  expect(verified).toMatchObject({ code: 1, out: '' })
  expect(verified.err).toContain(`${log} 应有`)
  expect(verified.err).toContain(`${other} 的内容变了`)
  expect(verified.err).toContain('缺少文件 log/lock.mdb')
  expect(await home.runIn(at('nowhere'), 'restore', at('spoilt'))).toMatchObject({ code: 3 })
  expect(await readdir(elsewhere)).not.toContain('nowhere')
  await rm(join(at('spoilt'), 'backup.json'))
  expect(await home.run('verify', at('spoilt'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('备份没有做完'),
  })
})
