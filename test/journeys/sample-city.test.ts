import { readFile } from 'node:fs/promises'
import type { Task } from '@shouwang/casework'
import type { FiringVerdict } from '@shouwang/contracts'
import { embeddedLog } from '@shouwang/standalone'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, installSample } from './installation.ts'
import { expectations, rejectedRows, sampleDay, scenario } from './sample.ts'
import {
  assessmentOf,
  indicatorsOf,
  isOpen,
  ledgerIn,
  receiptsIn,
  standingLeads,
  tasksIn,
  waitingRows,
} from './what-came-out.ts'

let city: Installation
let open: readonly Task[]
beforeAll(async () => {
  city = await installSample()
  open = (await tasksIn(city.standalone.engines.sql)).filter(isOpen)
})
afterAll(() => city?.close())

const tasksOf = (householdNo: string): readonly Task[] => open.filter((task) => task.householdNo === householdNo)
const leadsOf = (householdNo: string): readonly string[] => tasksOf(householdNo).flatMap(indicatorsOf)
const leadOf = (name: string, indicator: string): FiringVerdict => {
  const { householdNo } = scenario(name)
  const found = tasksOf(householdNo)
    .flatMap(standingLeads)
    .find((lead) => lead.indicator === indicator)
  if (found === undefined) throw new Error(`${name} (${householdNo}) has no lead "${indicator}"`)
  return found
}

describe('a city hands in its files', () => {
  test.each(expectations)('$scenario: $householdNo has the leads it must have and none that it must not', (family) => {
    const leads = leadsOf(family.householdNo)
    expect(leads).toEqual(expect.arrayContaining([...family.mustFire]))
    expect(leads.filter((lead) => family.mustNotFire.includes(lead))).toEqual([])
  })

  test('no ordinary family has a task', () => {
    const named = new Set(expectations.map(({ householdNo }) => householdNo))
    expect(open.filter(({ householdNo }) => !named.has(householdNo)).map(({ householdNo }) => householdNo)).toEqual([])
  })

  test('a household has one open task for each direction at most', () => {
    const places = open.map(({ household, direction }) => `${household} ${direction}`)
    expect(new Set(places).size).toBe(places.length)
  })

  test('every task is with the grid worker of the family’s village', async () => {
    const { sql } = city.standalone.engines
    const staff = await sql.query<{ staffNo: string; role: string; region: string }>(
      'select staff_no as "staffNo", role, region from staff',
    )
    const byNo = new Map(staff.map((person) => [person.staffNo, person]))
    for (const { assignee, region } of open)
      expect(byNo.get(assignee ?? '')).toMatchObject({ role: 'grid-worker', region })
    for (const { householdNo, village } of expectations)
      for (const task of tasksOf(householdNo)) expect(task.region).toBe(village)
  })
})

