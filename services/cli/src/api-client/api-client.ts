import type { z } from 'zod'
import { exitCodes, Refusal } from '../refusal.ts'

/**
 * What a command needs of an installation that does not run: what the program itself declares (feeds, policy), answers
 * from what is kept, the warehouse too for reports, every service, or every service on a folder that may be new.
 */
export type Needs = 'declarations' | 'answers' | 'reports' | 'services' | 'new'

/** One request to the HTTP API, without its `/api/v1`. */
export type Call = {
  readonly path: string
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly json?: unknown
  readonly bytes?: AsyncIterable<Uint8Array>
  /** A session of a member of staff; the operator asks where it is absent. */
  readonly cookie?: string
}
export type Answer = { readonly status: number; readonly body: string; readonly cookie: string | undefined }

/** The HTTP API of an installation, over the network or in this process. */
export type ApiClient = {
  /** Nobody else sends to it, so that everything comes to rest. */
  readonly alone: boolean
  readonly call: (call: Call) => Promise<Answer>
  /**
   * Does what is due on its day: households judged again, late tasks reported; returns how many. Only where this process
   * runs the services: an instance that runs does so every day by itself.
   */
  readonly doWhatIsDue?: () => Promise<number>
  /** Lets no task open until what it returns is called: then all that was sent is judged. Only as `doWhatIsDue`. */
  readonly holdTasks?: () => () => Promise<void>
  /** Lets go of the installation where this process opened it. */
  readonly close: () => Promise<void>
}

/** The path of a call with its query. */
export const pathOf = ({ path, query = {} }: Call): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return `/api/v1${path}${pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`}`
}

/** The headers of a call. */
export const headersOf = ({ json, bytes, cookie }: Call, token: string): Record<string, string> => ({
  ...(cookie === undefined ? { authorization: `Bearer ${token}` } : { cookie }),
  ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
})

/** The answer to a call. @throws Refusal with the reason that the API gives. */
export const ask = async <Schema extends z.ZodType>(
  api: ApiClient,
  schema: Schema,
  call: Call,
): Promise<z.output<Schema>> => schema.parse(JSON.parse((await answerOf(api, call)).body))

/** The answer as it came. @throws Refusal with the reason that the API gives. */
export const answerOf = async (api: ApiClient, call: Call): Promise<Answer> => {
  const answer = await api.call(call)
  if (answer.status < 400) return answer
  throw new Refusal(detailOf(answer), answer.status >= 500 ? exitCodes.unavailable : exitCodes.refused)
}

const detailOf = ({ status, body }: Answer): string => {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown }
    if (typeof detail === 'string') return detail
  } catch {}
  return `守望回答了 ${status}，没有说明原因。请核对地址是否为守望控制台。`
}
