import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { IdentityProvider, Trip } from '../../sign-in/identity-provider.ts'
import type { SignIns } from '../../sign-in/sign-in.ts'
import { audited } from '../audited.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { refuse } from '../problem.ts'
import { allow, type RouteContext } from '../route.ts'
import { type SessionCookie, startSession } from '../session-cookie.ts'

const TRIP_COOKIE = 'shouwang_trip'
const TRIP_SECONDS = 600
const TRIP_PATH = '/api/v1/session/provider'

/** Signing in at the city's identity provider: off to it, and back with a staff number. */
export const providerRoutes = (
  { api, backend }: RouteContext,
  signIns: SignIns,
  provider: IdentityProvider | undefined,
  cookie: SessionCookie,
): void => {
  const begin = '/session/provider'
  const end = '/session/provider/return'
  api.get(begin, audited('GET', begin), allow('GET', begin), async (c) => {
    const { to, trip } = await (provider ?? nowhere()).begin()
    const sealed = backend.cipher.seal(JSON.stringify(trip), TRIP_COOKIE)
    // Lax: the provider's page brings the browser back, and a strict cookie would stay behind.
    const options = { httpOnly: true, sameSite: 'Lax', secure: cookie.secure, maxAge: TRIP_SECONDS } as const
    setCookie(c, TRIP_COOKIE, sealed, { ...options, path: TRIP_PATH })
    return c.redirect(to)
  })
  api.get(end, audited('GET', end), allow('GET', end), async (c) => {
    const trip = tripOf(c, backend.cipher.open)
    deleteCookie(c, TRIP_COOKIE, { path: TRIP_PATH })
    if (trip === undefined) return stayOutside(c, '登录已超时，或不是从这里开始的。请重新登录。')
    const staffNo = await (provider ?? nowhere()).finish(new URL(c.req.url).search, trip).catch(() => undefined)
    if (staffNo === undefined) return stayOutside(c, '统一身份认证没有通过，或没有给出工号。请重新登录。')
    c.set('told', { who: staffNo })
    const started = await signIns.signInAs(staffNo, c.get('from'))
    if (started === 'failed')
      return stayOutside(c, `统一身份认证给出的工号 ${staffNo} 不在人员名册中，或已停用。请联系系统管理员。`)
    startSession(c, cookie, started.token)
    return c.redirect('/')
  })
}

const nowhere = (): never => refuse('not-found', '这里没有接入统一身份认证。请用工号和口令登录。')

const tripOf = (c: Context<ConsoleEnv>, open: (sealed: string, about: string) => string): Trip | undefined => {
  try {
    return JSON.parse(open(getCookie(c, TRIP_COOKIE) ?? '', TRIP_COOKIE)) as Trip
  } catch {
    return undefined
  }
}

/** A person who comes back in a browser reads the reason, and goes back to the sign-in page; a program gets the problem. */
const stayOutside = (c: Context<ConsoleEnv>, why: string): Response | Promise<Response> => {
  if (c.req.header('accept')?.includes('text/html') !== true) return refuse('sign-in-failed', why)
  return c.html(
    html`<!doctype html>
      <html lang="zh-CN">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>没有登录 · 守望</title>
        <h1>没有登录</h1>
        <p>${why}</p>
        <p><a href="/">回到登录页</a></p>
      </html>`,
    401,
  )
}
