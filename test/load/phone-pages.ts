/**
 * Bytes, requests and time of the first pages on a slow network: 400 kbit/s down and up with 400 ms of latency, as Chromium
 * emulates it. The browser keeps nothing before the first list; what it
 * kept then is there for the card. A program of its own serves thirty tasks of one village. Run: `node test/load/phone-pages.ts [--each]`;
 * `--each` tells the bytes of each request, when it was asked, and when it was there.
 */
import type { CDPSession, Page } from 'playwright-core'
import { raiseStage, type Stage } from '../console/console-in-browser.ts'

const KBIT = 400
const LATENCY_MS = 400
const TASKS = 30
/** Families of the fake backend; three of them live in the village. */
const SEEDED = 6
const budgets = { list: { ms: 4_000, bytes: 150 * 1024 }, card: { ms: 1_000 }, desk: { ms: 8_000 } }

type Loaded = { readonly ms: number; readonly bytes: number; readonly requests: number }

/** What is loaded from here until `measure` ends: bytes as they come over the network, headers with them. */
const meter = (session: CDPSession) => {
  let bytes = 0
  let requests = 0
  let started = 0
  const sinceStart = (): string => String(Math.round(performance.now() - started)).padStart(6)
  const asked = new Map<string, string>()
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    if (process.argv.includes('--each'))
      console.log(
        `  ${sinceStart()} ms ${(encodedDataLength / 1024).toFixed(1).padStart(6)} KB ${asked.get(requestId)}`,
      )
  })
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    requests += 1
    asked.set(requestId, `${new URL(request.url).pathname} asked at ${sinceStart()} ms`)
  })
  return async (work: () => Promise<unknown>): Promise<Loaded> => {
    bytes = 0
    requests = 0
    started = performance.now()
    await work()
    return { ms: performance.now() - started, bytes, requests }
  }
}

const slow = async (page: Page): Promise<ReturnType<typeof meter>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const speed = (KBIT * 1000) / 8
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: speed,
    uploadThroughput: speed,
  })
  return meter(session)
}

/** More tasks of the same village: copies of one household's, each with its history. */
const moreTasks = async ({ world: { sql } }: Stage): Promise<void> => {
  for (let nth = SEEDED + 1; nth <= SEEDED + TASKS - 3; nth++) {
    const no = `3501${String(nth).padStart(8, '0')}`
    const [from, to] = ['350100000001', no]
    await sql.query(
      `insert into households select * from jsonb_populate_record(null::households, (select replace(to_jsonb(h)::text, $1, $2)::jsonb
         from households h where household_no = $1))`,
      [from, to],
    )
    await sql.query(
      `insert into tasks select * from jsonb_populate_record(null::tasks, (select replace(to_jsonb(t)::text, $1, $2)::jsonb
         from tasks t where household_no = $1))`,
      [from, to],
    )
    await sql.query(
      `insert into task_events select r.* from task_events e,
         jsonb_populate_record(null::task_events, replace(to_jsonb(e)::text, $1, $2)::jsonb) r where e.task_id = 't-' || $1`,
      [from, to],
    )
  }
}

const print = (name: string, { ms, bytes, requests }: Loaded, budget: { ms: number; bytes?: number }): void => {
  const kept = ms <= budget.ms && (budget.bytes === undefined || bytes <= budget.bytes)
  const limit = `${budget.ms} ms${budget.bytes === undefined ? '' : `, ${Math.round(budget.bytes / 1024)} KB`}`
  console.log(
    `${name.padEnd(34)} ${String(Math.round(ms)).padStart(6)} ms ${(bytes / 1024).toFixed(1).padStart(8)} KB ${String(requests).padStart(3)} requests  (budget ${limit}) ${kept ? 'kept' : 'OVER'}`,
  )
}

/** A session whose pages are not in the browser: signed in elsewhere, so that its first page is the list. */
const signedIn = async (stage: Stage, screen: { width: number; height: number; phone: boolean }, staffNo: string) => {
  const page = await stage.visit(screen)
  const answer = await page.request.post(`${stage.address}/api/v1/session`, { data: { staffNo } })
  if (!answer.ok()) throw new Error(`${staffNo} could not sign in: ${answer.status()}`)
  await page.goto('about:blank')
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  return page
}

const stage = await raiseStage()
if (stage === undefined) throw new Error('no Chromium: install it, or set CHROMIUM')
try {
  await moreTasks(stage)
  const phone = await signedIn(stage, { width: 390, height: 844, phone: true }, 'W0001')
  const onPhone = await slow(phone)
  const list = await onPhone(async () => {
    await phone.goto(`${stage.address}/tasks`, { waitUntil: 'commit' })
    await phone.locator('.card').first().waitFor()
  })
  print('phone, first list', list, budgets.list)
  const card = await onPhone(async () => {
    await phone.locator('.card').nth(25).tap()
    await phone.locator('.task-body').waitFor()
  })
  print('phone, a card that is not there yet', card, budgets.card)
  await phone.goBack()
  await phone.locator('.card').first().waitFor()
  await phone.waitForTimeout(15_000)
  const read = await onPhone(async () => {
    await phone.locator('.card').first().tap()
    await phone.locator('.task-body').waitFor()
  })
  print('phone, a card read beforehand', read, budgets.card)
  const desk = await signedIn(stage, { width: 1366, height: 768, phone: false }, 'Q0001')
  const onDesk = await slow(desk)
  const table = await onDesk(async () => {
    await desk.goto(`${stage.address}/tasks`, { waitUntil: 'commit' })
    await desk.locator('.task-table tbody tr').first().waitFor()
  })
  print('desk, first table', table, budgets.desk)
} finally {
  await stage.close()
}
