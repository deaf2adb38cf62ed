import { createHash } from 'node:crypto'
import { VITAL_FEEDS } from '@shouwang/exchange'
import { type IntakeKey, readIntakeKey, type Sql } from '@shouwang/postgres'
import { refuse } from '../api/problem.ts'
import type { Person } from './access.ts'

const KEY_PREFIX = 'swk_'

/** A new key, from random bytes. */
export const keyOf = (bytes: Uint8Array): string => KEY_PREFIX + Buffer.from(bytes).toString('base64url')

/** What is kept of a key. */
export const keyHashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** True for a bearer token that is a department's key, not an operator's token. */
export const isIntakeKey = (token: string): boolean => token.startsWith(KEY_PREFIX)

/**
 * Who sends with this key: it opens the record intake of its own feeds, messages of births and deaths
 * where these are among them, and no other door. Ends the request with a
 * problem when the key is not in force, or this is not its door.
 */
export const senderOf = async (
  sql: Sql,
  token: string,
  request: { readonly method: string; readonly path: string },
): Promise<{ sender: IntakeKey; person: Person }> => {
  const sender = await readIntakeKey(sql, keyHashOf(token))
  if (sender === undefined) return refuse('not-signed-in', '报送密钥无效或已停用。请向数据管理员申请新的密钥。')
  const feed = /\/feeds\/([^/]+)\/records$/.exec(request.path)?.[1]
  const opens =
    feed === undefined
      ? /\/registry\/notify$/.test(request.path) && VITAL_FEEDS.some((each) => sender.feeds.includes(each))
      : sender.feeds.includes(decodeURIComponent(feed))
  if (request.method !== 'POST' || !opens)
    return refuse('not-allowed', `报送密钥“${sender.name}”只能报送：${sender.feeds.join('、')}。`)
  return {
    sender,
    person: {
      staffNo: `key:${sender.name}`,
      name: sender.name,
      role: 'data',
      region: sender.region,
      only: ['send-records'],
    },
  }
}
