import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { markAtRest, readAtRest } from '../src/at-rest.ts'

test('a folder that cannot be marked as resting closes all the same, and does not say that it rests', async () => {
  const data = await mkdtemp(join(tmpdir(), 'shouwang-rest-'))
  onTestFinished(() => rm(data, { recursive: true }))
  await mkdir(join(data, 'at-rest.json'))
  await mkdir(join(data, 'at-rest.json', 'in-the-way'))
  await markAtRest(data, { rootRegion: null, adopted: false })
  expect(await readAtRest(data)).toBeUndefined()
})
