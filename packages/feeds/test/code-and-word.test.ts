import { expect, test } from 'vitest'
import { literal, lookup } from '../src/code-table.ts'
import { feeds } from './row-of.ts'

const tables = feeds.flatMap((feed) =>
  Object.entries(feed.tables).map(([name, table]) => ({ name: `${feed.id}/${name}`, table })),
)

const spellingsOf = (codes: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(codes).flatMap(([meaning, spellings]) =>
    spellings
      .filter((code) => /^\d+$/.test(code))
      .flatMap((code) =>
        spellings.filter((word) => !/\d/.test(word)).map((word) => ({ meaning: literal(meaning), code, word })),
      ),
  )

test('a code with its word behind it in one cell means what either means alone', () => {
  const both = tables.flatMap(({ name, table }) =>
    spellingsOf(table.codes ?? {}).flatMap(({ meaning, code, word }) =>
      ['-', '.', ' ', '：', '|'].map((sign) => ({ name, meaning, table, cell: code + sign + word })),
    ),
  )
  expect(both.length).toBeGreaterThan(100)
  const misread = both.filter(({ table, cell, meaning }) => lookup(table)(cell) !== meaning)
  expect(misread.map(({ name, cell }) => `${name}: ${cell}`)).toEqual([])
})

test('a code and a word that mean two things mean none', () => {
  const table = { source: '', codes: { male: ['1', '男'], female: ['2', '女'] } }
  expect(lookup(table)('1-女')).toBeUndefined()
})

test('a column of yes and no takes any usual word for either, and a description is no yes', () => {
  const restricted = feeds.find(({ id }) => id === 'enforcement')?.tables.restricted
  const told = (word: string) => restricted && lookup(restricted)(word)
  expect(['true', 'YES', '有', '√', '１'].map(told)).toEqual([true, true, true, true, true])
  expect(['false', 'no', '无', '×', 'F'].map(told)).toEqual([false, false, false, false, false])
  const described = { source: '', contains: { true: ['倒塌'] }, otherwise: 'false' }
  expect(lookup(described)('是')).toBe(false)
})

test('a code that was filled with noughts is no stranger, and where noughts mean something they stay', () => {
  const of = (feed: string, name: string) => lookup(feeds.find(({ id }) => id === feed)?.tables[name] ?? { source: '' })
  expect(of('inpatient-admission', 'state')('02')).toBe('out')
  expect(of('med-settlement', 'med_type')('021')).toBe('inpatient')
  expect(of('resident-register', 'relation')('01')).toBe('head')
  expect(of('resident-register', 'relation')('03')).toBeUndefined()
})
