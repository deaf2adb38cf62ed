import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { countyRows } from '@shouwang/synth'
import { fireAt, type Row } from '../load/fire-at.ts'
import { day, type Seen, type Started, send, start, stop } from './program.ts'

const looksTried = 190
const lookEveryMs = 250
const json = { 'content-type': 'application/json' }

/** Asks the API as somebody, by a cookie or a token. */
type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; answer: Answer }>
type Answer = Readonly<Record<string, unknown>>

const asking =
  ({ url }: Started, who: Readonly<Record<string, string>>): Ask =>
  async (method, path, body) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const headers = { ...who, ...(typeof body === 'object' ? json : {}) }
    const answered = await fetch(`${url}/api/v1${path}`, { method, headers, ...sent })
    return { status: answered.status, answer: (await answered.json().catch(() => ({}))) as Answer }
  }

const machineOf = (running: Started): Ask => asking(running, { authorization: `Bearer ${running.token}` })

const signedIn = async (running: Started, staffNo: string, secret?: string): Promise<Ask> => {
  const body = JSON.stringify({ staffNo, ...(secret === undefined ? {} : { secret }) })
  const answered = await fetch(`${running.url}/api/v1/session`, { method: 'POST', headers: json, body })
  if (answered.status !== 201) throw new Error(`${staffNo} could not sign in: ${await answered.text()}`)
  return asking(running, { cookie: (answered.headers.get('set-cookie') ?? '').split(';')[0] ?? '' })
}

const own = '春江-Moonlight-7'

/** Signs somebody in with an issued password, and gives him his own. */
const firstSignIn = async (running: Started, staffNo: string, issued: string): Promise<Ask> => {
  const ask = await signedIn(running, staffNo, issued)
  await ask('POST', '/session/password', { current: issued, next: own })
  return ask
}

/** A data officer sends a staff list in which he is city staff, and confirms it himself. */
export const selfPromotion = async (data: string): Promise<Seen> => {
  const running = await start(data, {
    SHOUWANG_SIGN_IN: 'password',
    SHOUWANG_SECOND_FACTOR: 'whoever-wants',
    METRICS_PORT: '0',
  })
  try {
    const machine = machineOf(running)
    const administrator = async (staffNo: string, name: string, role: string): Promise<Ask> => {
      const { answer } = await machine('POST', '/accounts/first', { staffNo, name, role })
      return firstSignIn(running, staffNo, String(answer.password))
    }
    const system = await administrator('A0001', '系统管理', 'system-admin')
    const security = await administrator('B0001', '安全管理', 'security-admin')
    const officer = { staffNo: 'D0001', name: '数据员', role: 'data', region: '350200000000', why: '到岗' }
    const proposed = await system('POST', '/staff-changes', officer)
    await security('POST', `/proposals/${proposed.answer.proposal}/confirm`)
    const issued = await system('POST', '/accounts/D0001/issue')
    const himself = await firstSignIn(running, 'D0001', String(issued.answer.password))
    const file = '工号,姓名,角色,负责区划,手机号\nD0001,数据员,市级,350200000000,\n'
    const sent = await himself('POST', '/deliveries?fileName=staff.csv&feed=staff', file)
    const waiting = await security('GET', '/proposals')
    const [change] = waiting.answer.proposals as { id: number; proposedBy: string }[]
    const confirmed = await himself('POST', `/proposals/${change?.id}/confirm`)
    const role = String((await himself('GET', '/me')).answer.role)
    const held = sent.status === 202 && change?.proposedBy === 'D0001' && confirmed.status >= 400 && role === 'data'
    return { held, what: `the file ${sent.status}, a proposal; his own word for it ${confirmed.status}; he is ${role}` }
  } finally {
    await stop(running)
  }
}

/** One person of the city looks at the ID numbers of all that burned, one after the other. */
export const massLook = async (data: string, seed: number): Promise<Seen> => {
  const running = await start(data)
  try {
    const register = [...countyRows({ seed, people: 900, from: '2026-10-01', to: day })].flatMap(({ feed, row }) =>
      feed === 'resident-register' ? [row as Row] : [],
    )
    const heads = register.filter((row) => row.与户主关系 === '0').slice(0, looksTried)
    await send(running, 'resident-register', ndjson(register))
    await send(running, 'fire', ndjson(heads.map(fireAt)))
    const machine = machineOf(running)
    while (!(await machine('GET', '/pipeline')).answer.settled) await sleep(lookEveryMs)
    const city = await signedIn(running, 'S0001')
    const people = await peopleOfTasks(city)
    const statuses: number[] = []
    for (const { person, taskId } of people) {
      const look = { person, taskId, field: 'idNumber', purpose: 'apply' }
      statuses.push((await city('POST', '/unmask', look)).status)
    }
    const shown = statuses.filter((status) => status === 200).length
    const stopped = statuses.filter((status) => status === 429).length
    const held = people.length >= looksTried && shown <= 20 && stopped === statuses.length - shown
    return { held, what: `${people.length} tried, ${shown} shown, ${stopped} refused with 429` }
  } finally {
    await stop(running)
  }
}

const ndjson = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const peopleOfTasks = async (city: Ask): Promise<readonly { person: string; taskId: string }[]> => {
  const { answer } = await city('GET', '/tasks?limit=200')
  const found: { person: string; taskId: string }[] = []
  for (const { taskId } of answer.tasks as { taskId: string }[]) {
    const task = await city('GET', `/tasks/${encodeURIComponent(taskId)}`)
    const [first] = (task.answer.members ?? []) as { person: string }[]
    if (first !== undefined) found.push({ person: first.person, taskId })
  }
  return found
}

/** A page of another site that had its own name point to this machine signs in with the visitor's browser. */
export const rebinding = async (data: string): Promise<Seen> => {
  const running = await start(data)
  try {
    const { port } = new URL(running.url)
    const elsewhere = `evil.example:${port}`
    const choices = await asHost(port, elsewhere, 'GET', '/api/v1/session/choices')
    const entered = await asHost(port, elsewhere, 'POST', '/api/v1/session', JSON.stringify({ staffNo: 'S0001' }))
    const here = await asHost(port, `127.0.0.1:${port}`, 'GET', '/api/v1/session/choices')
    const held = choices >= 400 && entered >= 400 && here === 200
    return { held, what: `the staff list ${choices}, a sign-in ${entered}; under its own name ${here}` }
  } finally {
    await stop(running)
  }
}

const asHost = (port: string, host: string, method: string, path: string, body?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { ...json, host, origin: `http://${host}` }
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.once('error', reject)
    asked.end(body)
  })
