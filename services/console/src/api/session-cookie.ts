import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_MS } from '../sign-in/sign-in.ts'
import type { ConsoleEnv } from './console-env.ts'

/** How the session's cookie is kept: bound to this host and to TLS wherever there is TLS. */
export type SessionCookie = { readonly name: string; readonly secure: boolean }

/** The cookie of a console that is reached by https only, or not. `__Host-` keeps neighbours from setting it. */
export const sessionCookie = (secure: boolean): SessionCookie => ({
  name: secure ? '__Host-shouwang_session' : 'shouwang_session',
  secure,
})

/** Gives the browser a session's token. */
export const startSession = (c: Context<ConsoleEnv>, { name, secure }: SessionCookie, token: string): void =>
  setCookie(c, name, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: SESSION_MS / 1000 })

/** The token that the browser brings. */
export const sessionToken = (c: Context<ConsoleEnv>, { name }: SessionCookie): string | undefined => getCookie(c, name)

/** Takes the token back. */
export const endSession = (c: Context<ConsoleEnv>, { name, secure }: SessionCookie): void => {
  deleteCookie(c, name, { path: '/', secure })
}
