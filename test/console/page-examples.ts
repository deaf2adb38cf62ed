import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyDirectory } from '@shouwang/policy'
import type { Stage } from './console-in-browser.ts'

type Json = Readonly<Record<string, unknown>>
type Ask = (path: string, body: Json) => Promise<Json>

const DAY = '2026-10-31'
const VILLAGE = '350203001201'
const [LI, OUYANG] = ['350100000001', '350100000002']

/** Somebody at the API, as the pages are. */
const askAs = async ({ address }: Stage, staffNo: string): Promise<Ask> => {
  const send = (path: string, body: Json, cookie: string) =>
    fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const cookie = (await send('/session', { staffNo }, '')).headers.get('set-cookie')?.split(';')[0] ?? ''
  return async (path, body) => {
    const answer = await send(path, body, cookie)
    if (!answer.ok) throw new Error(`${staffNo} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Json
  }
}

/**
 * Fills every page: a case that was decided and referred, a conference with its minutes, a board, a list, who waits on the stock list, a draft
 * of policy.
 * @returns an example of each part of an address, by its name
 */
export const fillPages = async (stage: Stage): Promise<Readonly<Record<string, string>>> => {
  const [town, district, city] = (await Promise.all(
    ['X0001', 'Q0001', 'S0001'].map((staffNo) => askAs(stage, staffNo)),
  )) as [Ask, Ask, Ask]
  const decided = await decidedCase(town, district)
  const conferenceId = await heldConference(district)
  await waitsInStock(stage)
  return {
    ...{ householdNo: LI, taskId: `t-${LI}`, region: '350200' },
    ...decided,
    conferenceId,
    boardNo: await hungBoard(stage, town),
    listNo: await drawnList(stage, district),
    proposal: await proposedDraft(city),
  }
}

const decidedCase = async (town: Ask, district: Ask) => {
  const asked = { householdNo: LI, matter: 'application', origin: 'application', note: '窗口申请' }
  const caseId = String((await town('/cases', asked)).caseId)
  const perform = (ask: Ask, command: Json) => ask(`/cases/${caseId}/commands`, command)
  const referral = {
    department: 'housing',
    need: '请鉴定房屋',
    why: '屋顶破损',
    class: 'department',
    dueOn: '2026-12-20',
  }
  await perform(town, { type: 'ReferCase', referral })
  await perform(town, { type: 'CompleteStep', note: '核对完成' })
  await perform(town, { type: 'CompleteStep', note: '符合条件' })
  const decision = {
    result: 'granted',
    programme: 'temporary-relief',
    amountFen: 80_000,
    lines: [],
    from: DAY,
    to: null,
  }
  const { decisions } = await perform(district, { type: 'Decide', decision: { ...decision, reasons: '突发困难' } })
  const [{ decisionNo }] = decisions as [{ decisionNo: string }]
  return { caseId, decisionNo }
}

const heldConference = async (district: Ask): Promise<string> => {
  const asked = { householdNo: OUYANG, matter: 'application', origin: 'application', note: '请会商' }
  const { caseId } = await district('/cases', asked)
  const call = { commandId: 'call-1', level: 'district', heldOn: DAY, place: '区民政局', caseIds: [caseId] }
  const { conferenceId } = await district('/conferences', {
    ...call,
    invited: [{ name: '林处长', office: '区医保局' }],
  })
  const perform = (command: Json) => district(`/conferences/${conferenceId}/commands`, command)
  for (const name of ['林处长', '王会长'])
    await perform({
      type: 'GiveOpinion',
      caseId,
      opinion: { name, office: '区医保局', stance: 'for', words: '同意救助' },
    })
  const decision = { result: 'support', programme: 'temporary-relief', amountFen: 500_000, reasons: '规则不适用' }
  await perform({ type: 'DecideItem', caseId, decision: { ...decision, conditions: [], dissent: '' } })
  await perform({ type: 'CloseConference' })
  return String(conferenceId)
}

/** A household of the stock list, whose file is all that the list is read from. */
const waitsInStock = async ({ world: { sql } }: Stage): Promise<void> => {
  const lead = {
    ...{ status: 'fires', indicator: 'income-below-standard', direction: 'missed', level: 'orange', confidence: 0.8 },
    ...{ dimensions: {}, person: null, reason: '', observations: [], facts: [], advice: [] },
  }
  const key = 'income-below-standard/'
  const rest = { until: '2027-10-31', level: 'orange', margin: 0, stockSince: DAY }
  const state = {
    ...{ household: 'stock-1', householdNo: '350100000077', region: VILLAGE, head: null, version: 1 },
    ...{ firing: { [key]: lead }, suppressed: { [key]: rest } },
  }
  await sql.query(
    `insert into household_files (household, state, stock_since, stock_by, stock_place, stock_region)
     values ('stock-1', $1, $2, '2027-10-31', 61.25, '${VILLAGE}')`,
    [JSON.stringify(state), DAY],
  )
}

const hungBoard = async ({ world: { sql } }: Stage, town: Ask): Promise<string> => {
  await sql.query(
    `insert into publicity_due (decision_no, case_id, household, household_no, region, programme, amount_fen, starts_on, decided_on)
     select 'C-x-d1', 'C-x', household, household_no, $1, 'dibao', 120000, $2, $2 from households where household_no = $3`,
    [VILLAGE, DAY, LI],
  )
  const draw = { commandId: 'b1', kind: 'decisions', region: VILLAGE, programme: 'dibao' }
  const { boardNo } = await town('/publicity', draw)
  await town(`/publicity/${boardNo}/commands`, { type: 'HangBoard', from: DAY, place: '村务公开栏' })
  return String(boardNo)
}

const drawnList = async ({ world: { sql } }: Stage, district: Ask): Promise<string> => {
  await sql.query(
    `update households set hardship = case when household_no = $1 then 60 else 20 end, ring = 'below-1', traits = '{age:6-17}'
     where region like '350203%'`,
    [LI],
  )
  const draw = { commandId: 'l1', department: 'housing', purpose: 'housing-repair', why: '危房改造', rows: 2 }
  return String((await district('/lists', { ...draw, attributes: {} })).listNo)
}

const proposedDraft = async (city: Ask): Promise<string> => {
  const path = 'regions/350200/dibao/monthly-standard.yaml'
  const shipped = readFileSync(join(policyDirectory, path), 'utf8').trimEnd()
  const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
  const files = { [path]: `${shipped}\n  - { from: 2027-01-01, value: 1300, source: ${source} }\n` }
  return String((await city('/policy-drafts', { files, why: '厦民〔2026〕1号' })).proposal)
}
