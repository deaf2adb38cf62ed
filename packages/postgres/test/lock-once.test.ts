import type { PersonId } from '@shouwang/contracts'
import type { PersonRecord } from '@shouwang/household'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sql, saveScoring, scoringRepository, type Transaction } from '../src/index.ts'
import { loadNeighbours, lockNeighbours } from '../src/scoring/neighbours.ts'
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

/** What somebody else does to a person before this worker gets the lock that it waits for: changes or deletes his row. */
type Change = { readonly atLock: number; readonly person: number; readonly row: Row | null }
type Row = { readonly household: number; readonly roll: number | null; readonly facts: number }

const people = 8
const row = fc.record({ household: fc.nat(5), roll: fc.option(fc.nat(3)), facts: fc.nat(9) })
const valuesOf = (at: number, { household, roll, facts }: Row) => [
  `p_${at}`,
  `h${household}`,
  roll === null ? null : `r${roll}`,
  `facts ${facts}`,
]
const write = `insert into persons (person, household, register_no, roll_no, visit_no, facts) values ($1, $2, $2, $3, null, $4)
  on conflict (person) do update set household = excluded.household, register_no = excluded.register_no,
    roll_no = excluded.roll_no, facts = excluded.facts`

class Undone extends Error {}

test('whatever others do while a worker waits for locks, it judges on what reading everything anew would give', async () => {
  const changes = fc.array(
    fc.record({ atLock: fc.integer({ min: 1, max: 3 }), person: fc.nat(people - 1), row: fc.option(row) }),
    { minLength: 4 },
  )
  const kinship = fc.array(fc.tuple(fc.nat(people - 1), fc.nat(people - 1)), { maxLength: 4 })
  let readAgain = 0
  const judged = async (
    rows: readonly Row[],
    kin: readonly (readonly [number, number])[],
    others: readonly Change[],
  ) => {
    await sql.query('delete from persons')
    await sql.query('delete from kinship')
    for (const [at, one] of rows.entries()) await sql.query(write, valuesOf(at, one))
    for (const [one, other] of new Map(kin.map((pair) => [pair.join(), pair] as const)).values())
      await sql.query('insert into kinship (person, kin) values ($1, $2)', [`p_${one}`, `p_${other}`])
    const work = sql.transaction(async (tx) => {
      const held = new Set<string>()
      const changed = new Set<number>()
      let locks = 0
      const lockAll: Transaction['lockAll'] = async (_, keys) => {
        if (keys.length === 0) return true
        locks += 1
        for (const { atLock, person: at, row: to } of others) {
          if (atLock !== locks || changed.has(at)) continue
          const names = to === null ? [] : valuesOf(at, to).slice(1, 3)
          const [now] = await tx.query<{ household: string; rollNo: string | null }>(
            'select household, roll_no as "rollNo" from persons where person = $1',
            [`p_${at}`],
          )
          // Whoever changes a person holds what he was in and what he comes to; so does this worker of its own.
          if ([`~p_${at}`, ...names, now?.household, now?.rollNo].some((name) => held.has(name ?? ''))) continue
          changed.add(at)
          if (to === null) await tx.query('delete from persons where person = $1', [`p_${at}`])
          else await tx.query(write, valuesOf(at, to))
        }
        for (const key of keys) held.add(key)
        return true
      }
      const touched = { persons: ['p_0', 'p_1'] as PersonId[], registerNos: ['h0'], rollNos: [] }
      const found = await lockNeighbours({ query: tx.query, lockAll }, touched)
      const anew = await loadNeighbours(tx, touched)
      const plain = [...found].map(([name, one]) => [name, { ...one, version: undefined }] as const)
      expect(new Map(plain)).toEqual(anew)
      for (const { household, registerNo, rollNo } of anew.values())
        for (const name of [household, registerNo, rollNo]) if (name !== null) expect(held).toContain(name)
      if (locks > 1) readAgain += 1
      throw new Undone()
    })
    await expect(work).rejects.toThrow(Undone)
  }
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: people, maxLength: people }), kinship, changes, judged), {
    numRuns: 100,
  })
  expect(readAgain).toBeGreaterThan(10)
})
