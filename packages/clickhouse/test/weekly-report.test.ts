import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChdb, type WarehouseClient, weeklyReport } from '../src/index.ts'

let directory: string
let client: WarehouseClient

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'warehouse-'))
  client = await openChdb(directory)
})
afterAll(async () => {
  await client.close()
  await rm(directory, { recursive: true, force: true })
})

const line = (taskId: string, seq: number, type: string, day: string, more: object = {}) => ({
  task_id: taskId,
  seq,
  type,
  day,
  at: Date.parse(`${day}T09:00:00+08:00`),
  by_whom: 'W0001',
  household: 'h',
  household_no: 'h',
  region: '',
  direction: '',
  level: '',
  indicators: [] as string[],
  outcome: '',
  assignee: '',
  due_on: null as string | null,
  closes: type === 'TaskWithdrawn' || type === 'OutcomeRecorded',
  ...more,
})

const outcomes = {
  confirming: ['temp-aid-given'],
  refuting: ['not-eligible', 'grace'],
  helping: ['temp-aid-given'],
}

const history = [
  line('T1', 1, 'TaskOpened', '2026-10-20', {
    region: '350203001201',
    due_on: '2026-10-23',
    indicators: ['fire-loss'],
  }),
  line('T1', 2, 'OutcomeRecorded', '2026-10-27', { outcome: 'temp-aid-given', indicators: ['fire-loss'] }),
  line('T2', 1, 'TaskOpened', '2026-10-26', {
    region: '350203002202',
    due_on: '2026-10-28',
    indicators: ['fire-loss'],
  }),
  line('T3', 1, 'TaskOpened', '2026-10-27', { region: '350205001201', due_on: '2026-11-05' }),
  line('T3', 2, 'OutcomeRecorded', '2026-10-30', { outcome: 'not-eligible', indicators: ['income-plunge'] }),
  line('T4', 1, 'TaskOpened', '2026-10-27', { due_on: '2026-11-05' }),
  line('T4', 2, 'OutcomeRecorded', '2026-10-28', { outcome: 'not-found', indicators: ['fire-loss'], closes: false }),
  line('T5', 1, 'TaskOpened', '2026-10-12', { region: '350205001201', due_on: '2026-10-15' }),
  line('T5', 2, 'TaskWithdrawn', '2026-10-27'),
]

test('the week counts each task once, however often its history was copied, and one without a region apart', async () => {
  for (let copies = 0; copies < 2; copies++)
    await client.insert({ table: 'task_events', values: history, format: 'JSONEachRow' })
  const week = await weeklyReport(client, { region: null, until: '2026-10-31', outcomes })
  expect(week).toEqual({
    from: '2026-10-25',
    to: '2026-10-31',
    districts: [
      { region: '350203000000', opened: 1, closed: 1, overdue: 1, helped: 1 },
      { region: '350205000000', opened: 1, closed: 1, overdue: 0, helped: 0 },
      { region: '', opened: 1, closed: 0, overdue: 0, helped: 0 },
    ],
    indicators: [
      { indicator: 'fire-loss', judged: 2, confirmed: 1, refuted: 0 },
      { indicator: 'income-plunge', judged: 1, confirmed: 0, refuted: 1 },
    ],
  })
})

test('a district sees its own week, and no task without a region', async () => {
  const week = await weeklyReport(client, { region: '350205000000', until: '2026-10-31', outcomes })
  expect(week.districts.map(({ region }) => region)).toEqual(['350205000000'])
  expect(week.indicators.map(({ indicator }) => indicator)).toEqual(['income-plunge'])
})
