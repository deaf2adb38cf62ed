import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rulesFrom } from '@shouwang/casework'
import type { PersonId } from '@shouwang/contracts'
import { loadEvaluation } from '@shouwang/evaluation/catalogue'
import { openFeeds } from '@shouwang/feeds'
import { createCipher, leadNumber } from '@shouwang/identity'
import { readRecords } from '@shouwang/intake'
import { loadPatrolRules } from '@shouwang/patrols/catalogue'
import { loadPolicies, policyOn, standardsGrowth } from '@shouwang/policy'
import { openPglite, readWaitingRows, resolveReplayed, type Sql } from '@shouwang/postgres'
import { loadTerms } from '@shouwang/retention'
import { loadForms } from '@shouwang/visit-forms/catalogue'
import type { Identity } from '../../src/backend/answers.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { feedDrafts } from '../../src/backend/feed-drafts.ts'
import {
  householdChecks,
  householdHardship,
  householdMeansOf,
  householdOfficialKin,
} from '../../src/backend/household-checks.ts'
import { precedentRules } from '../../src/backend/precedent-rules.ts'
import { simulations } from '../../src/backend/simulations.ts'
import { fakeTasks } from './fake-tasks.ts'
import { FAMILIES } from './families.ts'
import { REFERENCE } from './reference-data.ts'
import { AT, pseudonymOf, seed, TODAY } from './seed.ts'

export { pseudonymOf, taskIdOf } from './seed.ts'

/** The sealed words of the test rows in quarantine. */
const ROWS: Readonly<Record<string, Record<string, string>>> = {
  'q-1': {
    姓名: '赵大海',
    身份证号: '350203197001015812',
    残疾类别: '肢体',
    残疾等级: '九级',
    发证日期: '2026-09-01',
    备用: '13800001111',
  },
  'q-2': {
    姓名: '钱小美',
    身份证号: '35020319850230582',
    残疾类别: '视力',
    残疾等级: '二级',
    发证日期: '2026-13-01',
    备用: '',
  },
}

/** What the fake backend remembers of what was asked of it. */
export type FakeBackend = {
  readonly backend: Backend
  readonly sql: Sql
  readonly received: (Parameters<Backend['intake']['receiveFile']>[1] & { readonly bytes: number })[]
  readonly rows: { feed: string; rows: readonly Readonly<Record<string, unknown>>[] }[]
  readonly replayed: { quarantineId: string; row: Readonly<Record<string, string>> | null }[]
}

/**
 * A backend whose store is a PostgreSQL in memory with a few families, and whose other parts are kept in lists. Tasks obey
 * one rule alone, or, where `tasks` says so, the commands of the program.
 */
