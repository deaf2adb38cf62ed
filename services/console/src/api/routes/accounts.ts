import { z } from '@hono/zod-openapi'
import {
  AccountListAnswer,
  EndedAnswer,
  FirstAdministratorBody,
  IssuedAnswer,
  ProposedAnswer,
  RevokedAnswer,
  StaffChangeBody,
  StaffNo,
} from '@shouwang/console-api'
import {
  countStaffOf,
  deleteSessionsOf,
  listAccounts,
  readRootRegion,
  readStaff,
  revokeCredential,
  savePassword,
  saveProposals,
  saveSecondFactor,
  saveStaff,
  sealedPhones,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { FORMER_KEPT, ISSUED_HOURS, issuedPassword, passwordHash } from '../../sign-in/passwords.ts'
import { roleOf } from '../../sign-in/sign-in.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST = 500
const HOUR_MS = 60 * 60 * 1000
const params = z.object({ staffNo: StaffNo })

const list = jsonRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Staff and how they sign in',
  tag: 'accounts',
  request: { query: z.object({ q: z.string().trim().max(64).default('') }) },
  answer: AccountListAnswer,
})
const first = jsonRoute({
  method: 'post',
  path: '/accounts/first',
  summary: 'The first administrator of a duty, where nobody has it yet; tells the password once',
  tag: 'accounts',
  request: { body: jsonBody(FirstAdministratorBody) },
  answer: IssuedAnswer,
  status: 201,
})
const issue = jsonRoute({
  method: 'post',
  path: '/accounts/{staffNo}/issue',
  summary: 'Issues a password for the first sign-in, in place of what there was; takes the second factor away',
  tag: 'accounts',
  request: { params },
  answer: IssuedAnswer,
  status: 201,
})
const revoke = jsonRoute({
  method: 'post',
  path: '/accounts/{staffNo}/revoke',
  summary: 'Lets a person sign in no more, by any means, and ends all sessions',
  tag: 'accounts',
  request: { params },
  answer: RevokedAnswer,
})
const endSessions = jsonRoute({
  method: 'post',
  path: '/accounts/{staffNo}/end-sessions',
  summary: 'Ends all sessions of a person',
  tag: 'accounts',
  request: { params },
  answer: EndedAnswer,
})
const change = jsonRoute({
  method: 'post',
  path: '/staff-changes',
  summary: 'Proposes a new member of staff, or another role or region; a security administrator confirms it',
  tag: 'accounts',
  request: { body: jsonBody(StaffChangeBody) },
  answer: ProposedAnswer,
  status: 202,
})

/** The desk of the system administrator: who may sign in. Roles and regions are another's to confirm. */
export const accountRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const rows = await listAccounts(backend.sql, regionsOf(c.get('person')), c.req.valid('query').q, MOST)
    const accounts = rows.flatMap((row) => {
      const role = roleOf(row.role)
      return role === undefined ? [] : [{ ...row, role }]
    })
    return c.json({ accounts }, 200)
  })
  api.openapi(first, async (c) => {
    const { staffNo, name, role } = c.req.valid('json')
    c.set('told', { subject: staffNo, purpose: role })
    if ((await countStaffOf(backend.sql, role)) > 0)
      return refuse('conflict', '已有人担任这一职务。请由系统管理员提出人员变更，经安全管理员确认。')
    if ((await readStaff(backend.sql, staffNo)) !== undefined) return refuse('conflict', `工号 ${staffNo} 已有人使用。`)
    const region = (await readRootRegion(backend.sql)) ?? ALL_REGIONS
    await saveStaff(backend.sql, [{ staffNo, name, role, region, phoneSealed: null }])
    return c.json(await issueTo(backend, staffNo), 201)
  })
  api.openapi(issue, async (c) => {
    const { staffNo } = await memberOf(backend, c.get('person'), c.req.valid('param').staffNo)
    return c.json(await issueTo(backend, staffNo), 201)
  })
  api.openapi(revoke, async (c) => {
    const { staffNo } = await memberOf(backend, c.get('person'), c.req.valid('param').staffNo)
    await revokeCredential(backend.sql, staffNo, new Date(backend.nowMs()).toISOString())
    await deleteSessionsOf(backend.sql, staffNo)
    return c.json({ revoked: true }, 200)
  })
  api.openapi(endSessions, async (c) => {
    const { staffNo } = await memberOf(backend, c.get('person'), c.req.valid('param').staffNo)
    return c.json({ ended: await deleteSessionsOf(backend.sql, staffNo) }, 200)
  })
  api.openapi(change, async (c) => {
    const { why, ...row } = c.req.valid('json')
    const asker = c.get('person')
    c.set('told', { subject: row.staffNo, purpose: why })
    if ((row.role === 'department') !== (row.department !== null))
      return refuse('conflict', '角色为部门用户的须写明所属部门，其他角色不写。')
    const known = await readStaff(backend.sql, row.staffNo)
    if (!seesRegion(asker, row.region) || (known !== undefined && !seesRegion(asker, known.region)))
      return refuse('not-found', '该工号或区划不在您负责的区域。')
    const phoneSealed = (await sealedPhones(backend.sql, [row.staffNo])).get(row.staffNo) ?? null
    const proposal = {
      kind: 'staff',
      subject: row.staffNo,
      why,
      region: row.region,
      proposedBy: asker.staffNo,
    } as const
    const [id = 0] = await saveProposals(backend.sql, [
      { ...proposal, change: JSON.stringify({ ...row, phoneSealed }) },
    ])
    return c.json({ proposal: id }, 202)
  })
}

const memberOf = async (backend: Backend, asker: Person, staffNo: string) => {
  const member = await readStaff(backend.sql, staffNo)
  if (member === undefined || !seesRegion(asker, member.region))
    return refuse('not-found', `没有工号 ${staffNo} 的人员，或不在您负责的区域。`)
  if (staffNo === asker.staffNo) return refuse('not-allowed', '自己的口令请在“修改口令”中办理，不能自己重置。')
  return member
}

const issueTo = async (backend: Backend, staffNo: string) => {
  const password = issuedPassword(backend.randomBytes)
  const now = backend.nowMs()
  const until = new Date(now + ISSUED_HOURS * HOUR_MS).toISOString()
  await savePassword(backend.sql, staffNo, {
    hash: await passwordHash(password),
    issuedUntil: until,
    now: new Date(now).toISOString(),
    keep: FORMER_KEPT,
  })
  await saveSecondFactor(backend.sql, staffNo, null)
  await deleteSessionsOf(backend.sql, staffNo)
  return { staffNo, password, until }
}
