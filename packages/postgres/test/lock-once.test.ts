import type { PersonId } from '@shouwang/contracts'
import type { PersonRecord } from '@shouwang/household'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sql, saveScoring, scoringRepository, type Transaction } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

const person = (name: string, rollNo: string | null): PersonRecord => ({
  person: `p_${name}` as PersonId,
  household: 'h',
  registerNo: 'h',
  rollNo,
  visitNo: null,
  kin: [],
  book: {},
})

/** As on a server, where others may have changed what was read before each lock. */
const noting = (tx: Transaction) => {
  const locked: (readonly string[])[] = []
  const read: string[] = []
  const noted: Transaction = {
    query: (text, values) => {
      read.push(text)
      return tx.query(text, values)
    },
    lockAll: async (_, keys) => {
      if (keys.length > 0) locked.push([...keys])
      return true
    },
  }
  return { noted, locked, read }
}

test('a member whom no row names, on a roll that no row names, made a worker lock twice and read everything twice', async () => {
  const members = [person('named', null), person('member', 'roll of the member')]
  const change = { judged: [], confirmed: [], ends: [], putOff: [], tallies: new Map() }
  await sql.transaction((tx) => saveScoring(tx, { ...change, persons: members }))
  await sql.transaction(async (tx) => {
    const { noted, locked, read } = noting(tx)
    const touched = { persons: ['p_named' as PersonId], registerNos: [], rollNos: [] }
    const { neighbourhood } = await scoringRepository().load(noted, touched)
    expect([...neighbourhood.persons.keys()].sort()).toEqual(['p_member', 'p_named'])
    expect(locked.map((keys) => [...keys].sort())).toEqual([['h', 'roll of the member']])
    expect(read.filter((text) => text.includes('with linked') && text.includes('facts'))).toHaveLength(1)
  })
})