export const fakeBackend = async (tasks: (sql: Sql) => Backend['tasks'] = fakeTasks): Promise<FakeBackend> => {
  const sql = await openPglite()
  await seed(sql)
  await seedSearchKeys(sql)
  const identities = new Map(
    FAMILIES.flatMap((family) => family.members).map((member): [PersonId, Identity] => [
      pseudonymOf(member.idNumber),
      {
        name: member.name,
        idNumber: member.idNumber,
        phone: member.phone,
        address: '厦门市思明区滨湖街道东风社区12号',
      },
    ]),
  )
  const folder = join(mkdtempSync(join(tmpdir(), 'fake-feeds-')), 'feeds')
  const opened = openFeeds(folder)
  const world: Omit<FakeBackend, 'backend'> = { sql, received: [], rows: [], replayed: [] }
  let randomCounter = 0
  const backend: Backend = {
    sql,
    today: () => TODAY,
    nowMs: () => Date.parse(AT),
    cipher: createCipher([Buffer.alloc(32, 7)]),
    randomBytes: (length) => createHash('sha512').update(String(randomCounter++)).digest().subarray(0, length),
    leadNo: (source, key) => leadNumber({ keyed: (kind, text) => keyOf(`${kind}${text}`).slice(-16) }, source, key),
    visitForms: loadForms(),
    patrolRules: loadPatrolRules(),
    tasks: tasks(sql),
    vault: {
      identify: async (persons) =>
        new Map(
          persons.flatMap((person) => (identities.has(person) ? [[person, identities.get(person) as Identity]] : [])),
        ),
      keysOf: (words) => ({ name: keyOf(words), phone: /^\d{7,12}$/.test(words) ? keyOf(words) : null }),
      nameFor: (partner, thing) => keyOf(`${partner}|${thing}`),
      pseudonym: (idNumber) => (/^\d{17}[\dX]$/.test(idNumber) ? pseudonymOf(idNumber) : undefined),
    },
    intake: fakeIntake(world),
    feedDrafts: feedDrafts({
      ...{ feeds: opened.feeds, ownFeeds: { folder, refresh: opened.refresh } },
      clock: { today: () => TODAY, nowMs: () => Date.parse(AT) },
    }),
    quarantine: {
      open: async (id) =>
        ROWS[id] === undefined ? undefined : { row: ROWS[id], text: Object.values(ROWS[id]).join(',') },
      replay: async (quarantineId, row) => {
        world.replayed.push({ quarantineId, row })
        await sql.query(`update quarantine set state = 'replayed' where quarantine_id = $1`, [quarantineId])
        return { ok: true, delivery: 'd-replay' }
      },
      replayWaiting: async (filter, after, by) => {
        const rows = await readWaitingRows(sql, filter, { after, limit: 1 })
        const delivery = `d-replay-${filter.feed}`
        await resolveReplayed(sql, rows, { note: delivery, by })
        const next = rows[0]?.quarantineId ?? null
        return { ok: true, sent: rows.length, resent: 0, unreadable: 0, deliveries: [delivery], next }
      },
      discard: async (quarantineId, why, by) => {
        await sql.query(
          `update quarantine set state = 'discarded', state_note = $2, state_by = $3 where quarantine_id = $1`,
          [quarantineId, why, by],
        )
        return { ok: true }
      },
    },
    ...REFERENCE,
    evaluation: loadEvaluation(),
    standardsGrowth: (from, to) => standardsGrowth(loadPolicies(), from, to),
    retention: { terms: loadTerms(), look: async () => [], leadsPerhaps: async () => [] },
    checkHousehold: householdChecks(sql, loadPolicies()),
    householdMeans: householdMeansOf(sql, loadPolicies()),
    householdHardship: householdHardship(sql, loadPolicies()),
    officialKin: householdOfficialKin(sql, loadPolicies()),
    simulate: simulations(sql, loadPolicies()),
    rowsBehind: async () => [],
    ruleOfPrecedents: precedentRules(loadPolicies()),
    queueRulesOn: (region, day) => rulesFrom(policyOn(loadPolicies(), region, day)).queue,
  }
  return { ...world, backend }
}

const keyOf = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 16)

/** The keys by which the vault finds people; what it holds of them is kept beside it. */
const seedSearchKeys = async (sql: Sql): Promise<void> => {
  for (const { name, idNumber, phone } of FAMILIES.flatMap(({ members }) => members))
    await sql.query(
      `insert into vault (person, kind, sealed, stated_on, rank, name_key, phone_key)
       values ($1, 'identity', 'sealed', $2, 2, $3, null), ($1, 'contact', 'sealed', $2, 1, null, $4)`,
      [pseudonymOf(idNumber), TODAY, keyOf(name), phone === null ? null : keyOf(phone)],
    )
}

const fakeIntake = (world: Omit<FakeBackend, 'backend'>): Backend['intake'] => ({
  receiveFile: async (stream, about) => {
    const { fileName, feed, asOf } = about
    let bytes = 0
    for await (const chunk of stream) bytes += chunk.length
    if (bytes === 0) return { ok: false, reason: 'empty', detail: '文件是空的。请核对后重传。' }
    const delivery = `d-new-${world.received.push({ ...about, bytes })}`
    await world.sql.query(
      `insert into deliveries (delivery, feed, file_name, business_day, region, status, received, accepted, applied, finished_at)
       values ($1, $2, $3, $4, '350200000000', 'complete', 2, 2, 2, now())`,
      [delivery, feed ?? 'disability-cert', fileName, asOf ?? TODAY],
    )
    return { ok: true, delivery }
  },
  readRecords: (_, bytes, form) => readRecords(bytes, form, undefined),
  receiveRecords: async (feed, records) => {
    world.rows.push({ feed, rows: records.map((record) => ('cells' in record ? record.cells : record)) })
    return { ok: true, delivery: `d-rows-${world.rows.length}` }
  },
  settled: async () => true,
  backlog: async () => 0,
  check: async (stream) => {
    for await (const _ of stream);
    return {
      feed: 'disability-cert',
      businessDay: TODAY,
      rows: 2,
      acceptable: 1,
      problems: [{ rowNo: 2, reason: 'bad-date', field: '发证日期' }],
      detail: '认出接口：残疾人证；2 行中 1 行可接收。',
      remarks: {},
    }
  },
})
