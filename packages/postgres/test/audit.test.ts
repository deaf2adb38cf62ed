import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuditLine, listAudit, type Sql, verifyAudit, writeAudit } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
const tag = randomUUID().replaceAll('-', '')
const [owner, writer] = [`audit_owner_${tag}`, `audit_writer_${tag}`]
beforeAll(async () => {
  sql = await openStore()
})
afterAll(async () => {
  await sql.query('alter table audit owner to current_user')
  await sql.query(`drop owned by ${writer}`)
  for (const role of [writer, owner]) await sql.query(`drop role if exists ${role}`)
  await sql.close()
})

const line = (subject: string): AuditLine => ({
  who: 'W0001',
  role: 'grid-worker',
  region: '350203001201',
  action: 'POST /unmask',
  subject,
  whom: [subject],
  fields: ['phone', 'address'],
  task: 't-1',
  purpose: '入户前联系',
  result: 'done',
  address: '10.1.1.1',
})

test('lines that come all at once are one chain, without a gap', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, at) => writeAudit(sql, line(`p_${at}`), line(`q_${at}`))))
  expect(await verifyAudit(sql)).toMatchObject({ lines: 24, brokenAt: null })
  const [newest] = await listAudit(sql, {}, 1)
  expect(newest?.hash).toBe((await verifyAudit(sql)).head)
  expect(await listAudit(sql, { whom: ['p_3'] }, 10)).toMatchObject([{ subject: 'p_3', fields: ['phone', 'address'] }])
})

test('a program whose role can only insert adds lines, and neither changes, deletes nor unlocks them', async () => {
  await sql.query(`create role ${owner}`)
  await sql.query(`create role ${writer}`)
  await sql.query(`alter table audit owner to ${owner}`)
  await sql.query(`grant select, insert on audit to ${writer}`)
  const as = (work: string) =>
    sql.transaction(async (tx) => {
      await tx.query(`set local role ${writer}`)
      return tx.query(work)
    })
  await sql.transaction(async (tx) => {
    await tx.query(`set local role ${writer}`)
    await writeAudit(tx, line('by-writer'))
  })
  for (const change of [
    `update audit set who = 'x'`,
    'delete from audit',
    'truncate audit',
    'alter table audit disable trigger all',
    'drop table audit',
  ])
    await expect(as(change)).rejects.toThrow(/permission denied|must be owner/)
  expect(await verifyAudit(sql)).toMatchObject({ lines: 25, brokenAt: null })
})
