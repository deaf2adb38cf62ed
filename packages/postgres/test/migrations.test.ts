import { readdirSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import type { FiringVerdict, TaskEvent } from '@shouwang/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listStaff,
  loadAround,
  pendingOutboxEntries,
  readHistories,
  readTasks,
  SchemaProblem,
  type Sql,
  saveOutboxEntry,
  type TaskFilter,
} from '../src/index.ts'
import { openStoreMadeBy } from './open-store.ts'

const folder = new URL('../migrations/', import.meta.url)

/** The script that makes a store as the program left it when this migration was its newest. */
const storeAt = (newest: string): string =>
  [
    'create table migrations (name text primary key, applied_at timestamptz not null default now());',
    ...readdirSync(folder)
      .filter((name) => name <= newest)
      .sort()
      .map(
        (name) => `${readFileSync(new URL(name, folder), 'utf8')};\ninsert into migrations (name) values ('${name}');`,
      ),
  ].join('\n')

/** A text that jsonb would refuse: U+0000, and half a surrogate pair. Its quotes look like a field of the event. */
const oddText = '他说 "indicator":"quoted" \0 \ud800'
const lead = (indicator: string, reason = '家中失火'): FiringVerdict => ({
  status: 'fires',
  indicator,
  direction: 'urgent',
  level: 'red',
  confidence: 1,
  dimensions: {},
  person: null,
  reason,
  observations: [],
  facts: [],
  advice: [],
})
const happening = { taskId: 't-1', at: '2026-10-31T09:00:00+08:00', day: '2026-10-31', by: 'system' }
const events: TaskEvent[] = [
  {
    ...happening,
    seq: 1,
    type: 'TaskOpened',
    household: 'h-1',
    householdNo: 'h-1',
    region: '350203001201',
    direction: 'urgent',
    level: 'red',
    leads: [lead('fire-loss', oddText), lead('unsafe-housing')],
    dueOn: '2026-11-01',
    assignee: null,
    flags: [],
  },
  { ...happening, seq: 2, type: 'LeadJoined', lead: lead('pension-started') },
  { ...happening, seq: 3, type: 'LeadCleared', indicator: 'fire-loss', person: null },
  { ...happening, taskId: 't-2', seq: 1, type: 'NoteAdded', note: oddText },
]
const outputs = [{ topic: 'assessments.v1', key: 'h-1', value: '{}' }]
const text = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'`

const rows = `
  insert into staff (staff_no, name, role, region) values
    ('W1', '林', 'grid-worker', '350203001201'), ('X1', '何静', '社会救助协理员', '350203001000');
  insert into positions (consumer, source, sequence) values ('scoring@a', 'owed', 7), ('scoring', 'change-events.v1/0', 41);
  insert into owed (id, consumer, producer, sequence, outputs) values
    ('scoring@a/7', 'scoring', 'scoring@a', 7, '${deflateSync(JSON.stringify(outputs)).toString('base64')}');
  insert into households (household, household_no, day, version, level, fingerprint, standing, assessment) values
    ('h-1', 'h-1', '2026-10-31', 1, 'red', 'f', '{"level":"red"}', '{}');
  insert into tasks (task_id, household, household_no, region, direction, level, status, opened_on, due_on, seq, state) values
    ('t-1', 'h-1', 'h-1', '350203001201', 'urgent', 'red', 'open', '2026-10-31', '2026-11-01', 3, '{}'),
    ('t-2', 'h-2', 'h-2', '350203001201', 'missed', 'blue', 'withdrawn', '2026-10-31', '2026-11-01', 1, '{}');
  ${events
    .map(
      (event) => `insert into task_events (task_id, seq, type, day, at, by_whom, event)
        values ('${event.taskId}', ${event.seq}, '${event.type}', '2026-10-31', now(), 'system', ${text(event)});`,
    )
    .join('\n')}
  insert into notices (staff_no, task_id, seq, kind, at) values ('W1', 't-1', 1, 'assigned', now());
  insert into deliveries (delivery, feed, business_day, region) values ('d-1', 'fire', '2026-10-31', '350200000000');
  insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, sealed)
    values ('q-1', 'fire', 'd-1', 1, '2026-10-31', 'ingest', 'bad-date', 's');
  insert into vault (person, kind, sealed, stated_on) values ('p_1', 'identity', 's', '2026-10-31');`

let sql: Sql
beforeAll(async () => {
  sql = await openStoreMadeBy(`${storeAt('0013-rows-set-aside.sql')}\n${rows}`)
})
afterAll(() => sql.close())

const everything: TaskFilter = { within: '', withoutRegion: true }
const withIndicator = async (indicator: string) =>
  (await readTasks(sql, { ...everything, indicators: [indicator] }, { limit: 10, offset: 0 })).map(
    ({ taskId }) => taskId,
  )

test('outputs that an earlier version had not published wait in the outbox, and the next entry has the next number', async () => {
  expect(await pendingOutboxEntries(sql, 'scoring')).toEqual([
    { id: 'scoring@a/7', origin: { producer: 'scoring@a', sequence: 7 }, outputs },
  ])
  const [next] = await saveOutboxEntry(sql, {
    producer: { kind: 'stage', consumer: 'scoring', instance: 'a' },
    outputs,
  })
  expect(next?.origin).toEqual({ producer: 'scoring@a', sequence: 8 })
})

test('tasks of an earlier version are found by the indicators of their leads, and by nothing that a text quotes', async () => {
  for (const indicator of ['fire-loss', 'unsafe-housing', 'pension-started'])
    expect(await withIndicator(indicator)).toEqual(['t-1'])
  expect(await withIndicator('quoted')).toEqual([])
})

test('histories of an earlier version are what they were, character by character', async () => {
  expect((await readHistories(sql, ['t-1', 't-2'])).get('t-2')).toEqual([events[3]])
  expect((await readHistories(sql, ['t-1'])).get('t-1')).toEqual(events.slice(0, 3))
})

test('level histories and staff of an earlier version are known, roles by their code', async () => {
  const { households } = await loadAround(sql, ['h-1'])
  expect(households.get('h-1')?.levelHistory).toEqual({ level: 'red' })
  expect((await listStaff(sql, '3502', '', 5)).map(({ staffNo, role }) => [staffNo, role])).toEqual([
    ['X1', 'coordinator'],
    ['W1', 'grid-worker'],
  ])
})

test('a store that a newer program made is refused in one sentence, and stays as it is', async () => {
  const newer = `${storeAt('0002')}; insert into migrations (name) values ('9998-later.sql'), ('9999-newest.sql');`
  const refused = await openStoreMadeBy(newer).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(SchemaProblem)
  expect((refused as SchemaProblem).zh).toMatch(/^数据库是由更新版本的守望建立的（9999-newest.sql）：请使用那个版本/)
})

test('a store whose rows no version ever wrote ended in a stack; it is refused in one sentence', async () => {
  const strange = `${storeAt('0010')};
    insert into persons (person, household, facts) values ('p', 'h', '{}');`
  const refused = await openStoreMadeBy(strange).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(SchemaProblem)
  expect((refused as SchemaProblem).zh).toMatch(
    /^数据库升级不到本版本（0011-books-by-line.sql：.+）：请用原来的版本打开/,
  )
})
