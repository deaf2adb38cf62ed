import { createHash } from 'node:crypto'
import { Action } from '@shouwang/console-api'
import { readOperatorKey, type Sql } from '@shouwang/postgres'
import type { Person } from './access.ts'

const KEY_PREFIX = 'swo_'

/** A new key of the command line, from random bytes. */
export const operatorKeyOf = (bytes: Uint8Array): string => KEY_PREFIX + Buffer.from(bytes).toString('base64url')

/** True for a bearer token that is a named key of the command line. */
export const isOperatorKey = (token: string): boolean => token.startsWith(KEY_PREFIX)

/** What is kept of a key. */
export const operatorKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Who asks with this key: it does what it was made for, in its region, up to its term. */
export const holderOf = async (sql: Sql, token: string, now: string): Promise<Person | undefined> => {
  const keyHash = operatorKeyHash(token)
  const key = await readOperatorKey(sql, keyHash, now)
  if (key === undefined) return undefined
  const { name, region, actions, agreement } = key
  const only = actions.flatMap((action) => Action.options.filter((known) => known === action))
  const partner = agreement == null ? {} : { partner: { agreement, keyHash } }
  return { staffNo: `key:${name}`, name, role: 'operator', region, only, ...partner }
}
