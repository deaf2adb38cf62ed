import { OpenAPIHono } from '@hono/zod-openapi'
import { EngineAway } from '@shouwang/flow'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { asyncApiOf } from './api/asyncapi.ts'
import { problemResponse, refuse } from './api/problem.ts'
import type { ConsoleEnv } from './api/route.ts'
import { caseRoutes } from './api/routes/cases.ts'
import { deliveryRoutes } from './api/routes/deliveries.ts'
import { eventRoutes } from './api/routes/events.ts'
import { explanationRoutes } from './api/routes/explanations.ts'
import { feedRoutes } from './api/routes/feeds.ts'
import { fundRoutes } from './api/routes/funds.ts'
import { intakeKeyRoutes } from './api/routes/intake-keys.ts'
import { noticeRoutes } from './api/routes/notices.ts'
import { quarantineRoutes } from './api/routes/quarantine.ts'
import { referenceRoutes } from './api/routes/reference.ts'
import { SESSION_COOKIE, sessionRoutes } from './api/routes/session.ts'
import { simulationRoutes } from './api/routes/simulations.ts'
import { taskRoutes } from './api/routes/tasks.ts'
import { keepableBody, wellFormed } from './api/well-formed.ts'
import type { Backend } from './backend/backend.ts'
import { staticPages } from './pages/static-pages.ts'
import { isIntakeKey, senderOf } from './sign-in/intake-key.ts'
import { DEMO_SEATS, type Seat, type SignInMode, type SignIns, signIns } from './sign-in/sign-in.ts'
import type { ConsoleTelemetry } from './telemetry.ts'

/** How one console is set up. */
export type ConsoleOptions = {
  readonly signIn: SignInMode
  /** Lets the command line of this machine in, as the data role of every region. */
  readonly operatorToken?: string
  /** People with no row in the staff list; city and data people for a demonstration when omitted. */
  readonly seats?: readonly Seat[]
  /** True where the console is reached by https only. */
  readonly secureCookies?: boolean
  /** The folder of the built pages; those of this package when omitted. */
  readonly webRoot?: string
  readonly telemetry?: ConsoleTelemetry
  /** Above this many messages that wait to be judged, the record intake asks senders to wait. */
  readonly maxBacklog?: number
}

const DEFAULT_MAX_BACKLOG = 200_000
const AWAY_SECONDS = 10
const AWAY_STATUS = 503
const API = '/api/v1'
const MAX_JSON_BYTES = 1024 * 1024
const OPEN_PATHS = new Set([`${API}/session`, `${API}/session/choices`, `${API}/openapi.json`, `${API}/asyncapi.json`])

/** The console: its HTTP API and its pages. Listens to nothing, so that it can be asked in process. */
export const consoleApp = (backend: Backend, options: ConsoleOptions): OpenAPIHono<ConsoleEnv> => {
  const people = signIns(backend, {
    mode: options.signIn,
    seats: options.seats ?? (options.signIn.mode === 'demo' ? DEMO_SEATS : []),
    ...(options.operatorToken === undefined ? {} : { operatorToken: options.operatorToken }),
  })
  const api = newApi()
  api.use('*', noStore, sameOrigin, identified(people, backend), forCommands(limited), forCommands(keepableBody))
  const context = { api, backend }
  sessionRoutes(context, people, { secureCookies: options.secureCookies ?? false })
  taskRoutes(context)
  caseRoutes(context)
  fundRoutes(context)
  noticeRoutes(context)
  explanationRoutes(context)
  deliveryRoutes(context)
  feedRoutes(context, options.maxBacklog ?? DEFAULT_MAX_BACKLOG)
  intakeKeyRoutes(context)
  quarantineRoutes(context)
  referenceRoutes(context)
  simulationRoutes(context)
  eventRoutes(context)
  api.doc('/openapi.json', openApiAbout)
  api.get('/asyncapi.json', (c) => c.json(asyncApiOf(backend.feeds)))
  api.all('*', () => problemResponse('not-found', '没有这个接口。可用的接口见 /api/v1/openapi.json。'))

  const app = newApi()
  app.use('*', secureHeaders(securityHeaders), wellFormed)
  app.onError((error) => {
    if (error instanceof HTTPException && error.res !== undefined) {
      if (error.status === AWAY_STATUS) options.telemetry?.turnedAway(error.cause)
      return error.getResponse()
    }
    if (error instanceof HTTPException) {
      return problemResponse('bad-request', '请求体无法解析。请核对格式：JSON 的引号、逗号和括号是否成对。')
    }
    if (error instanceof EngineAway) {
      options.telemetry?.turnedAway(error)
      return problemResponse('unavailable', `${error.zh ?? '数据库或日志暂时不可用'}，这次操作没有完成。请稍后重试。`, {
        retryAfterSeconds: AWAY_SECONDS,
      })
    }
    options.telemetry?.broke(error)
    return problemResponse('unexpected', '系统出错，已记录。请稍后重试；反复出现请联系数据管理员。')
  })
  app.route(API, api)
  app.route('/', staticPages(options.webRoot))
  return app
}

