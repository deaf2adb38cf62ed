import { z } from '@hono/zod-openapi'
import {
  IntakeKeyListAnswer,
  IntakeKeyName,
  NewIntakeKeyAnswer,
  NewIntakeKeyBody,
  RevokedAnswer,
} from '@shouwang/console-api'
import { addIntakeKey, listIntakeKeys, revokeIntakeKey } from '@shouwang/postgres'
import { regionsOf, seesRegion } from '../../sign-in/access.ts'
import { keyHashOf, keyOf } from '../../sign-in/intake-key.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const KEY_BYTES = 32

const list = jsonRoute({
  method: 'get',
  path: '/intake-keys',
  summary: 'The keys of departments, without the keys themselves',
  tag: 'feeds',
  answer: IntakeKeyListAnswer,
})
const add = jsonRoute({
  method: 'post',
  path: '/intake-keys',
  summary: 'Makes a key for a department; tells it once',
  tag: 'feeds',
  request: { body: jsonBody(NewIntakeKeyBody) },
  answer: NewIntakeKeyAnswer,
  status: 201,
})
const revoke = jsonRoute({
  method: 'post',
  path: '/intake-keys/{name}/revoke',
  summary: 'Takes a key out of force at once',
  tag: 'feeds',
  request: { params: z.object({ name: IntakeKeyName }) },
  answer: RevokedAnswer,
})

/** The keys with which departments send records over HTTP. */
export const intakeKeyRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const keys = await listIntakeKeys(backend.sql, regionsOf(c.get('person')))
    return c.json({ keys: keys.map((key) => ({ ...key, feeds: [...key.feeds] })) }, 200)
  })
  api.openapi(add, async (c) => {
    const { name, feeds, region = c.get('person').region, rowsPerMinute } = c.req.valid('json')
    c.set('told', { subject: name, purpose: [region, ...feeds].join(' ') })
    const stranger = feeds.find((feed) => !backend.feeds.some((card) => card.feed === feed))
    if (stranger !== undefined) return refuse('conflict', `没有声明过接口“${stranger}”。可用的接口见 /api/v1/feeds。`)
    if (!seesRegion(c.get('person'), region)) return refuse('not-found', '这个区划不在您负责的区域，不能为它签发密钥。')
    const key = keyOf(backend.randomBytes(KEY_BYTES))
    if (!(await addIntakeKey(backend.sql, { keyHash: keyHashOf(key), name, feeds, region, rowsPerMinute })))
      return refuse('conflict', `已有名为“${name}”的密钥。请换一个名字，或先停用原来的。`)
    return c.json({ name, key }, 201)
  })
  api.openapi(revoke, async (c) => {
    const { name } = c.req.valid('param')
    if (!(await revokeIntakeKey(backend.sql, name, regionsOf(c.get('person')))))
      return refuse('not-found', `没有名为“${name}”、仍在使用的密钥。`)
    return c.json({ revoked: true }, 200)
  })
}
