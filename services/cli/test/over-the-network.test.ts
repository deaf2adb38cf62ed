import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atHome, sample } from './at-home.ts'

const main = fileURLToPath(new URL('../bin/shouwang.js', import.meta.url))

let home: Awaited<ReturnType<typeof atHome>>
beforeAll(async () => {
  home = await atHome()
  await home.start()
})
afterAll(() => home.leave())

/** Runs the program as a shell does; closes its output after `lines` lines, as `head` does. */
const spawned = (args: readonly string[], lines = Number.POSITIVE_INFINITY) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, [main, ...args, '--data', home.data], { env: { PATH: process.env.PATH } })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.split('\n').length > lines) child.stdout.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (code) => resolve({ code, out, err }))
  })

test('a running instance is found by its data folder, and takes files and questions over the network', async () => {
  const files = ['regions.csv', '医保_结算明细.ndjson', '公安_户籍人口_20260630.csv'].map(sample)
  const imported = await spawned(['import', ...files, '--format', 'json'])
  expect({ code: imported.code, err: imported.err }).toEqual({ code: 0, err: expect.stringContaining('条新任务') })
  expect(JSON.parse(imported.out)).toHaveLength(3)
  const tasks = JSON.parse((await spawned(['tasks', '--format', 'json'])).out)
  expect(tasks).toContainEqual(expect.objectContaining({ householdNo: '350100000001', level: 'red', assignee: null }))
})

test('what a script reads is all that stands on standard output', async () => {
  const { code, out, err } = await spawned(['tasks'])
  expect(code).toBe(0)
  expect(out).toMatch(/^级别/)
  expect(out).not.toContain('共')
  expect(err).toContain('共')
})

test('a reader that has gone is no error', async () => {
  expect(await spawned(['policy'], 1)).toMatchObject({ code: 0, err: expect.not.stringContaining('EPIPE') })
})
