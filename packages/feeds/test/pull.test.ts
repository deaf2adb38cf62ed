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

const civil = {
  ...{ from: 'civil-registry', url: 'https://crvs.example/registry', cron: '20 * * * *', since: '2026-01-01' },
  ...{ records: ['ns:DeathCertificate'], sender: 'shouwang', receiver: 'crvs', auth: 'CIVIL_REGISTRY_TOKEN' },
}

test('a search at a civil registry goes by the day of registration, a month at once, where nothing else is said', () => {
  expect(Pull.parse(civil)).toEqual({
    ...civil,
    ...{ query: 'predicate', attribute: 'registration_date', againDays: 3, windowDays: 31, pageSize: 200 },
  })
})

test.each([
  ['no token', { auth: undefined }],
  ['no window', { windowDays: '0' }],
  ['a page that no registry answers', { pageSize: '5000' }],
  ['a day that is none', { since: '2026-02-30' }],
  ['nothing asked for', { records: [] }],
])('a search at a civil registry with %s is refused', (_, wrong) => {
  expect(Pull.safeParse({ ...civil, ...wrong }).success).toBe(false)
})
