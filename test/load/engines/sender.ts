import { setTimeout as sleep } from 'node:timers/promises'
import { type CountyOptions, countyRows, type FeedId } from '@shouwang/synth'
import { fireAt, type Row } from '../fire-at.ts'
import type { OnEngines } from './on-engines.ts'

/** Hands records in at the HTTP door of the console. */
export type Sender = {
  /** Sends at a rate for a while, whether or not the answers keep up. */
  readonly send: (recordsPerSecond: number, seconds: number) => Promise<void>
  /** When each fire was answered with 202, by household number, in milliseconds of `performance.now()`. */
  readonly acceptedAt: ReadonlyMap<string, number>
  /** How many records were answered with 202. */
  readonly accepted: () => number
  /** Waits for the answers that are still to come. @throws Error when a request was not accepted. */
  readonly answered: () => Promise<void>
}

const recordsPerRequest = 25
/** Requests at once; more of them wait here, as they would at a department. */
const connections = 32
const requestsPerFire = 5

/** Sends the rows of a county in the order of its departments, and a fire at the home of a `head` with every fifth request. */
export const openSender = (
  { services: { token } }: OnEngines,
  address: string,
  { county, heads }: { readonly county: CountyOptions; readonly heads: readonly Row[] },
): Sender => {
  const requests = requestsOf(county)
  const acceptedAt = new Map<string, number>()
  const underWay = requestsUnderWay()
  const enter = noMoreThan(connections)
  let accepted = 0
  let nth = 0
  const post = (feed: FeedId, rows: readonly Row[]): Promise<void> =>
    enter(async () => {
      await postRows(`${address}/api/v1/feeds/${feed}/records`, token, rows)
      accepted += rows.length
    })
  const fire = async (head: Row): Promise<void> => {
    await post('fire', [fireAt(head)])
    acceptedAt.set(String(head.户号), performance.now())
  }
  const tick = (): void => {
    const next = requests.next()
    const head = heads[nth / requestsPerFire]
    if (next.done) throw new Error('the county has no more rows; make a larger one')
    nth += 1
    underWay.add(post(next.value.feed, next.value.rows))
    if (head !== undefined) underWay.add(fire(head))
  }
  return {
    send: (recordsPerSecond, seconds) => paced((seconds * recordsPerSecond) / recordsPerRequest, seconds, tick),
    acceptedAt,
    accepted: () => accepted,
    answered: underWay.answered,
  }
}

/** Does something so many times, evenly over a while. */
const paced = async (times: number, seconds: number, work: () => void): Promise<void> => {
  const started = performance.now()
  for (let at = 0; at < times; at++) {
    await sleep(Math.max(0, started + (at * seconds * 1000) / times - performance.now()))
    work()
  }
}

const postRows = async (url: string, token: string, rows: readonly Row[]): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  })
  const said = await answer.text()
  if (answer.status !== 202) throw new Error(`${url}: ${answer.status} ${said}`)
}

/** Requests whose answers are to come; the first that failed is told when they are waited for. */
const requestsUnderWay = () => {
  const all = new Set<Promise<void>>()
  let failed: unknown
  return {
    add: (request: Promise<void>): void => {
      const watched = request
        .catch((error: unknown) => {
          failed ??= error
        })
        .finally(() => all.delete(watched))
      all.add(watched)
    },
    answered: async (): Promise<void> => {
      await Promise.all(all)
      if (failed !== undefined) throw failed
    },
  }
}

/** Does no more than so many things at once, the others in the order in which they were asked for. */
const noMoreThan = (most: number): ((work: () => Promise<void>) => Promise<void>) => {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (work) => {
    if (busy === most) await new Promise<void>((resolve) => void waiting.push(resolve))
    else busy += 1
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
    }
  }
}

/** The rows of a county without its register, in requests of one feed each. */
function* requestsOf(county: CountyOptions): Generator<{ readonly feed: FeedId; readonly rows: readonly Row[] }> {
  const gathered = new Map<FeedId, Row[]>()
  for (const { feed, row } of countyRows(county)) {
    if (feed === 'resident-register') continue
    const rows = gathered.get(feed) ?? []
    gathered.set(feed, rows)
    rows.push(row)
    if (rows.length < recordsPerRequest) continue
    gathered.delete(feed)
    yield { feed, rows }
  }
}
