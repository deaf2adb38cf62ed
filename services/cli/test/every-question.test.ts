import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandTable } from '../src/command-table.ts'
import { atHome, sampleFiles } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
beforeAll(async () => {
  home = await atHome()
  await home.run('import', ...sampleFiles)
  await home.start()
})
afterAll(() => home.leave())

/** What changes nothing and asks for nothing that a small delivery does not have. */
const questions: readonly (readonly string[])[] = [
  ['tasks'],
  ['cases'],
  ['referrals'],
  ['precedents'],
  ['publicity', 'list'],
  ['official-kin', 'list'],
  ['lists', 'list'],
  ['funds'],
  ['funds', '--from', '2026-10-01', '--to', '2026-10-31', '--reconcile'],
  ['leads', 'list'],
  ['patrols', 'list', '--region', '350203001201'],
  ['patrols', 'coverage'],
  ['notices', '--by', 'W0027'],
  ['quarantine', 'list'],
  ['feeds', 'list'],
  ['corrections', 'list'],
  ['keys', 'list'],
  ['keys', 'sealing'],
  ['staff', 'list', 'W', '--by', 'S0003'],
  ['staff', 'proposals', '--by', 'S0004'],
  ['operator-keys', 'list', '--by', 'S0003'],
  ['audit', 'verify', '--by', 'S0005'],
  ['audit', 'list', '--by', 'S0005'],
  ['retention', 'list'],
  ['policy', 'list'],
  ['policy', 'check'],
  ['policy', 'adopted'],
  ['policy', 'growth'],
  ['rings', 'count'],
  ['rings', 'list'],
  ['shadow', 'list'],
  ['stock'],
  ['report', 'weekly'],
  ['report', 'overview'],
  ['report', 'major'],
  ['report', 'recipients'],
  ['report', 'evaluation'],
  ['report', 'evaluation', '--evidence', 'visits-in-time', '--unit', '350203001000'],
  ['reconcile'],
]

test.each(questions)('%s %s answers in Chinese and as JSON', async (...asked) => {
  const said = await home.run(...asked)
  expect(said.code, said.err).toBe(0)
  expect(said.out + said.err).toMatch(/[一-鿿]/)
  expect(said.out + said.err).not.toMatch(/undefined|NaN|\[object |\bnull\b/)
  const written = await home.run(...asked, '--format', 'json')
  expect(written.code).toBe(0)
  expect(JSON.parse(written.out)).toBeTypeOf('object')
})

test('a shadow indicator is drafted into use by a file that simulate takes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shadow-'))
  const drafted = await home.run('shadow', 'draft', 'grandparents-raising', '--region', '350203', '--out', folder)
  expect(drafted.code).toBe(0)
  expect(await readdir(folder, { recursive: true })).toContainEqual(expect.stringMatching(/^regions.*\.yaml$/))
  const tried = await home.run('simulate', folder, '--region', '350203000000')
  expect(tried).toMatchObject({ code: 0, err: expect.not.stringContaining('有误') })
  const stranger = await home.run('shadow', 'draft', 'no-such-rule', '--region', '350203', '--out', folder)
  expect(stranger.code).toBe(2)
  expect(stranger.err).toContain('no-such-rule')
})

test('a place begins to take stock by a file that simulate takes, not by one that somebody had to know of', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stock-'))
  const drafted = await home.run('stock', 'draft', '--region', '350203', '--days', '60', '--out', folder)
  expect(drafted, drafted.err).toMatchObject({ code: 0 })
  const text = await readFile(join(folder, 'regions/350203/stock/survey.yaml'), 'utf8')
  expect([...text.matchAll(/value: (\d)/g)].map(([, value]) => value)).toEqual(['1', '0'])
  const tried = await home.run('simulate', folder, '--region', '350203000000')
  expect(tried).toMatchObject({ code: 0, err: expect.not.stringContaining('有误') })
  const village = await home.run('stock', 'draft', '--region', '350203001201', '--out', folder)
  expect(village).toMatchObject({ code: 1, err: expect.stringContaining('街道') })
})

test('every command is asked here, or changes something', () => {
  const changing =
    `start import accept contact outcome case referral conference explain trace check apply erase simulate
  adopt backup verify restore synth`.split(/\s+/)
  const asked = new Set(questions.map(([name]) => name))
  const names = commandTable.map(({ name }) => name)
  expect(names.filter((name) => !asked.has(name) && !changing.includes(name))).toEqual([])
})
