import type { RegionCode, RegistryAgreement } from '@shouwang/contracts'
import { addIntakeKey, addOperatorKey, type Sql } from '@shouwang/postgres'
import type { consoleApp } from '../src/console-app.ts'
import { keyHashOf } from '../src/sign-in/intake-key.ts'
import { operatorKeyHash } from '../src/sign-in/operator-key.ts'

/** A key of another system that reads the registry of 思明区, and what was agreed with it. Returns the key itself. */
export const partnerKey = async (
  sql: Sql,
  name: string,
  agreed: Partial<RegistryAgreement> = {},
  region: RegionCode = '350203000000',
): Promise<string> => {
  const key = `swo_${name}`
  const agreement: RegistryAgreement = {
    ...{ senderId: 'partner', purpose: 'care', fields: [], callback: null, publicKey: null },
    ...agreed,
  }
  await addOperatorKey(sql, {
    ...{ name, region, actions: ['read-registry'], keyHash: operatorKeyHash(key), createdBy: 'S0003', agreement },
    expiresAt: '2027-01-01T00:00:00Z',
  })
  return key
}

/** Posts a message with a key. */
export const postAs =
  (app: ReturnType<typeof consoleApp>, key: string) =>
  async (path: string, body: unknown): Promise<Response> =>
    app.request(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })

/** A key with which a civil registry tells of births and deaths. */
export const civilRegistryKey = async (
  sql: Sql,
  feeds = ['birth-certificate', 'death-certificate'],
): Promise<string> => {
  const key = `swk_${feeds.join('-')}`
  await addIntakeKey(sql, {
    ...{ keyHash: keyHashOf(key), name: feeds.join('-'), feeds, region: '350200000000', rowsPerMinute: 1000 },
  })
  return key
}
