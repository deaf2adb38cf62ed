import type { Context, MiddlewareHandler } from 'hono'
import type { ConsoleEnv } from '../api/console-env.ts'
import { refuse } from '../api/problem.ts'
import { type SessionCookie, sessionToken } from '../api/session-cookie.ts'
import type { Backend } from '../backend/backend.ts'
import { isIntakeKey, senderOf } from './intake-key.ts'
import { holderOf, isOperatorKey } from './operator-key.ts'
import type { MustFirst, SignIns } from './sign-in.ts'

const API = '/api/v1'
const OPEN_PATHS = new Set(
  [
    '/session',
    '/session/choices',
    '/session/provider',
    '/session/provider/return',
    '/openapi.json',
    '/asyncapi.json',
    '/public/leads',
    '/public/leads/ask',
  ].map((path) => `${API}${path}`),
)
/** What somebody may do whose password is to be changed, or who is to set up a second factor. */
const FIRST_PATHS: Readonly<Record<MustFirst, readonly string[]>> = {
  password: ['/me', '/session/password'],
  'second-factor': ['/me', '/session/second-factor', '/session/second-factor/confirm'],
}
const FIRST_WORDS: Readonly<Record<MustFirst, string>> = {
  password: '请先修改口令：发放的口令只用于首次登录，用满期限的口令要更换。',
  'second-factor': '请先设置动态口令：您的岗位要求双因素登录。',
}

/** Who asks: a key of the command line or of a department, the machine's own token, or a session cookie. */
export const identified =
  (people: SignIns, { sql, nowMs }: Backend, cookie: SessionCookie): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    c.set('sql', sql)
    if (OPEN_PATHS.has(c.req.path)) return next()
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined && isIntakeKey(bearer)) {
      const { sender, person } = await senderOf(sql, bearer, c.req)
      c.set('sender', sender)
      c.set('person', person)
      return next()
    }
    const person =
      bearer === undefined
        ? await byCookie(c, people, cookie)
        : isOperatorKey(bearer)
          ? await holderOf(sql, bearer, new Date(nowMs()).toISOString())
          : people.byMachineToken(bearer)
    if (person === undefined)
      return refuse(
        'not-signed-in',
        '尚未登录或登录已过期。请重新登录；命令行请带上有效的操作员密钥（SHOUWANG_TOKEN）。',
      )
    c.set('person', person)
    return next()
  }

const byCookie = async (c: Context<ConsoleEnv>, people: SignIns, cookie: SessionCookie) => {
  const token = sessionToken(c, cookie)
  const signedIn = token === undefined ? undefined : await people.bySession(token)
  if (signedIn === undefined) return undefined
  c.set('signedIn', signedIn)
  const { mustFirst } = signedIn
  if (mustFirst !== undefined && !FIRST_PATHS[mustFirst].includes(c.req.path.slice(API.length)))
    return refuse('must-first', FIRST_WORDS[mustFirst])
  return signedIn.person
}
