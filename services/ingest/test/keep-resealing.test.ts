import { createCipher } from '@shouwang/identity'
import { countSealedOtherwise, noteKeyNames, openPglite, readKeyNames, type Sql } from '@shouwang/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepResealing } from '../src/keep-resealing.ts'

const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const before = createCipher([old])
const after = createCipher([next, old])

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
})
afterAll(() => sql.close())

const quiet = {
  resealed: () => undefined,
  vaultKeysReplaced: () => undefined,
  waiting: () => undefined,
  resumed: () => undefined,
}
const people = Array.from({ length: 1_203 }, (_, at) => `p_${String(at).padStart(4, '0')}`)

test('after a new key came, all that is kept is sealed anew beside a running load, and then nothing needs the old one', async () => {
  await noteKeyNames(sql, { pseudonym: 'a1-00000000', vault: before.keyName })
  for (const person of people)
    await sql.query(`insert into vault (person, kind, sealed, stated_on) values ($1, 'identity', $2, '2026-10-31')`, [
      person,
      before.seal(`old ${person}`, person),
    ])
  await sql.query(`insert into vault_notes values ('p_0001', 'k|1', $1)`, [before.seal('note', 'p_0001')])
  await sql.query(
    `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, sealed)
     values ('q_1', 'fire', 'd', 1, '2026-10-31', 'ingest', 'bad-row', $1), ('q_2', 'fire', 'd', 2, '2026-10-31', 'ingest', 'bad-row', $2)`,
    [before.seal('row', 'q_1'), before.seal('row of another', 'q_1')],
  )
  await sql.query(
    `insert into staff (staff_no, name, role, region, phone_sealed) values ('W1', '林', 'grid-worker', '350203001201', $1), ('W2', '王', 'grid-worker', '350203001201', null)`,
    [before.seal('13800000000', 'W1')],
  )
  await noteKeyNames(sql, { pseudonym: 'a1-00000000', vault: after.keyName })

  let reads = 0
  const lag = async (): Promise<number> => {
    // A newer statement of somebody comes while the old ones are sealed anew.
    reads += 1
    await sql.query('update vault set sealed = $1 where person = $2', [after.seal('newer', 'p_1202'), 'p_1202'])
    return 0
  }
  await keepResealing({ sql, cipher: after, lag, signal: new AbortController().signal, events: quiet })

  expect(reads).toBe(1)
  const newest = createCipher([next])
  const rows = await sql.query<{ person: string; sealed: string }>('select person, sealed from vault')
  const told = new Map(rows.map(({ person, sealed }) => [person, newest.open(sealed, person)]))
  expect(told.size).toBe(people.length)
  for (const person of people) expect(told.get(person)).toBe(person === 'p_1202' ? 'newer' : `old ${person}`)
  const [note] = await sql.query<{ sealed: string }>('select sealed from vault_notes')
  expect(newest.open(note?.sealed ?? '', 'p_0001')).toBe('note')
  const [phone] = await sql.query<{ sealed: string }>(`select phone_sealed as sealed from staff where staff_no = 'W1'`)
  expect(newest.open(phone?.sealed ?? '', 'W1')).toBe('13800000000')
  // The text that never opened stays as it is, and keeps nobody from forgetting the key.
  expect(await countSealedOtherwise(sql, after.keyName)).toBe(1)
  expect(await readKeyNames(sql)).toEqual({ pseudonym: 'a1-00000000', vault: [after.keyName] })
})
