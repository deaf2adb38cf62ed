import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countedOutcomes, outcomeRules } from '@shouwang/casework'
import { openChdb, type WarehouseClient, weeklyReport } from '@shouwang/clickhouse'
import { programmeDashboard } from '@shouwang/grafana'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asClickHouse } from './macros.ts'
import { panelsOf } from './panels-of.ts'

const dayAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)
const shanghaiDay = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment)
const [from, to] = [dayAgo(7), dayAgo(1)]

let directory: string
let client: WarehouseClient
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'warehouse-'))
  client = await openChdb(directory)
  await client.insert({ table: 'task_events', values: outcomeRules.flatMap(visited), format: 'JSONEachRow' })
  await client.insert({ table: 'case_events', values: [0, 1, 2, 3].flatMap(taken), format: 'JSONEachRow' })
})
afterAll(async () => {
  await client.close()
  await rm(directory, { recursive: true, force: true })
})

/** A task that ended with this outcome; every third has no known region. */
const visited = ({ outcome, directions }: (typeof outcomeRules)[number], at: number) =>
  ['TaskOpened', 'OutcomeRecorded'].map((type, seq) => ({
    task_id: `T${at}`,
    seq: seq + 1,
    type,
    day: shanghaiDay(dayAgo(3)),
    at: dayAgo(3).getTime(),
    by_whom: 'W1',
    household: `h${at}`,
    household_no: `h${at}`,
    region: type === 'TaskOpened' && at % 3 > 0 ? '350212001201' : '',
    direction: directions[0],
    level: 'red',
    indicators: ['fire-loss'],
    outcome: type === 'OutcomeRecorded' ? outcome : '',
    closes: type === 'OutcomeRecorded',
    assignee: '',
    due_on: type === 'TaskOpened' ? shanghaiDay(to) : null,
  }))

/** A case that is in hand; every second one has given aid. */
const taken = (at: number) =>
  ['CaseOpened', ...(at % 2 === 0 ? ['AidGiven'] : [])].map((type, seq) => ({
    case_id: `C${at}`,
    seq: seq + 1,
    type,
    day: shanghaiDay(dayAgo(3)),
    at: dayAgo(3).getTime(),
    by_whom: 'T1',
    household: type === 'CaseOpened' ? `h${at}` : '',
    region: type === 'CaseOpened' ? '350212001201' : '',
    aid_id: type === 'AidGiven' ? `C${at}-a1` : '',
    form: type === 'AidGiven' ? 'cash' : '',
    amount_fen: type === 'AidGiven' ? 100_000 : 0,
  }))

const panel = async (title: string): Promise<Record<string, number>> => {
  const rawSql = panelsOf(programmeDashboard).find((one) => one.title === title)?.targets[0]?.rawSql ?? ''
  const answer = await client.query({ query: asClickHouse(rawSql, { from, to }), format: 'JSONEachRow' })
  const [row = {}] = await answer.json<Record<string, string>>()
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]))
}

test('the weekly report and the dashboard count the same leads right and wrong, the same ends, and the same families helped', async () => {
  const week = await weeklyReport(client, { region: null, until: shanghaiDay(to), outcomes: countedOutcomes })
  const { judged, right, wrong } = await panel('指标准确率')
  expect(week.indicators).toEqual([
    { indicator: 'fire-loss', judged, confirmed: right, refuted: wrong, decided: 0, upheld: 0 },
  ])
  expect(right).toBe(countedOutcomes.confirming.length)
  expect(wrong).toBe(countedOutcomes.refuting.length)
  const sum = (of: 'opened' | 'closed' | 'inHand' | 'helped') =>
    week.districts.reduce((all, district) => all + district[of], 0)
  expect(sum('opened')).toBe((await panel('期间新开')).opened_tasks)
  expect(sum('closed')).toBe((await panel('期间办结')).closed)
  expect(sum('inHand')).toBe((await panel('在办家庭')).families)
  expect(sum('helped')).toBe((await panel('帮到家庭')).families)
  expect([sum('inHand'), sum('helped')]).toEqual([4, 2])
  expect(week.districts.map(({ region }) => region)).toEqual(['350212000000', ''])
})
