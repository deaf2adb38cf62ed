import { z } from '@hono/zod-openapi'
import {
  ChangedAnswer,
  EndedAnswer,
  PasswordBody,
  SecondFactorAnswer,
  SecondFactorCodeBody,
  SessionListAnswer,
} from '@shouwang/console-api'
import {
  deleteSessionsOf,
  listSessions,
  readCredential,
  savePassword,
  saveSecondFactor,
  takeTotpStep,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import type { Person } from '../../sign-in/access.ts'
import { FORMER_KEPT, isPassword, passwordFault, passwordHash } from '../../sign-in/passwords.ts'
import { newSecondFactor, stepOfCode } from '../../sign-in/second-factor.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const changePassword = jsonRoute({
  method: 'post',
  path: '/session/password',
  summary: 'Changes one’s own password; ends all one’s other sessions',
  tag: 'session',
  request: { body: jsonBody(PasswordBody) },
  answer: ChangedAnswer,
})
const setUpFactor = jsonRoute({
  method: 'post',
  path: '/session/second-factor',
  summary: 'Makes a second factor for an authenticator app; it counts from its first code on',
  tag: 'session',
  answer: SecondFactorAnswer,
  status: 201,
})
const confirmFactor = jsonRoute({
  method: 'post',
  path: '/session/second-factor/confirm',
  summary: 'Takes the first code of the new second factor',
  tag: 'session',
  request: { body: jsonBody(SecondFactorCodeBody) },
  answer: ChangedAnswer,
})
const list = jsonRoute({
  method: 'get',
  path: '/sessions',
  summary: 'One’s own sessions',
  tag: 'session',
  answer: SessionListAnswer,
})
const endOne = jsonRoute({
  method: 'post',
  path: '/sessions/{sessionId}/end',
  summary: 'Ends one of one’s own sessions',
  tag: 'session',
  request: { params: z.object({ sessionId: z.string().min(1).max(64) }) },
  answer: EndedAnswer,
})
const endAll = jsonRoute({
  method: 'post',
  path: '/sessions/end-all',
  summary: 'Ends all one’s own sessions, this one too',
  tag: 'session',
  answer: EndedAnswer,
})

/** What everybody does for himself: his password, his second factor, his sessions. */
export const ownAccountRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(changePassword, async (c) => {
    const { current, next } = c.req.valid('json')
    const person = c.get('person')
    await changeOwnPassword(backend, person, current, next)
    const now = new Date(backend.nowMs()).toISOString()
    for (const { sessionId } of await listSessions(backend.sql, person.staffNo, now))
      if (sessionId !== c.get('signedIn')?.sessionId) await deleteSessionsOf(backend.sql, person.staffNo, sessionId)
    return c.json({ changed: true }, 200)
  })
  api.openapi(setUpFactor, async (c) => {
    const { staffNo } = c.get('person')
    const credential = await ownCredential(backend, staffNo)
    if (credential.totpConfirmed) return refuse('conflict', '已经设置过动态口令。更换手机请联系系统管理员重置。')
    const made = newSecondFactor(staffNo, backend.randomBytes)
    await saveSecondFactor(backend.sql, staffNo, backend.cipher.seal(made.secret, staffNo))
    return c.json(made, 201)
  })
  api.openapi(confirmFactor, async (c) => {
    const { staffNo } = c.get('person')
    const { totpSealed } = await ownCredential(backend, staffNo)
    if (totpSealed === null) return refuse('conflict', '还没有生成动态口令密钥。请先生成，再用手机扫码。')
    const step = stepOfCode(backend.cipher.open(totpSealed, staffNo), c.req.valid('json').code, backend.nowMs())
    if (step === undefined || !(await takeTotpStep(backend.sql, staffNo, step)))
      return refuse('conflict', '动态口令不对。请核对手机时间，等下一个口令再试。')
    return c.json({ changed: true }, 200)
  })
  api.openapi(list, async (c) => {
    const now = new Date(backend.nowMs()).toISOString()
    const own = await listSessions(backend.sql, c.get('person').staffNo, now)
    const current = c.get('signedIn')?.sessionId
    return c.json(
      { sessions: own.map(({ staffNo: _, ...row }) => ({ ...row, current: row.sessionId === current })) },
      200,
    )
  })
  api.openapi(endOne, async (c) => {
    const ended = await deleteSessionsOf(backend.sql, c.get('person').staffNo, c.req.valid('param').sessionId)
    if (ended === 0) return refuse('not-found', '没有这个登录，或它已经结束。')
    return c.json({ ended }, 200)
  })
  api.openapi(endAll, async (c) => c.json({ ended: await deleteSessionsOf(backend.sql, c.get('person').staffNo) }, 200))
}

const ownCredential = async (backend: Backend, staffNo: string) =>
  (await readCredential(backend.sql, staffNo)) ??
  refuse('conflict', '这里没有您的口令：演示登录不用口令，统一身份认证的口令在认证平台修改。')

const changeOwnPassword = async (
  backend: Backend,
  { staffNo, name }: Person,
  current: string,
  next: string,
): Promise<void> => {
  const { passwordHash: kept, former } = await ownCredential(backend, staffNo)
  if (!(await isPassword(current, kept))) refuse('conflict', '现在的口令不对。')
  const fault = await passwordFault(next, { staffNo, name, former: kept === null ? former : [kept, ...former] })
  if (fault !== undefined) refuse('conflict', fault)
  await savePassword(backend.sql, staffNo, {
    hash: await passwordHash(next),
    issuedUntil: null,
    now: new Date(backend.nowMs()).toISOString(),
    keep: FORMER_KEPT,
  })
}