describe('what the city is told', () => {
  test('a bill of 66,000 yuan is red, and advises 一事一议', () => {
    const lead = leadOf('big-bill', 'high-medical-selfpay-12m')
    expect(lead.level).toBe('red')
    expect(lead.observations).toContainEqual(expect.objectContaining({ observed: 66_000_00 }))
    expect(lead.advice.join()).toContain('一事一议')
    expect(tasksOf(scenario('big-bill').householdNo).map(({ level }) => level)).toEqual(['red'])
  })

  test('a rare disease shows both what the catalogue covers and the whole burden', () => {
    const lead = leadOf('rare-disease', 'new-major-disease')
    const labels = lead.observations.map(({ label }) => label).join()
    expect(`${lead.reason}${labels}`).toContain('合规自付')
    expect(`${lead.reason}${labels}`).toContain('个人负担')
  })

  test('a death that three offices report is surer than one that a single office reports', () => {
    const three = leadOf('dead-recipient-three-sources', 'recipient-deceased')
    const one = leadOf('dead-recipient-one-source', 'recipient-deceased')
    expect(three.confidence).toBeGreaterThanOrEqual(0.9)
    expect(one.confidence).toBeLessThan(three.confidence)
    expect(three.facts.map(({ feed }) => feed)).toEqual(
      expect.arrayContaining(['death-certificate', 'death-cancel', 'cremation']),
    )
  })

  test('formal income found reminds of the 渐退期', () => {
    const lead = leadOf('recipient-formal-income', 'formal-income-found')
    expect(`${lead.reason}${lead.advice.join()}`).toContain('渐退')
  })

  test('several troubles of one family are one task', () => {
    const family = scenario('many-at-once')
    const missed = tasksOf(family.householdNo).filter(({ direction }) => direction === 'missed')
    expect(missed).toHaveLength(1)
    expect(missed.flatMap(indicatorsOf)).toEqual(expect.arrayContaining([...family.mustFire]))
  })

  test('a bill that was sent three times counts once', async () => {
    const receipts = await receiptsIn(city.standalone.engines.sql)
    expect(receipts.find(({ feed }) => feed === 'med-settlement')).toMatchObject({ duplicate: 2 })
    const { fires } = await assessmentOf(city.standalone.engines.sql, scenario('resent-bill').householdNo)
    expect(fires.flatMap(({ observations }) => observations).map(({ observed }) => observed)).not.toContain(25_500_00)
  })

  test('the woman who married away is a member of her new home only', async () => {
    const { sql } = city.standalone.engines
    const bride = city.standalone.identity.person('350206199905263148')
    const left = await assessmentOf(sql, scenario('married-out-old-home').householdNo)
    const joined = await assessmentOf(sql, scenario('married-out-new-home').householdNo)
    expect(left.members).not.toContain(bride)
    expect(joined.members).toContain(bride)
  })
})

describe('what the city can account for', () => {
  test('exactly the rows that cannot be accepted are set aside, each with its reason and column', async () => {
    const { sql } = city.standalone.engines
    const rows = await waitingRows(sql)
    const byFile = Object.groupBy(rows, ({ fileName }) => fileName ?? '')
    const counts = Object.fromEntries(Object.entries(byFile).map(([fileName, some]) => [fileName, some?.length]))
    expect(counts).toEqual(rejectedRows)
    expect(rows.map(({ rowNo, reason, field }) => [rowNo, reason, field])).toEqual([
      [2, 'bad-id-number', '残疾人证号'],
      [3, 'unknown-code', '残疾等级'],
      [11, 'bad-id-number', '残疾人证号'],
      [14, 'missing-value', '残疾人证号'],
      [16, 'unknown-code', '残疾类别'],
      [19, 'future-date', '办证日期'],
    ])
  })

  test('every delivery is complete and the account of every feed balances', async () => {
    const { sql } = city.standalone.engines
    const receipts = await receiptsIn(sql)
    expect(receipts.filter(({ status }) => status !== 'complete')).toEqual([])
    const ledger = await ledgerIn(sql)
    expect(new Set(ledger.map(({ feed }) => feed)).size).toBe(receipts.length)
    expect(ledger.filter(({ balanced }) => !balanced)).toEqual([])
    const { body } = await city.operator.get(`/ledger?to=${sampleDay}`)
    expect(body).toMatchObject({ balanced: true })
  })

  test('careless but clear writing is mended, not refused', async () => {
    const [receipt] = (await receiptsIn(city.standalone.engines.sql)).filter(({ feed }) => feed === 'disability-cert')
    expect(receipt?.mended).toBeGreaterThan(0)
  })

  test('nothing that identifies a person is in the log or the program’s own log', async () => {
    const log = embeddedLog(city.standalone.engines)
    const secrets = expectations.map(({ headId }) => headId)
    const said = [await readFile(`${city.folder}/logs/shouwang.log`, 'utf8')]
    for (const topic of log.topics()) for (const { key, value } of log.messages(topic)) said.push(key, value)
    const text = said.join('\n')
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})
