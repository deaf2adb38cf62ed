import { z } from '@hono/zod-openapi'
import {
  IntakeKeyName,
  NewOperatorKeyAnswer,
  NewOperatorKeyBody,
  OperatorKeyListAnswer,
  PartnerListAnswer,
  RevokedAnswer,
} from '@shouwang/console-api'
import { listOperatorKeys, revokeOperatorKey, saveProposals } from '@shouwang/postgres'
import { may, seesRegion } from '../../sign-in/access.ts'
import { operatorKeyHash, operatorKeyOf } from '../../sign-in/operator-key.ts'
import { seePartners } from '../../views/partners-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const KEY_BYTES = 32
const DAY_MS = 24 * 60 * 60 * 1000

const list = jsonRoute({
  method: 'get',
  path: '/operator-keys',
  summary: 'Keys of the command line, without the keys themselves',
  tag: 'accounts',
  answer: OperatorKeyListAnswer,
})
const add = jsonRoute({
  method: 'post',
  path: '/operator-keys',
  summary: 'Makes a key of the command line and tells it once; a security administrator confirms it',
  tag: 'accounts',
  request: { body: jsonBody(NewOperatorKeyBody) },
  answer: NewOperatorKeyAnswer,
  status: 202,
})
const revoke = jsonRoute({
  method: 'post',
  path: '/operator-keys/{name}/revoke',
  summary: 'Takes a key of the command line out of force at once',
  tag: 'accounts',
  request: { params: z.object({ name: IntakeKeyName }) },
  answer: RevokedAnswer,
})
const partners = jsonRoute({
  method: 'get',
  path: '/partners',
  summary: 'Other systems that read the registry: what was agreed with each, when it asked last, what it listens to',
  tag: 'accounts',
  answer: PartnerListAnswer,
})

/** Keys with which the command line asks: each has a name, a term, a region, and what it is for. */
export const operatorKeyRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const keys = await listOperatorKeys(backend.sql)
    return c.json({ keys: keys.map((key) => ({ agreement: null, ...key, actions: [...key.actions] })) }, 200)
  })
  api.openapi(partners, async (c) => c.json(await seePartners(backend), 200))
  api.openapi(add, async (c) => {
    const { name, actions, region, days, agreement } = c.req.valid('json')
    const asker = c.get('person')
    c.set('told', { subject: name, fields: actions })
    const never = actions.find((action) => !may('operator', action) || action === 'set-up')
    if (never !== undefined) return refuse('conflict', `密钥不能用于“${never}”。`)
    if (
      actions.includes('read-registry') !== (agreement !== undefined) ||
      (agreement !== undefined && actions.length > 1)
    )
      return refuse(
        'conflict',
        '外部系统的密钥只能用于 read-registry，并写明交换约定（agreement）；其他密钥没有交换约定。',
      )
    if (!seesRegion(asker, region)) return refuse('not-found', '这个区划不在您负责的区域。')
    const key = operatorKeyOf(backend.randomBytes(KEY_BYTES))
    const expiresAt = new Date(backend.nowMs() + days * DAY_MS).toISOString()
    const change = JSON.stringify({ name, actions, region, expiresAt, keyHash: operatorKeyHash(key), agreement })
    const about = { kind: 'operator-key', subject: name, why: actions.join(' '), region } as const
    const [proposal = 0] = await saveProposals(backend.sql, [{ ...about, change, proposedBy: asker.staffNo }])
    return c.json({ name, key, expiresAt, proposal }, 202)
  })
  api.openapi(revoke, async (c) => {
    const { name } = c.req.valid('param')
    if (!(await revokeOperatorKey(backend.sql, name))) return refuse('not-found', `没有名为“${name}”、仍在使用的密钥。`)
    return c.json({ revoked: true }, 200)
  })
}