const newApi = (): OpenAPIHono<ConsoleEnv> =>
  new OpenAPIHono<ConsoleEnv>({
    defaultHook: (result) => {
      if (result.success) return undefined
      const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      return problemResponse(
        'bad-request',
        `请求不符合接口说明：${errors.map(({ path }) => path || '请求体').join('、')}。`,
        {
          errors,
        },
      )
    },
  })

/** Who asks: an operator token, or a session cookie. */
const identified =
  (people: SignIns, { sql }: Backend): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    if (!OPEN_PATHS.has(c.req.path)) {
      const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
      if (bearer !== undefined && isIntakeKey(bearer)) {
        const { sender, person } = await senderOf(sql, bearer, c.req)
        c.set('sender', sender)
        c.set('person', person)
        await next()
        return
      }
      const cookie = getCookie(c, SESSION_COOKIE)
      const person =
        bearer !== undefined
          ? people.byOperatorToken(bearer)
          : cookie === undefined
            ? undefined
            : await people.bySession(cookie)
      if (person === undefined) {
        return refuse(
          'not-signed-in',
          '尚未登录或登录已过期。请重新登录；命令行请带上 Authorization: Bearer 操作员令牌。',
        )
      }
      c.set('person', person)
    }
    await next()
  }

/** Changes come from our own pages or from programs, never from another site's page. */
const sameOrigin: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const origin = c.req.header('origin')
  const safe = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!safe && origin !== undefined && hostOf(origin) !== (c.req.header('host') ?? new URL(c.req.url).host)) {
    refuse('cross-origin', '这个请求来自别的网站，已拒绝。请在守望控制台页面内操作。')
  }
  await next()
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)

const noStore: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  await next()
  c.header('cache-control', 'no-store')
}

const limited = bodyLimit({
  maxSize: MAX_JSON_BYTES,
  onError: () => problemResponse('too-large', '请求体超过 1 MB。请精简内容后重试。'),
})
/** Files and records have limits of their own, and are read as they stream in. */
const forCommands =
  (middleware: MiddlewareHandler<ConsoleEnv>): MiddlewareHandler<ConsoleEnv> =>
  (c, next) =>
    /\/(deliveries|feeds\/check|feeds\/[^/]+\/records)$/.test(c.req.path) ? next() : middleware(c, next)

const openApiAbout = {
  openapi: '3.0.3',
  info: {
    title: 'Shouwang console API',
    version: '1',
    description: 'Tasks, explanations, departmental feeds and quarantine. Errors are RFC 9457 problems.',
  },
  servers: [{ url: API }],
}

/** Our own scripts and data only; styles inline, since the component library writes them at run time. */
const securityHeaders = {
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  strictTransportSecurity: false,
}
