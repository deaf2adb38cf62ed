import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome, sampleFiles } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
const keyFile = () => join(home.data, 'keys', 'vault.key')
beforeAll(async () => {
  home = await atHome()
  expect(await home.run('import', ...sampleFiles.slice(0, 2))).toMatchObject({ code: 0 })
})
afterAll(() => home.leave())

const waiting = async () => (await home.json('quarantine')) as readonly { readonly quarantineId: string }[]

test('after the key of the vault was replaced all that is kept opens with the new one alone', async () => {
  const [row] = await waiting()
  const before = await home.run('quarantine', 'show', row?.quarantineId ?? '', '--purpose', '核对报送错误')
  const rotated = await home.run('keys', 'rotate')
  expect(rotated).toMatchObject({ code: 0 })
  expect(rotated.out).toMatch(/已换新密钥，\d{2,} 条内容已重新加密/)
  const [newest = '', old = ''] = (await readFile(keyFile(), 'utf8')).trim().split('\n')
  await writeFile(keyFile(), newest)
  const after = await home.run('quarantine', 'show', row?.quarantineId ?? '', '--purpose', '核对报送错误')
  expect(after).toEqual(before)

  await writeFile(keyFile(), old)
  const refused = await home.run('tasks')
  expect(refused.code).toBe(3)
  expect(refused.err).toMatch(/^缺少保险库密钥 a1-[0-9a-f]{8}：[^\n]*请从备份取回它[^\n]*\n$/)
  await rm(keyFile())
  expect(await home.run('tasks')).toMatchObject({ code: 3, err: expect.stringContaining('缺少密钥文件') })
  await writeFile(keyFile(), newest)
  expect(await home.run('tasks')).toMatchObject({ code: 0 })
})

/** Files of a folder that this process has open; what is closed while it is looked at is not among them. */
const openIn = (folder: string): readonly string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const file = readlinkSync(`/proc/self/fd/${fd}`)
      return file.startsWith(folder) ? [file] : []
    } catch {
      return []
    }
  })

test('a folder that is refused for its keys was closed before it is free: the next to open it found it open', async ({
  skip,
}) => {
  skip(!existsSync('/proc/self/fd'), 'open files are told by Linux')
  const key = await readFile(keyFile(), 'utf8')
  await rm(keyFile())
  expect(await home.run('tasks')).toMatchObject({ code: 3 })
  expect(openIn(home.data)).toEqual([])
  await writeFile(keyFile(), key)
})
