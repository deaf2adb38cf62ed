import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonId } from '@shouwang/contracts'
import type { VaultEntry } from '@shouwang/identity'
import { embeddedLog, keysPlace, openStandalone, restoreBackup, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asker, askerOf, settingsOf } from '../journeys/installation.ts'
import { sampleFiles } from '../journeys/sample.ts'
import { type Found, scanFolder, scannerOf } from './scan.ts'
import { scanKept, told } from './scan-kept.ts'

/** Enough for a task of somebody who does not live alone. */
const taken = /^(regions|staff|公安_户籍人口|民政_救助名册|医保_结算|残联_残疾人证|人社_养老金|教育_)/

let folder: string
let standalone: Standalone
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-erased-'))
  standalone = await openStandalone(settingsOf(folder))
  for (const { fileName, bytes } of sampleFiles().filter((file) => taken.test(file.fileName))) {
    const answer = await standalone.app.request(
      `/api/v1/deliveries?${new URLSearchParams({ fileName, asOf: '2026-10-31' })}`,
      {
        method: 'POST',
        body: new Uint8Array(bytes),
        headers: { authorization: `Bearer ${standalone.token}`, 'content-type': 'application/octet-stream' },
      },
    )
    expect(answer.status).toBe(202)
  }
  await standalone.untilIdle()
})
afterAll(async () => {
  await standalone.close()
  for (const left of [folder, `${folder}-backup`, `${folder}-restored`])
    await rm(left, { recursive: true, force: true })
})

/** Everything that is kept, sealed texts opened. */
const scanned = ({ engines, cipher }: Standalone, sought: readonly string[]): Promise<readonly Found[]> => {
  const log = embeddedLog(engines)
  const messages = log.topics().flatMap((topic) => [...log.messages(topic)])
  return scanKept({ sql: engines.sql, warehouse: engines.warehouse, cipher, messages }, sought)
}

const staffNos = ['C8', 'C9'] as const
let first: Asker
let second: Asker
beforeAll(async () => {
  for (const staffNo of staffNos)
    await standalone.engines.sql.query(
      `insert into staff (staff_no, name, role, region) values ($1, $1, 'city', '350200000000')`,
      [staffNo],
    )
  first = await askerOf(standalone, staffNos[0])
  second = await askerOf(standalone, staffNos[1])
})

type Chosen = { readonly person: PersonId; readonly household: string; readonly neighbour: PersonId }
let chosen: Chosen
let needles: readonly string[]
let erased: Pick<VaultEntry, 'idNumber' | 'name'>
let kept: Pick<VaultEntry, 'idNumber' | 'name'>
/** Taken before anything was ordered. */
let backup: string
let leads: Readonly<Record<'byNumber' | 'byName' | 'ofOthers', string>>

const tell = async (words: string): Promise<string> => {
  const { status, body } = await first.post('/leads', { kind: 'hardship', channel: 'village', words })
  expect(status).toBe(201)
  return `${body.leadNo}`
}

const identityOf = async (person: PersonId): Promise<VaultEntry> => {
  const [row] = await standalone.engines.sql.query<{ sealed: string }>(
    `select sealed from vault where person = $1 and kind = 'identity'`,
    [person],
  )
  return JSON.parse(standalone.cipher.open(row?.sealed ?? '', person)) as VaultEntry
}

const order = { orderNo: '厦民函〔2026〕1号', why: '本人申请删除' }

/** Everything that is done until an order has been carried out, as the program does it by itself. */
const untilErased = async (): Promise<void> => {
  while ((await standalone.keepData()) > 0) {
    await standalone.review()
    await standalone.untilIdle()
  }
  await standalone.review()
  await standalone.untilIdle()
}

const confirm = async (proposal: unknown): Promise<number> =>
  (await second.post(`/proposals/${proposal}/confirm`)).status

beforeAll(async () => {
  const { sql } = standalone.engines
  const [row] = await sql.query<Chosen>(
    `select p.person, p.household, o.person as neighbour
     from persons p join tasks t on t.household = p.household join persons o on o.household = p.household and o.person <> p.person
     where strpos(t.state, p.person) > 0 order by p.person limit 1`,
  )
  if (row === undefined) throw new Error('the sample has no task of somebody who does not live alone')
  chosen = row
  erased = await identityOf(row.person)
  kept = await identityOf(row.neighbour)
  const [named] = await sql.query<{ people: number }>(
    `select count(*) as people from vault where name_key = (select name_key from vault where person = $1 and kind = 'identity')`,
    [row.person],
  )
  needles = [row.person, erased.idNumber, ...(named?.people === 1 && erased.name.length > 2 ? [erased.name] : [])]
  // A row that can't be read waits with his number in it, and so does one of his neighbour.
  const broken = (who: string) => ({ 证件号: who, 灾种: '水灾', 日期: '2026-13-01', 损失金额: '100' })
  await deliverRows('disaster', [broken(erased.idNumber), broken(kept.idNumber)])
  // Leads that nobody joined to anybody: one has his ID number, one his name alone, one tells of somebody else.
  leads = {
    byNumber: await tell(`${erased.name}摔倒了，身份证${erased.idNumber}`),
    byName: await tell(`${erased.name}家断粮，孩子没上学`),
    ofOthers: await tell('桥洞下住着一家三口'),
  }
  await standalone.untilIdle()
  backup = `${folder}-backup`
  await standalone.backUp(backup)
})

