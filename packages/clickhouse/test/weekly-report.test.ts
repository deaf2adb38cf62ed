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

const noHelp = { inHand: 0, helped: 0, unconfirmed: 0, givenFen: 0, byOffices: 0, officesFen: 0 }
const undecided = { decided: 0, upheld: 0 }
const outcomes = {
  confirming: ['temp-aid-given'],
  refuting: ['not-eligible', 'grace'],
}

const step = (caseId: string, seq: number, type: string, day: string, more: object = {}) => ({
  case_id: caseId,
  seq,
  type,
  day,
  at: Date.parse(`${day}T09:00:00+08:00`),
  by_whom: 'T1',
  household: type === 'CaseOpened' ? `family of ${caseId}` : '',
  region: type === 'CaseOpened' ? '350203001201' : '',
  ...more,
})
const card = (aid: string, person: string) => ({
  aid_id: aid,
  form: 'card',
  amount_fen: 200_000,
  person,
  programme: 'temporary-relief',
})

const cases = [
  step('C1', 1, 'CaseOpened', '2026-10-26', { matter: 'referral' }),
  step('C2', 1, 'CaseOpened', '2026-10-26', { matter: 'relief' }),
  step('C2', 2, 'AidGiven', '2026-10-27', { aid_id: 'C2-a1', form: 'goods', amount_fen: 30_000 }),
  step('C2', 3, 'CaseClosed', '2026-10-30'),
  step('C3', 1, 'CaseOpened', '2026-10-26', { matter: 'relief' }),
  step('C3', 2, 'AidGiven', '2026-10-27', card('C3-a1', 'p_3')),
  step('C4', 1, 'CaseOpened', '2026-08-01', { matter: 'relief' }),
  step('C4', 2, 'AidGiven', '2026-08-03', card('C4-a1', 'p_4')),
  step('C5', 1, 'CaseOpened', '2026-10-01', { matter: 'relief' }),
  step('C5', 2, 'AidGiven', '2026-10-03', card('C5-a1', 'p_5')),
  step('C6', 1, 'CaseOpened', '2026-10-26', { matter: 'relief' }),
  step('C6', 2, 'AidGiven', '2026-10-27', { aid_id: 'C6-a1', form: 'cash', amount_fen: 50_000 }),
  step('C6', 3, 'AidReversed', '2026-10-28', { aid_id: 'C6-a1' }),
]

const paid = (subject: string, paidOn: string) => ({
  event_id: `${subject}/${paidOn}`,
  type: 'SubsidyPaid',
  feed: 'subsidy-card',
  provider: '财政',
  subject,
  source_key: subject,
  revision: 1,
  retracted: false,
  business_day: paidOn,
  happened_at: Date.parse(`${paidOn}T09:00:00+08:00`),
  delivery: 'd',
  data: JSON.stringify({ item: '临时救助', programme: 'temporary-relief', amountFen: 200_000, paidOn }),
})

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
      { region: '350203000000', opened: 1, closed: 1, overdue: 1, ...noHelp },
      { region: '350205000000', opened: 1, closed: 1, overdue: 0, ...noHelp },
      { region: '', opened: 1, closed: 0, overdue: 0, ...noHelp },
    ],
    indicators: [
      { indicator: 'fire-loss', judged: 2, confirmed: 1, refuted: 0, ...undecided },
      { indicator: 'income-plunge', judged: 1, confirmed: 0, refuted: 1, ...undecided },
    ],
  })
})

test('a district sees its own week, and no task without a region', async () => {
  const week = await weeklyReport(client, { region: '350205000000', until: '2026-10-31', outcomes })
  expect(week.districts.map(({ region }) => region)).toEqual(['350205000000'])
  expect(week.indicators.map(({ indicator }) => indicator)).toEqual(['income-plunge'])
})

test('families in hand are no families helped, and a card counts from the day on which the payment feed confirms it', async () => {
  await client.insert({ table: 'case_events', values: cases, format: 'JSONEachRow' })
  const help = async () => {
    const week = await weeklyReport(client, { region: null, until: '2026-10-31', outcomes })
    const row = week.districts.find(({ region }) => region === '350203000000')
    return { inHand: row?.inHand, helped: row?.helped, unconfirmed: row?.unconfirmed, givenFen: row?.givenFen }
  }
  // No payment feed has come: it cannot tell, and what was handed over counts.
  expect(await help()).toEqual({ inHand: 5, helped: 2, unconfirmed: 0, givenFen: 230_000 })
  await client.insert({ table: 'change_events', values: [paid('p_5', '2026-10-29')], format: 'JSONEachRow' })
  expect(await help()).toEqual({ inHand: 5, helped: 2, unconfirmed: 1, givenFen: 230_000 })
})

test('what a department gave under a referral is help, told apart from our own money', async () => {
  const values = [
    step('C7', 1, 'CaseOpened', '2026-10-26', { matter: 'referral', region: '350206001201' }),
    step('C7', 2, 'ReferralSent', '2026-10-26', { department: 'housing' }),
    step('C7', 3, 'ReferralProgressed', '2026-10-28'),
    step('C7', 4, 'ReferralDone', '2026-10-29', { aid_id: 'C7-r1-4', form: 'goods', amount_fen: 80_000 }),
  ]
  await client.insert({ table: 'case_events', values, format: 'JSONEachRow' })
  const week = await weeklyReport(client, { region: '350206000000', until: '2026-10-31', outcomes })
  expect(week.districts).toEqual([
    {
      ...{
        region: '350206000000',
        opened: 0,
        closed: 0,
        overdue: 0,
        inHand: 1,
        helped: 1,
        unconfirmed: 0,
        givenFen: 0,
      },
      ...{ byOffices: 1, officesFen: 80_000 },
    },
  ])
})

test('an indicator is as right as what was decided in the cases that came of its leads', async () => {
  const granted = step('C8', 2, 'DecisionMade', '2026-10-30', { result: 'granted' })
  const refused = step('C9', 2, 'DecisionMade', '2026-10-30', { result: 'refused' })
  const values = [
    step('C8', 1, 'CaseOpened', '2026-10-28', { task_id: 'T1' }),
    granted,
    step('C9', 1, 'CaseOpened', '2026-10-28', { task_id: 'T4' }),
    refused,
  ]
  await client.insert({ table: 'case_events', values, format: 'JSONEachRow' })
  const { indicators } = await weeklyReport(client, { region: null, until: '2026-10-31', outcomes })
  expect(indicators).toContainEqual(
    expect.objectContaining({ indicator: 'fire-loss', judged: 2, decided: 2, upheld: 1 }),
  )
})
