import { z } from '@hono/zod-openapi'
import {
  Me,
  RegionListAnswer,
  SignedOutAnswer,
  SignInBody,
  SignInChoices,
  StaffListAnswer,
} from '@shouwang/console-api'
import { listRegions, listStaff, readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, actionsOf, type Person, regionsOf } from '../../sign-in/access.ts'
import { type MustFirst, roleOf, type SignIns } from '../../sign-in/sign-in.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'
import { endSession, type SessionCookie, sessionToken, startSession } from '../session-cookie.ts'

const STAFF_EACH = 12
const BLOCKED_SECONDS = 15 * 60

const choices = jsonRoute({
  method: 'get',
  path: '/session/choices',
  summary: 'Who may sign in; the staff are listed in demo mode only',
  tag: 'session',
  request: { query: z.object({ q: z.string().trim().max(64).default('') }) },
  answer: SignInChoices,
})
const signIn = jsonRoute({
  method: 'post',
  path: '/session',
  summary: 'Sign in; sets an httpOnly session cookie',
  tag: 'session',
  request: { body: jsonBody(SignInBody) },
  answer: Me,
  status: 201,
})
const signOut = jsonRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  tag: 'session',
  answer: SignedOutAnswer,
})
const me = jsonRoute({
  method: 'get',
  path: '/me',
  summary: 'Who is asking, and what they may do',
  tag: 'session',
  answer: Me,
})
const staff = jsonRoute({
  method: 'get',
  path: '/staff',
  summary: 'Staff that a task may be given to',
  tag: 'session',
  request: { query: z.object({ q: z.string().trim().max(64).default('') }) },
  answer: StaffListAnswer,
})
const regions = jsonRoute({
  method: 'get',
  path: '/regions',
  summary: 'The regions of the asker',
  tag: 'session',
  answer: RegionListAnswer,
})

/** Signing in and out, and who is asking. */
export const sessionRoutes = (
  { api, backend }: RouteContext,
  signIns: SignIns,
  options: { readonly cookie: SessionCookie; readonly provider: string | undefined },
): void => {
  api.openapi(choices, async (c) => {
    const staff = signIns.mode === 'demo' ? await choicesOf(backend, signIns, c.req.valid('query').q) : []
    return c.json({ mode: signIns.mode, provider: options.provider ?? null, staff }, 200)
  })
  api.openapi(signIn, async (c) => {
    const given = c.req.valid('json')
    c.set('told', { who: given.staffNo })
    const answer = await signIns.signIn(given, c.get('from'))
    if (answer === 'blocked')
      return refuse('too-many-attempts', '尝试次数过多，请十五分钟后再试。', { retryAfterSeconds: BLOCKED_SECONDS })
    if (answer === 'code-needed') return refuse('code-needed', '请输入手机上的六位动态口令。')
    if (answer === 'failed')
      return refuse(
        'sign-in-failed',
        '工号、口令或动态口令不对，或账号已停用。口令由系统管理员发放，首次登录须在期限内。',
      )
    startSession(c, options.cookie, answer.token)
    return c.json(await describe(backend, answer.person, answer.mustFirst), 201)
  })
  api.openapi(signOut, async (c) => {
    const token = sessionToken(c, options.cookie)
    const signedIn = token === undefined ? undefined : await signIns.bySession(token)
    if (signedIn !== undefined) c.set('told', { who: signedIn.person.staffNo })
    if (token !== undefined) await signIns.signOut(token)
    endSession(c, options.cookie)
    return c.json({ signedOut: true }, 200)
  })
  api.openapi(me, async (c) => c.json(await describe(backend, c.get('person'), c.get('signedIn')?.mustFirst), 200))
  api.openapi(staff, async (c) => {
    const rows = await listStaff(backend.sql, regionsOf(c.get('person')), c.req.valid('query').q, STAFF_EACH)
    return c.json({ staff: await named(backend, rows) }, 200)
  })
  api.openapi(regions, async (c) =>
    c.json({ regions: await listRegions(backend.sql, regionsOf(c.get('person'))) }, 200),
  )
}

const choicesOf = async (backend: Backend, signIns: SignIns, q: string) => {
  const seats = await Promise.all(signIns.seats.map(({ staffNo }) => signIns.personFor(staffNo)))
  const rows = await listStaff(backend.sql, '', q, STAFF_EACH)
  const people = seats.flatMap((person) => (person === undefined ? [] : [{ ...person, openTasks: 0 }]))
  const others = rows.filter(({ staffNo }) => !people.some((person) => person.staffNo === staffNo))
  return named(backend, [
    ...others,
    ...people.filter(({ staffNo, name }) => staffNo.startsWith(q) || name.startsWith(q)),
  ])
}

const named = async (
  backend: Backend,
  rows: readonly { staffNo: string; name: string; role: string; region: string; openTasks: number }[],
) => {
  const names = await readRegionNames(
    backend.sql,
    rows.map((row) => row.region),
  )
  return rows.flatMap(({ staffNo, name, role, region, openTasks }) => {
    const known = roleOf(role)
    return known === undefined
      ? []
      : [{ staffNo, name, role: known, regionName: names.get(region) ?? region, openTasks }]
  })
}

const describe = async (backend: Backend, person: Person, mustFirst: MustFirst | undefined) => {
  const names = await readRegionNames(backend.sql, [person.region])
  return {
    staffNo: person.staffNo,
    name: person.name,
    role: person.role,
    region: person.region,
    regionName: person.region === ALL_REGIONS ? '全部区域' : (names.get(person.region) ?? person.region),
    may: mustFirst === undefined ? [...actionsOf(person)] : [],
    department: person.department ?? null,
    unit: person.unit ?? null,
    mustFirst: mustFirst ?? null,
    today: backend.today(),
  }
}
