import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  declarationText,
  draftFeed,
  type EventFeed,
  eventFeeds,
  feedById,
  installedFeeds,
  loadFeeds,
  mapRow,
  nearestFeed,
  readDeclaration,
} from '../src/index.ts'
import { context, feeds, identity } from './row-of.ts'

const rows = [
  { 居民证号: '11010519491231002X', 村民: '李小明', 走失报警日: '2026-01-11', 单号: 'A1', 找到日期: '' },
  { 居民证号: '350203197906027843', 村民: '王秀英', 走失报警日: '2026-02-11', 单号: 'A2', 找到日期: '2026-02-12' },
]
const sampleOf = (lines: readonly Record<string, string>[]) => ({
  fileName: '派出所_走失.csv',
  columns: Object.keys(lines[0] ?? {}).map((header) => ({
    header,
    texts: lines.flatMap((line) => (line[header] ? [line[header]] : [])),
  })),
})
const likeOf = (id: string) => ({
  feed: eventFeeds(feeds).find((feed) => feed.id === id) as EventFeed,
  text: declarationText(id, undefined) as string,
})
const named = { id: 'lost-people', name: '走失登记', provider: '派出所' }

test('columns are found by name first and then by what they hold, and those guessed are told', () => {
  const { columns, unread } = draftFeed(sampleOf(rows), likeOf('missing-report'), named)
  expect(columns).toEqual([
    { column: 'caseNo', header: null, guessed: false },
    { column: 'person', header: '居民证号', guessed: true },
    { column: 'name', header: '村民', guessed: true },
    { column: 'reportedOn', header: '走失报警日', guessed: true },
    { column: 'foundOn', header: '找到日期', guessed: false },
  ])
  expect(unread).toEqual(['单号'])
})

test('a draft is a feed that reads the file it was drafted from', () => {
  const withNumber = rows.map(({ 单号, ...row }) => ({ ...row, 报案编号: 单号 }))
  const { text } = draftFeed(sampleOf(withNumber), likeOf('missing-report'), named)
  const { feed, problems } = readDeclaration('lost-people', text)
  expect(problems).toEqual([])
  expect(feed).toMatchObject({ ...named, fileNames: ['走失登记'], event: 'MissingReported', interface: 5 })
  const events = withNumber.map((row) => mapRow(feed as EventFeed, row, context, identity))
  expect(events).toMatchObject([
    { kind: 'accepted', event: { feed: 'lost-people', data: { reportedOn: '2026-01-11', foundOn: null } } },
    { kind: 'accepted', event: { data: { reportedOn: '2026-02-11', foundOn: '2026-02-12' } } },
  ])
})

test('a word that a table does not know is proposed for the nearest meaning, and one that is near none is left to people', () => {
  const victims = ['重伤害', '轻度伤', '甲'].map((harm, at) => ({
    立案编号: `X${at}`,
    身份证号: '11010519491231002X',
    案发日期: '2026-01-11',
    伤害后果: harm,
  }))
  const { words, text } = draftFeed(sampleOf(victims), likeOf('crime-victim'), { ...named, id: 'victims' })
  expect(words).toEqual([
    { table: 'harm', word: '轻度伤', meaning: 'minor' },
    { table: 'harm', word: '甲', meaning: null },
  ])
  const { feed } = readDeclaration('victims', text)
  expect(mapRow(feed as EventFeed, { ...victims[1] }, context, identity)).toMatchObject({
    kind: 'accepted',
    event: { data: { harm: 'minor' } },
  })
  expect(mapRow(feed as EventFeed, { ...victims[2] }, context, identity)).toMatchObject({ reason: 'unknown-code' })
})

test('codes stay texts in a draft: 01 is 01', () => {
  const { text } = draftFeed(sampleOf([{ 证号: '1' }]), likeOf('disability-cert'), { ...named, id: 'cards' })
  const drafted = readDeclaration('cards', text)
  expect(drafted.problems).toEqual([])
  const own = feedById(loadFeeds(), 'disability-cert') as EventFeed
  expect((drafted.feed as EventFeed).tables).toEqual(own.tables)
})

test('the nearest feed is told by headers, and none by a single one', () => {
  expect(nearestFeed(['报案编号', '身份证号', '姓名', '失联报案日期', '备注'], feeds)?.id).toBe('missing-report')
  expect(nearestFeed(['姓名', '备注'], feeds)).toBeUndefined()
})

test('a list of subsidies with a number, a name and a day was drafted as fires, and each row read as one', () => {
  expect(nearestFeed(['姓名', '身份证号码', '户口所在地', '日期'], feeds)).toBeUndefined()
  expect(nearestFeed(['姓名', '身份证号码', '日期', '房屋烧毁情况', '损失金额'], feeds)?.id).toBe('fire')
})

test('a feed of the installation’s own folder is added, or takes the place of the one with its id', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-feeds-'))
  expect(installedFeeds(join(folder, 'nowhere'))).toHaveLength(feeds.length)
  writeFileSync(join(folder, 'lost-people.yaml'), draftFeed(sampleOf(rows), likeOf('missing-report'), named).text)
  writeFileSync(
    join(folder, 'fire.yaml'),
    (declarationText('fire', undefined) as string).replace('name: 火灾', 'name: 本地火灾'),
  )
  const installed = installedFeeds(folder)
  expect(installed).toHaveLength(feeds.length + 1)
  expect(feedById(installed, 'fire')?.name).toBe('本地火灾')
  expect(declarationText('fire', folder)).toContain('本地火灾')
  expect(installed.map(({ id }) => id)).toEqual([...installed.map(({ id }) => id)].sort())
})

test('what somebody decided of a column and of a word stands, and no other column reads that header', () => {
  const { columns, text } = draftFeed(sampleOf(rows), likeOf('missing-report'), named, {
    columns: { foundOn: '走失报警日', reportedOn: '找到日期', name: null },
  })
  expect(columns.map(({ column, header }) => [column, header])).toEqual([
    ['caseNo', null],
    ['person', '居民证号'],
    ['name', null],
    ['reportedOn', '找到日期'],
    ['foundOn', '走失报警日'],
  ])
  const { feed } = readDeclaration('lost-people', text)
  expect(feed?.columns.foundOn?.headers).not.toContain('找到日期')
  expect(feed?.columns.reportedOn?.headers[0]).toBe('找到日期')
})

test('numbers that name a person never get into a code table', () => {
  const victims = ['11010519491231002X', '13800138000', '甲'].map((harm) => ({
    立案编号: 'X',
    身份证号: '11010519491231002X',
    案发日期: '2026-01-11',
    伤害后果: harm,
  }))
  const { words, text } = draftFeed(sampleOf(victims), likeOf('crime-victim'), { ...named, id: 'victims' })
  expect(words.map(({ word }) => word)).toEqual(['甲'])
  expect(text).not.toContain('13800138000')
})
