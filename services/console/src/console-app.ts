import { OpenAPIHono } from '@hono/zod-openapi'
import { EngineAway } from '@shouwang/flow'
import { BeforeFirstValue } from '@shouwang/policy'
import { forPerson } from '@shouwang/postgres'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { asyncApiOf } from './api/asyncapi.ts'
import type { ConsoleEnv } from './api/console-env.ts'
import { withIntegerBounds } from './api/integer-bounds.ts'
import { knownHost } from './api/known-host.ts'
import { withPlainPatterns } from './api/plain-patterns.ts'
import { problemResponse, refuse } from './api/problem.ts'
import { accountRoutes } from './api/routes/accounts.ts'
import { applicationRoutes } from './api/routes/applications.ts'
import { auditRoutes } from './api/routes/audit.ts'
import { caseRoutes } from './api/routes/cases.ts'
import { conferenceRoutes } from './api/routes/conferences.ts'
import { correctionRoutes } from './api/routes/corrections.ts'
import { deliveryRoutes } from './api/routes/deliveries.ts'
import { departmentListRoutes } from './api/routes/department-lists.ts'
import { eventRoutes } from './api/routes/events.ts'
import { explanationRoutes } from './api/routes/explanations.ts'
import { feedDraftRoutes } from './api/routes/feed-drafts.ts'
import { feedRoutes } from './api/routes/feeds.ts'
import { fundRoutes } from './api/routes/funds.ts'
import { intakeKeyRoutes } from './api/routes/intake-keys.ts'
import { leadRoutes } from './api/routes/leads.ts'
import { managementRoutes } from './api/routes/management.ts'
import { noticeRoutes } from './api/routes/notices.ts'
import { officialKinRoutes } from './api/routes/official-kin.ts'
import { operatorKeyRoutes } from './api/routes/operator-keys.ts'
import { ownAccountRoutes } from './api/routes/own-account.ts'
import { patrolRoutes } from './api/routes/patrols.ts'
import { policyDraftRoutes } from './api/routes/policy-drafts.ts'
import { precedentRoutes } from './api/routes/precedents.ts'
import { proposalRoutes } from './api/routes/proposals.ts'
import { providerRoutes } from './api/routes/provider.ts'
import { publicLeadRoutes } from './api/routes/public-leads.ts'
import { publicityRoutes } from './api/routes/publicity.ts'
import { quarantineRoutes } from './api/routes/quarantine.ts'
import { referenceRoutes } from './api/routes/reference.ts'
import { referralRoutes } from './api/routes/referrals.ts'
import { registryRoutes } from './api/routes/registry.ts'
import { reportRoutes } from './api/routes/reports.ts'
import { retentionRoutes } from './api/routes/retention.ts'
import { searchRoutes } from './api/routes/search.ts'
import { sessionRoutes } from './api/routes/session.ts'
import { simulationRoutes } from './api/routes/simulations.ts'
import { stockRoutes } from './api/routes/stock.ts'
import { taskRoutes } from './api/routes/tasks.ts'
import { viewRoutes } from './api/routes/views.ts'
import { visitFormRoutes } from './api/routes/visit-forms.ts'
import { vitalEventRoutes } from './api/routes/vital-events.ts'
import { workbenchRoutes } from './api/routes/workbench.ts'
import { type SessionCookie, sessionCookie, sessionToken } from './api/session-cookie.ts'
import { keepableBody, noIdNumber, wellFormed } from './api/well-formed.ts'
import type { Backend } from './backend/backend.ts'
import { staticPages } from './pages/static-pages.ts'
import { from } from './sign-in/from.ts'
import { identified } from './sign-in/identified.ts'
import { identityProvider, type ProviderSettings } from './sign-in/identity-provider.ts'
import { methodsOf } from './sign-in/operations.ts'
import { DEMO_SEATS, type Seat, type SignInMode, signIns } from './sign-in/sign-in.ts'
import type { ConsoleTelemetry } from './telemetry.ts'

