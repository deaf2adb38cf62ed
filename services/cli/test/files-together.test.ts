import { feedById, loadFeeds } from '@shouwang/feeds'
import { expect, test } from 'vitest'
import { groupsOf, type RecognisedFile } from '../src/commands/files-together.ts'

const feeds = loadFeeds()
const file = (feed: string, name: string): RecognisedFile => {
  const found = feedById(feeds, feed)
  if (found === undefined) throw new Error(`no feed ${feed}`)
  return { path: `/in/${name}`, name, bytes: 1, feed: found }
}
const names = (...args: Parameters<typeof groupsOf>) => groupsOf(...args).map((group) => group.map(({ name }) => name))

test('pieces of a roll of one day belong together, and rolls of two days do not', () => {
  const files = [
    file('assistance-roll', '名册一_20261031.csv'),
    file('assistance-roll', '名册_20260930.csv'),
    file('assistance-roll', '名册二_20261031.csv'),
  ]
  expect(names(files, undefined)).toEqual([['名册一_20261031.csv', '名册二_20261031.csv'], ['名册_20260930.csv']])
  expect(names(files, '2026-10-31')).toHaveLength(1)
})

test('files of changes belong together, for a month may lie in several of them', () => {
  const files = [
    file('social-insurance', '社保9月.csv'),
    file('fire', '火灾.csv'),
    file('social-insurance', '社保10月.csv'),
  ]
  expect(names(files, undefined)).toEqual([['社保9月.csv', '社保10月.csv'], ['火灾.csv']])
})

test('each reference file is a word of its own', () => {
  expect(names([file('staff', 'a.csv'), file('staff', 'b.csv')], undefined)).toEqual([['a.csv'], ['b.csv']])
})
