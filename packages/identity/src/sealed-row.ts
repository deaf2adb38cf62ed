import { Buffer } from 'node:buffer'
import { createECDH } from 'node:crypto'
import type { CryptoKey, JWK } from 'jose'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { importJWK } from 'jose/key/import'

/** A public key to which departments seal their rows, as a JSON Web Key (RFC 7517). */
export type SealingPublicKey = {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly kid: string
  readonly alg: 'ECDH-ES+A256KW'
  readonly use: 'enc'
}

/** The keys with which rows are opened that departments sealed themselves (JWE, RFC 7516). */
export type RowKeys = {
  /** What a row says; undefined where none of the keys opens it, because it is another's, was cut or was changed. */
  readonly open: (sealed: string) => Promise<string | undefined>
  /** The public halves, the newest first: that one is for departments. */
  readonly publicKeys: readonly SealingPublicKey[]
}

/** What we take: a key agreed on for each row, and a cipher that notices changes. Nothing else is even tried. */
const taken = {
  keyManagementAlgorithms: ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
  contentEncryptionAlgorithms: ['A128GCM', 'A256GCM'],
}

/**
 * The keys of a text: none or several of 64 hexadecimal digits each, the newest first, as `openssl rand -hex 32` makes them.
 * Throws RangeError where one is none.
 */
export const rowKeysFromText = async (text: string): Promise<RowKeys> => {
  const pairs = await Promise.all(
    text
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map(pairOf),
  )
  const opened = async (sealed: string, key: CryptoKey): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode((await compactDecrypt(sealed, key, taken)).plaintext)
    } catch {
      return undefined
    }
  }
  return {
    publicKeys: pairs.map(({ shown }) => shown),
    open: async (sealed) => {
      const kid = keyNamedBy(sealed)
      for (const { key } of pairs.filter(({ shown }) => kid === undefined || shown.kid === kid)) {
        const row = await opened(sealed, key)
        if (row !== undefined) return row
      }
      return undefined
    },
  }
}

/** The name of the key for which a row was sealed; undefined where its header names none. */
const keyNamedBy = (sealed: string): string | undefined => {
  try {
    const header = JSON.parse(Buffer.from(sealed.slice(0, sealed.indexOf('.')), 'base64url').toString()) as object
    return 'kid' in header && typeof header.kid === 'string' ? header.kid : undefined
  } catch {
    return undefined
  }
}

const curve = { kty: 'EC', crv: 'P-256' } as const
const coordinateBytes = 32

const pairOf = async (digits: string) => {
  const point = publicPointOf(digits)
  const [x, y] = [point.subarray(1, 1 + coordinateBytes), point.subarray(1 + coordinateBytes)].map((half) =>
    half.toString('base64url'),
  ) as [string, string]
  const shown: SealingPublicKey = {
    ...curve,
    ...{ x, y, kid: await calculateJwkThumbprint({ ...curve, x, y }), alg: 'ECDH-ES+A256KW', use: 'enc' },
  }
  const jwk: JWK = { ...curve, x, y, d: Buffer.from(digits, 'hex').toString('base64url') }
  return { shown, key: (await importJWK(jwk, 'ECDH-ES')) as CryptoKey }
}

const publicPointOf = (digits: string): Buffer => {
  try {
    if (!/^[0-9a-f]{64}$/i.test(digits)) throw new RangeError(`${digits.length} characters`)
    const pair = createECDH('prime256v1')
    pair.setPrivateKey(digits, 'hex')
    return pair.getPublicKey()
  } catch (cause) {
    throw new RangeError('a sealing key is 64 hexadecimal digits; make one with: openssl rand -hex 32', { cause })
  }
}