/** Ends the program, and opens what a backup from before the order held, with the keys as they are now. */
const restoredFromBefore = async () => {
  await standalone.close()
  const keptOrders = await readFile(join(folder, 'keys', 'erasures.json'), 'utf8')
  const other = `${folder}-restored`
  await cp(join(folder, 'keys'), join(other, 'keys'), { recursive: true })
  await restoreBackup(backup, keysPlace(other, undefined))
  standalone = await openStandalone(settingsOf(other))
  await standalone.untilIdle()
  await untilErased()
  return { keptOrders, found: told(await scanned(standalone, needles)) }
}

const deliverRows = async (feed: string, rows: readonly object[]): Promise<string> => {
  const answer = await standalone.app.request(`/api/v1/feeds/${feed}/records`, {
    method: 'POST',
    body: JSON.stringify(rows),
    headers: { authorization: `Bearer ${standalone.token}`, 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(202)
  return ((await answer.json()) as { delivery: string }).delivery
}

test('what is held is not deleted, and only another person lifts the hold', async () => {
  const placed = await first.post('/holds', {
    kind: 'household',
    subject: chosen.household,
    orderNo: '厦纪监〔2026〕9号',
    why: '正在调查',
  })
  expect(placed.status).toBe(201)
  const refused = await first.post('/erasures', { person: chosen.person, ...order })
  expect(refused).toMatchObject({
    status: 409,
    body: { detail: '不能删除：厦纪监〔2026〕9号 要求保全这一户的数据（正在调查），解除之前不得删除。' },
  })
  const { proposal } = (await first.post(`/holds/${placed.body.id}/lift`, { why: '调查结束' })).body
  expect((await first.post(`/proposals/${proposal}/confirm`)).status).toBe(403)
  expect(await confirm(proposal)).toBe(200)
})

test('a person is gone from every file and every sealed text, and his family is judged as before', async () => {
  const { sql } = standalone.engines
  expect(told(await scanned(standalone, needles))).not.toEqual([])
  const proposed = (await first.post('/erasures', { person: chosen.person, ...order })).body
  // Somebody looks whether the lead that has his name alone is about him, before the order takes it too.
  expect(proposed.perhaps).toEqual([leads.byName])
  const stranger = await first.post('/erasures', { person: chosen.person, ...order, leads: ['000000000000'] })
  expect(stranger).toMatchObject({ status: 404, body: { detail: '没有线索 000000000000，或不在您负责的区域。' } })
  const both = { person: chosen.person, ...order, leads: [leads.byName] }
  const { proposal, perhaps } = (await first.post('/erasures', both)).body
  expect(perhaps).toEqual([])
  expect((await first.post(`/proposals/${proposal}/confirm`)).status).toBe(403)
  expect(await confirm(proposal)).toBe(200)
  await untilErased()
  expect(told(await scanned(standalone, needles))).toEqual([])
  expect(told(await scanFolder(folder, scannerOf(needles)))).toEqual([])

  const [family] = await sql.query<{ members: readonly string[]; task: string }>(
    `select h.assessment::jsonb->'members' as members, (select status from tasks t where t.household = h.household limit 1) as task
     from households h where household = $1`,
    [chosen.household],
  )
  expect(family?.members).toContain(chosen.neighbour)
  expect(family?.members).not.toContain(chosen.person)
  const leftLeads = await sql.query<{ leadNo: string }>('select lead_no as "leadNo" from reported_leads')
  expect(leftLeads).toEqual([{ leadNo: leads.ofOthers }])
  expect(await sql.query(`select household from tasks where household like 'lead:%'`)).toEqual([
    { household: `lead:${leads.ofOthers}` },
  ])
  const explained = await first.get(`/households/${chosen.household}/explanation`)
  expect(explained.status).toBe(200)
  const waiting = await sql.query<{ count: number }>(
    `select count(*) from quarantine where feed = 'disaster' and state = 'waiting'`,
  )
  expect(waiting).toEqual([{ count: 1 }])
  const { erasures } = (await first.get('/retention')).body as unknown as { erasures: readonly object[] }
  expect(erasures).toMatchObject([
    { ...order, leads: [leads.byName], logDue: null, proposedBy: 'C8', confirmedBy: 'C9', doneAt: expect.any(String) },
  ])
  const lines = await sql.query(
    `select who, subject, whom, result from audit where action = 'POST /erasures' order by seq`,
  )
  const line = { subject: order.orderNo, whom: [], result: 'done' }
  expect(lines).toEqual([
    { who: 'C8', ...line, result: 'refused' },
    { who: 'C8', ...line },
    { who: 'C8', ...line, result: 'refused' },
    { who: 'C8', ...line },
    { who: 'system', ...line },
  ])
})

test('a later row of the same person is not taken, and its receipt says so without saying whose', async () => {
  const rows = [
    { 身份证号: erased.idNumber, 灾种: '水灾', 日期: '2026-10-13', 损失金额: '100' },
    { 身份证号: kept.idNumber, 灾种: '水灾', 日期: '2026-10-13', 损失金额: '100' },
  ]
  const delivery = await deliverRows('disaster', rows)
  await standalone.untilIdle()
  const [account] = await standalone.engines.sql.query(
    'select status, received, accepted, applied, remarks from deliveries where delivery = $1',
    [delivery],
  )
  expect(account).toEqual({
    status: 'complete',
    received: 1,
    accepted: 1,
    applied: 1,
    remarks: { '已按令删除的人的行，不收': 1 },
  })
  await standalone.keepData()
  expect(told(await scanned(standalone, [chosen.person]))).toEqual([])
})

test('a backup from before the order does not bring the person back', async () => {
  const { keptOrders, found } = await restoredFromBefore()
  expect(keptOrders).toContain(order.orderNo)
  expect(found).toEqual([])
})
