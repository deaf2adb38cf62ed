import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { loadFeeds } from '@shouwang/feeds'
import { createCipher, keyFromText } from '@shouwang/identity'
import { intakeDependencies, receiveFile } from '@shouwang/intake'
import { openLmdbLog } from '@shouwang/lmdb-log'
import { openPglite } from '@shouwang/postgres'
import { keysPlace, loadKeys, readAtRest } from '@shouwang/standalone'
import { afterEach, expect, test } from 'vitest'
import { atHome, sample } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
afterEach(() => home.leave())

/** Leaves a folder as a process does that is killed once it has taken files in: nothing of them is judged. */
const takenAndKilled = async (data: string, names: readonly string[]): Promise<void> => {
  const keys = await loadKeys(keysPlace(data, undefined))
  const [sql, log] = [await openPglite(join(data, 'state')), await openLmdbLog(join(data, 'log'))]
  const intake = intakeDependencies({
    reference: 'apply',
    sql,
    to: log,
    cipher: createCipher([keyFromText(keys.vaultKey)]),
    feeds: loadFeeds(),
    region: '350200000000',
    now: () => '2026-10-31T09:00:00.000Z',
    events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
  })
  for (const fileName of names)
    await receiveFile(intake, createReadStream(sample(fileName)), { fileName, asOf: '2026-10-31' })
  await Promise.all([sql.close(), log.close()])
}

test('tasks of a folder whose process was killed are those of all that it had taken in', async () => {
  home = await atHome()
  await takenAndKilled(home.data, ['regions.csv', '医保_结算明细.ndjson', '公安_户籍人口_20260630.csv'])
  const first = await home.run('tasks')
  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('350100000001') })
  expect(first.err).toContain('上次停下时还有没研判完的数据')
  const second = await home.run('tasks')
  expect(second.out).toBe(first.out)
  expect(second.err).not.toContain('没研判完')
})

test('a question leaves a folder at rest as it was, and what changes it is seen by the next question', async () => {
  home = await atHome()
  await home.run('import', ...['regions.csv', '公安_户籍人口_20260630.csv'].map(sample))
  const before = await readAtRest(home.data)
  expect(before).toEqual({ rootRegion: expect.stringMatching(/^\d{12}$/), adopted: false })
  expect(await home.json('tasks')).toEqual([])
  expect(await readAtRest(home.data)).toEqual(before)
  await home.run('import', sample('医保_结算明细.ndjson'))
  expect(await home.json('tasks')).not.toEqual([])
})
