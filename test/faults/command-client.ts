import { setTimeout as sleep } from 'node:timers/promises'

/** What somebody asked, and all that he was answered until he knew that it was settled. */
export type Asked = {
  /** The request's own id; each attempt carries it. */
  readonly id: string
  readonly type: string
  /** HTTP statuses, none of them of an outage. */
  readonly statuses: readonly number[]
  /** How often nobody answered. */
  readonly unanswered: number
}

type Request = { readonly by: string; readonly path: string; readonly body: object }

/** People who ask over HTTP, and ask again under the same id until they are answered. */
export type CommandClient = {
  /** Everything that was asked so far. */
  readonly asked: readonly Asked[]
  /** Asks once, or twice at the same time at two consoles, as an impatient finger does. Resolves once all are answered. */
  readonly ask: (id: string, type: string, request: Request, twice: boolean) => Promise<Asked>
  /** Hands in a record as the operator; resolves once it is kept. */
  readonly record: (feed: string, key: string, row: object) => Promise<void>
}

const answerLimitMs = 60_000
const againAfterMs = 150

/** Opens a client of several consoles, any of which may be dead. */
export const openCommandClient = (
  addresses: readonly (() => string | undefined)[],
  operatorToken: string,
): CommandClient => {
  const asked: Asked[] = []
  const sessions = new Map<string, Promise<string>>()

  const attempt = async (at: number, path: string, init: RequestInit): Promise<Response | undefined> => {
    const address = addresses[at % addresses.length]?.()
    if (address === undefined) return undefined
    const signal = AbortSignal.timeout(answerLimitMs)
    try {
      const answer = await fetch(`${address}/api/v1${path}`, { method: 'POST', signal, ...init })
      const body = await answer.text()
      return answer.status >= 500 || answer.status === 429 ? undefined : new Response(body, answer)
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
  const untilAnswered = async (from: number, path: string, init: RequestInit) => {
    for (let at = from, unanswered = 0; ; at += 1, unanswered += 1) {
      const answer = await attempt(at, path, init)
      if (answer !== undefined) return { answer, unanswered }
      await sleep(againAfterMs)
    }
  }
  const json = (body: object, headers: Record<string, string>): RequestInit => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  const signedIn = async (staffNo: string): Promise<string> => {
    const { answer } = await untilAnswered(0, '/session', json({ staffNo }, {}))
    const [cookie] = answer.headers.get('set-cookie')?.split(';') ?? []
    if (cookie === undefined) throw new Error(`${staffNo} could not sign in: ${await answer.text()}`)
    return cookie
  }
  const sessionOf = (staffNo: string): Promise<string> => {
    const known = sessions.get(staffNo) ?? signedIn(staffNo)
    sessions.set(staffNo, known)
    return known
  }

  return {
    asked,
    ask: async (id, type, { by, path, body }, twice) => {
      const cookie = await sessionOf(by)
      const from = asked.length
      const ways = twice ? [from, from + 1] : [from]
      const answers = await Promise.all(ways.map((at) => untilAnswered(at, path, json(body, { cookie }))))
      const statuses = answers.map(({ answer }) => answer.status)
      const wrong = answers.find(({ answer: { status } }) => status >= 400 && status !== 409)
      if (wrong !== undefined)
        throw new Error(`${type} at ${path} was answered ${wrong.answer.status}: ${await wrong.answer.text()}`)
      const unanswered = answers.reduce((sum, each) => sum + each.unanswered, 0)
      const settled = { id, type, statuses, unanswered }
      asked.push(settled)
      return settled
    },
    record: async (feed, key, row) => {
      const headers = { authorization: `Bearer ${operatorToken}`, 'idempotency-key': key }
      const { answer } = await untilAnswered(0, `/feeds/${feed}/records`, json([row], headers))
      if (answer.status !== 202) throw new Error(`${feed} was answered ${answer.status}: ${await answer.text()}`)
    },
  }
}
