import { createCipher, keyFromText, providers, pseudonymiser } from '@shouwang/identity'
import { openPglite, type Sql } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { KeyProblem, type KeySettings, openKeys } from '../src/index.ts'

const [a, b, c] = ['0a', '0b', '0c'].map((byte) => byte.repeat(32)) as [string, string, string]
const given = (more: Partial<KeySettings> = {}): KeySettings => ({
  pseudonymKey: a,
  vaultKeys: b,
  crypto: 'international',
  ...more,
})

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
})
beforeEach(async () => {
  await sql.query('delete from key_names')
  await sql.query('delete from vault')
})
afterAll(() => sql.close())

const idNumber = '11010519491231002X'
const keep = async (vaultKey: string, pseudonymKey: string): Promise<void> => {
  const person = pseudonymiser(keyFromText(pseudonymKey)).person(idNumber)
  const sealed = createCipher([keyFromText(vaultKey)]).seal(JSON.stringify({ name: '', idNumber }), person)
  await sql.query(`insert into vault (person, kind, sealed, stated_on) values ($1, 'identity', $2, '2026-10-31')`, [
    person,
    sealed,
  ])
}
const refused = async (settings: KeySettings): Promise<KeyProblem> => {
  const error = await openKeys(sql, settings).catch((problem: unknown) => problem)
  expect(error).toBeInstanceOf(KeyProblem)
  return error as KeyProblem
}

test('another pseudonym key is refused before anybody becomes a stranger, also while the store holds nobody', async () => {
  await openKeys(sql, given())
  expect((await refused(given({ pseudonymKey: c }))).zh).toMatch(/所有人都会变成陌生人；请从备份取回原来的密钥/)
  await openKeys(sql, given())
})

test('a vault key that the store needs can’t be left out, and a new one goes in front of it', async () => {
  await openKeys(sql, given())
  await openKeys(sql, given({ vaultKeys: `${c},${b}` }))
  expect((await refused(given({ vaultKeys: c }))).zh).toMatch(/缺少保险库密钥 a1-[0-9a-f]{8}/)
  expect((await refused(given({ vaultKeys: b }))).message).toMatch(/is missing/)
})

test('a store from before the names of keys were kept tells by its people whether the keys are its own', async () => {
  await keep(b, a)
  await refused(given({ pseudonymKey: c }))
  await refused(given({ vaultKeys: c }))
  const { cipher, identity } = await openKeys(sql, given())
  const [row] = await sql.query<{ person: string; sealed: string }>('select person, sealed from vault')
  expect(row?.person).toBe(identity.person(idNumber))
  expect(cipher.open(row?.sealed ?? '', row?.person)).toContain(idNumber)
})

test('a city that goes over to SM4 seals with it, and its people keep their names', async () => {
  const before = await openKeys(sql, given())
  const after = await openKeys(sql, given({ crypto: 'national' }))
  expect(after.cipher.seal('李', 'p')).toMatch(/^n1-/)
  expect(after.cipher.open(before.cipher.seal('李', 'p'), 'p')).toBe('李')
  expect(after.identity.person(idNumber)).toBe(before.identity.person(idNumber))
})

test('a city that begins with SM3 names its people by it', async () => {
  const { identity } = await openKeys(sql, given({ crypto: 'national' }))
  expect(identity.person(idNumber)).toBe(pseudonymiser(keyFromText(a), providers.national).person(idNumber))
})

test('of two processes that begin on an empty store with different keys one is refused', async () => {
  const both = await Promise.allSettled([openKeys(sql, given()), openKeys(sql, given({ pseudonymKey: c }))])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('what is no key is refused without telling what it was', async () => {
  const { message, zh } = await refused(given({ vaultKeys: 'half-a-key' }))
  expect(`${message}${zh}`).not.toContain('half-a-key')
})
