import { EngineAway } from '@shouwang/flow'
import { FileProblem } from '@shouwang/intake'
import type { IntakeKey } from '@shouwang/postgres'
import { HTTPException } from 'hono/http-exception'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf } from '../sign-in/access.ts'
import { intakeLimits } from './intake-limits.ts'
import { problemResponse, refuse } from './problem.ts'
import { orRefuse } from './record-body.ts'

const BEHIND_SECONDS = 15
const AWAY_SECONDS = 10

type Records = Parameters<Backend['intake']['receiveRecords']>[1]

/** One request that brings records of a feed, and who brings them. */
type Brought = {
  readonly feed: string
  readonly person: Person
  readonly sender: IntakeKey | undefined
  /** The same key again is the same delivery. */
  readonly key: string | undefined
}

/**
 * The door of records, whichever form they come in: nothing is taken while intake is behind, no key sends more than its limit, and what was
 * promised is durable. Ends the request with a problem otherwise.
 */
export const recordsDoor = ({ intake, sql }: Pick<Backend, 'intake' | 'sql'>, maxBacklog: number) => {
  const limits = intakeLimits(sql)
  return {
    /** Ends the request while too much of a feed waits to be judged. */
    open: async (feed: string): Promise<void> => {
      if ((await unlessAway(() => intake.backlog(feed))) > maxBacklog)
        refuse('behind', '本接口已收下、尚未处理的记录较多，暂不接收。请按 Retry-After 稍后重发。', {
          retryAfterSeconds: BEHIND_SECONDS,
        })
    },
    /** Takes records as one delivery; resolves with its id once every row is durable. */
    take: async (records: Records, { feed, person, sender, key }: Brought): Promise<string> => {
      if (sender !== undefined) await withinLimit(limits, sender, records.length)
      const { staffNo, region } = person
      const by = {
        ...{ sender: staffNo, key, within: regionsOf(person) },
        region: region === ALL_REGIONS ? undefined : region,
      }
      const taken = await orRefuse(() => unlessAway(() => intake.receiveRecords(feed, records, by)))
      return taken.ok ? taken.delivery : refuse(taken.reason === 'conflict' ? 'conflict' : 'bad-request', taken.detail)
    },
  }
}

const withinLimit = async (
  limits: ReturnType<typeof intakeLimits>,
  { name, rowsPerMinute }: IntakeKey,
  rows: number,
): Promise<void> => {
  if (rows > rowsPerMinute)
    refuse('too-large', `这把密钥每分钟最多 ${rowsPerMinute} 行，一次发来了 ${rows} 行。请分批发送。`)
  const taken = await unlessAway(() => limits.take(name, rowsPerMinute, rows))
  if (!taken.ok)
    refuse('too-many-rows', `已到每分钟 ${rowsPerMinute} 行的上限。请 ${taken.afterSeconds} 秒后重发。`, {
      retryAfterSeconds: taken.afterSeconds,
    })
}

/**
 * What throws here is an engine that is away: nothing was promised, and the sender is to come again. A mistake of this
 * program would be made again, so it is none.
 */
const unlessAway = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof FileProblem || mistakes.some((mistake) => cause instanceof mistake)) throw cause
    const res = problemResponse(
      'unavailable',
      `${why(cause)}，这批记录没有收下。请稍后用同一个 Idempotency-Key 重发。`,
      {
        retryAfterSeconds: AWAY_SECONDS,
      },
    )
    throw new HTTPException(503, { res, cause })
  }
}

const why = (cause: unknown): string => (cause instanceof EngineAway ? cause.zh : undefined) ?? '日志或数据库暂时不可用'

const mistakes = [TypeError, RangeError, SyntaxError, ReferenceError]
