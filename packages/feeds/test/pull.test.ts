import { expect, test } from 'vitest'
import { Pull } from '../src/pull.ts'

const declared = {
  url: 'https://yiliao.example.gov.cn/api/settlements',
  cron: '10 2 * * *',
  rows: 'data.list',
  cursor: { parameter: 'since', next: 'data.cursor' },
  auth: 'MED_SETTLEMENT_TOKEN',
}

test('a pull says where, when, how it goes on, and which variable holds its token', () => {
  expect(Pull.parse(declared)).toEqual(declared)
})

test.each([
  ['another protocol', { url: 'ftp://a/b' }],
  ['no cron line', { cron: 'daily' }],
  ['a token in the catalogue', { auth: 'geheim-123' }],
  ['a key that nobody knows', { every: '1h' }],
])('%s is refused', (_, wrong) => {
  expect(Pull.safeParse({ ...declared, ...wrong }).success).toBe(false)
})