/** How one console is set up. */
export type ConsoleOptions = {
  readonly signIn: SignInMode
  /** The city's identity provider, beside passwords. */
  readonly provider?: ProviderSettings
  /** The machine's own token: an operator of every region in a demonstration, else for the first administrators alone. */
  readonly operatorToken?: string
  /** People with no row in the staff list; city and data people for a demonstration when omitted. */
  readonly seats?: readonly Seat[]
  /** True where the console is reached by https only. */
  readonly secureCookies?: boolean
  /** How many trusted proxies stand before the console: they say from where somebody asks. */
  readonly proxies?: number
  /** Names under which the console is reached, besides those of the loopback address; any name where it is left out. */
  readonly hosts?: readonly string[]
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

/** Reckoned at the first call: every route is there by then, and writing the description takes as long as many answers. */
const once = <Value>(reckon: () => Value): (() => Value) => {
  let known: { readonly value: Value } | undefined
  return () => {
    known ??= { value: reckon() }
    return known.value
  }
}

/** Who asks with a session is a person at a screen; what departments and commands send with a key has time. */
const soonForPeople =
  (cookie: SessionCookie): MiddlewareHandler =>
  (c, next) =>
    sessionToken(c, cookie) === undefined ? next() : forPerson(next)

/** The console: its HTTP API and its pages. Listens to nothing, so that it can be asked in process. */
export const consoleApp = (backend: Backend, options: ConsoleOptions): OpenAPIHono<ConsoleEnv> => {
  const people = signIns(backend, {
    mode: options.signIn,
    seats: options.seats ?? (options.signIn.mode === 'demo' ? DEMO_SEATS : []),
    ...(options.operatorToken === undefined ? {} : { operatorToken: options.operatorToken }),
  })
  const api = newApi()
  const cookie = sessionCookie(options.secureCookies ?? false)
  const provider = options.provider === undefined ? undefined : identityProvider(options.provider)
  api.use(
    '*',
    noStore,
    rightMethod,
    soonForPeople(cookie),
    from(options.proxies ?? 0),
    sameOrigin,
    identified(people, backend, cookie),
    forCommands(limited),
    forCommands(keepableBody),
  )
  const context = { api, backend, telemetry: options.telemetry }
  sessionRoutes(context, people, { cookie, provider: provider?.name })
  providerRoutes(context, people, provider, cookie)
  ownAccountRoutes(context)
  accountRoutes(context)
  operatorKeyRoutes(context)
  auditRoutes(context)
  workbenchRoutes(context)
  taskRoutes(context)
  viewRoutes(context)
  leadRoutes(context)
  patrolRoutes(context)
  visitFormRoutes(context)
  publicLeadRoutes(context)
  caseRoutes(context)
  applicationRoutes(context)
  referralRoutes(context)
  conferenceRoutes(context)
  precedentRoutes(context)
  publicityRoutes(context)
  officialKinRoutes(context)
  departmentListRoutes(context)
  registryRoutes(context)
  vitalEventRoutes(context, options.maxBacklog ?? DEFAULT_MAX_BACKLOG)
  fundRoutes(context)
  noticeRoutes(context)
  searchRoutes(context)
  explanationRoutes(context)
  stockRoutes(context)
  correctionRoutes(context)
  deliveryRoutes(context)
  feedRoutes(context, options.maxBacklog ?? DEFAULT_MAX_BACKLOG)
  feedDraftRoutes(context)
  intakeKeyRoutes(context)
  quarantineRoutes(context)
  proposalRoutes(context)
  managementRoutes(context)
  reportRoutes(context)
  referenceRoutes(context)
  simulationRoutes(context)
  policyDraftRoutes(context)
  retentionRoutes(context)
  eventRoutes(context, people, cookie)
  const described = once(() =>
    JSON.stringify(withIntegerBounds(withPlainPatterns(api.getOpenAPIDocument(openApiAbout)))),
  )
  api.get('/openapi.json', (c) => c.body(described(), 200, { 'content-type': 'application/json' }))

  api.get('/asyncapi.json', (c) => c.json(asyncApiOf(backend.feeds)))
  api.all('*', () => problemResponse('not-found', '没有这个接口。可用的接口见 /api/v1/openapi.json。'))

  const app = newApi()
  app.use(
    '*',
    secureHeaders(securityHeaders(options.secureCookies ?? false)),
    // Lists are eight times smaller packed; live events go as they are.
    compress(),
    wellFormed,
    noIdNumber,
    knownHost(hostsOf(options)),
  )
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
    if (error instanceof BeforeFirstValue) return problemResponse('conflict', error.zh)
    options.telemetry?.broke(error)
    return problemResponse('unexpected', '系统出错，已记录。请稍后重试；反复出现请联系数据管理员。')
  })
  app.route(API, api)
  app.route('/', staticPages(options.webRoot))
  return app
}

/** An address that is there for other methods says for which, whoever asks. */
const rightMethod: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const methods = methodsOf(c.req.path.slice(API.length))
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  if (methods.length === 0 || methods.includes(method)) return next()
  const answer = problemResponse('wrong-method', `这个地址只接受 ${methods.join('、')}。`)
  answer.headers.set('allow', methods.join(', '))
  return answer
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

/** A demonstration asks for no password, so it answers under the names of this machine alone. */
const hostsOf = ({ hosts, signIn }: ConsoleOptions): readonly string[] | undefined =>
  hosts ?? (signIn.mode === 'demo' ? [] : undefined)

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
    /\/(deliveries|feed-drafts|feeds\/check|feeds\/[^/]+\/records)$/.test(c.req.path) ? next() : middleware(c, next)

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
const securityHeaders = (secure: boolean) => ({
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
  strictTransportSecurity: secure ? 'max-age=31536000' : false,
})
