import { createRoute, type OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi'
import { roleWords } from '@shouwang/casework'
import { Problem } from '@shouwang/console-api'
import type { MiddlewareHandler } from 'hono'
import type { Backend } from '../backend/backend.ts'
import { personMay } from '../sign-in/access.ts'
import { doorOf } from '../sign-in/operations.ts'
import type { ConsoleTelemetry } from '../telemetry.ts'
import { audited } from './audited.ts'
import type { ConsoleEnv } from './console-env.ts'
import { refuse } from './problem.ts'
import { XLSX } from './workbook.ts'

type ConsoleApi = OpenAPIHono<ConsoleEnv>

/** What every group of routes is given. */
export type RouteContext = {
  readonly api: ConsoleApi
  readonly backend: Backend
  readonly telemetry: ConsoleTelemetry | undefined
}

/** Lets only those through whom the row of this operation names. */
export const allow = (method: string, path: string): MiddlewareHandler<ConsoleEnv> => {
  const door = doorOf(method, path)
  return async (c, next) => {
    if (door !== 'anyone' && door !== 'signed-in' && !personMay(c.get('person'), door)) {
      const { role } = c.get('person')
      refuse('not-allowed', `您的角色（${roleWords[role].zh}）不能做这件事。如确有需要，请联系区级救助科或系统管理员。`)
    }
    await next()
  }
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
})

const problems = {
  400: problem('The request is not as described'),
  401: problem('Not signed in'),
  403: problem('Not for this role, or from another site'),
  404: problem('Not found, or outside the regions of the asker'),
  409: problem('Not possible in the present state'),
  429: problem('Too much at once; come again after Retry-After'),
  503: problem('An engine is away; come again after Retry-After'),
}

/** Problems of the routes that take files and records. */
const intakeProblems = {
  413: problem('Too large, packed or unpacked'),
  415: problem('A content encoding other than gzip'),
}

type Answers<Status extends number, Answer extends z.ZodType> = Record<
  Status,
  { description: string; content: { 'application/json': { schema: Answer } } }
>

/** A route that answers JSON of `answer` with `status`, or a problem. */
export const jsonRoute = <
  const Path extends string,
  const Method extends RouteConfig['method'],
  Answer extends z.ZodType,
  const Request extends NonNullable<RouteConfig['request']> = Record<never, never>,
  const Status extends 200 | 201 | 202 = 200,
>(route: {
  method: Method
  path: Path
  summary: string
  tag: string
  answer: Answer
  request?: Request
  status?: Status
  problems?: readonly (keyof typeof intakeProblems)[]
}) => {
  const { method, path, summary, tag, answer, request = {} as Request, status = 200 as Status } = route
  const answered = { description: summary, content: { 'application/json': { schema: answer } } }
  const more = Object.fromEntries((route.problems ?? []).map((name) => [name, intakeProblems[name]]))
  return createRoute({
    method,
    path,
    summary,
    tags: [tag],
    request,
    middleware: [audited(method, path), allow(method, path), ...(takesJson(request) ? [jsonThere] : [])],
    // The compiler is told of the answer alone: handlers end with a problem by throwing, never by returning one.
    responses: { [status]: answered, ...problems, ...more } as unknown as Answers<Status, Answer>,
  })
}

/** A route that answers a workbook as a file, or a problem. */
export const workbookRoute = <
  const Path extends string,
  const Method extends RouteConfig['method'],
  const Request extends NonNullable<RouteConfig['request']> = Record<never, never>,
>(route: {
  method: Method
  path: Path
  summary: string
  tag: string
  request?: Request
}) => {
  const { method, path, summary, tag, request = {} as Request } = route
  const file = { description: summary, content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } } }
  return createRoute({
    method,
    path,
    summary,
    tags: [tag],
    request,
    middleware: [audited(method, path), allow(method, path), ...(takesJson(request) ? [jsonThere] : [])],
    // The compiler is told of no answer: handlers answer the bytes of a file themselves.
    responses: { 200: file, ...problems } as unknown as { 200: { description: string } },
  })
}

/** Files and records come in several forms; all other bodies are JSON and nothing else. */
const takesJson = ({ body }: NonNullable<RouteConfig['request']>): boolean =>
  body !== undefined && Object.keys(body.content).join() === 'application/json'

/** A body that is missing, or is no JSON, is refused even where every field of it could be left out. */
const jsonThere: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    refuse('bad-request', '请求体须为 JSON，并写明 Content-Type: application/json。')
  await next()
}

/** A JSON request body of this schema. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { 'application/json': { schema } },
  required: true,
})
