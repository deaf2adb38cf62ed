import { Buffer } from 'node:buffer'
import type { CryptoProvider } from './crypto-provider.ts'
import { internationalCrypto } from './international-crypto.ts'
import { nationalCrypto } from './national-crypto.ts'

/** Seals what may be read only with the vault's key: direct identifiers and the rows that hold them. */
export type Cipher = {
  /** `about` names what the text belongs to (a person, a row), so that it can't be passed off as another's. */
  readonly seal: (plain: string, about?: string) => string
  /** Throws an Error that says what to do when the key is unknown, or the text is cut, changed or about something else. */
  readonly open: (sealed: string, about?: string) => string
  /** The name of the key that seals now; what is sealed begins with the name of its key and a dot. */
  readonly keyName: string
  /** The names of all keys that can open. */
  readonly knownKeys: readonly string[]
}

/**
 * The vault's cipher. It seals with `keys[0]` by `crypto` and opens with any of them by any provider, so a key or a provider is
 * replaced by putting the new one first. One key is good for about four thousand million seals; replace it before.
 * Throws RangeError when a key has the wrong length.
 */
export const createCipher = (
  keys: readonly [Uint8Array, ...Uint8Array[]],
  crypto: CryptoProvider = internationalCrypto,
): Cipher => {
  const all = [crypto, ...Object.values(providers).filter((provider) => provider !== crypto)]
  const boxes = new Map(
    all.flatMap((provider) => keys.map((key) => [keyName(key, provider), provider.box(key)] as const)),
  )
  const current = keyName(keys[0], crypto)
  const box = crypto.box(keys[0])
  return {
    seal: (plain, about = '') => `${current}.${Buffer.from(box.seal(plain, about)).toString('base64url')}`,
    open: (sealed, about = '') => {
      const id = sealed.slice(0, Math.max(0, sealed.indexOf('.')))
      const known = boxes.get(id)
      if (known === undefined) throw new Error(unknownKey(id, [...boxes.keys()]))
      try {
        return known.open(Buffer.from(sealed.slice(id.length + 1), 'base64url'), about)
      } catch (cause) {
        throw new Error(spoilt(id, sealed.length), { cause })
      }
    },
    keyName: current,
    knownKeys: [...boxes.keys()],
  }
}

/** The providers by the name that a setting gives them. */
export const providers = { international: internationalCrypto, national: nationalCrypto } as const

/** The keys of a list, the newest first, with commas, blanks or line ends between them. Throws RangeError when one is none. */
export const keysFromText = (text: string): readonly [Uint8Array, ...Uint8Array[]] => {
  const [first = '', ...others] = text.split(/[\s,]+/).filter((part) => part !== '')
  return [keyFromText(first), ...others.map((other) => keyFromText(other))]
}

/** A key from its hexadecimal or base64 text. Throws RangeError when it is not as long as the provider needs. */
export const keyFromText = (text: string, crypto: CryptoProvider = internationalCrypto): Uint8Array => {
  const trimmed = text.trim()
  const hex = /^[0-9a-f]+$/i.test(trimmed) && trimmed.length === crypto.keyBytes * 2
  const key = Buffer.from(trimmed, hex ? 'hex' : 'base64')
  return checked(key, crypto)
}

/** A name of a key that tells nothing of it: the provider's and eight hex digits. */
export const keyName = (key: Uint8Array, crypto: CryptoProvider): string =>
  `${crypto.name}-${crypto.keyedHash(checked(key, crypto))('key-id').slice(0, 8)}`

const checked = (key: Uint8Array, crypto: CryptoProvider): Uint8Array => {
  if (key.length === crypto.keyBytes) return key
  throw new RangeError(
    `the vault key has ${key.length} bytes and needs ${crypto.keyBytes}; make one with: openssl rand -hex ${crypto.keyBytes}`,
  )
}

const unknownKey = (id: string, known: readonly string[]): string =>
  id === ''
    ? 'this text was not sealed by the vault, or its beginning is gone; take it from a backup or send the record again'
    : `sealed with key "${id}", and only ${known.map((key) => `"${key}"`).join(', ')} can be opened here; add the old key after the new one`

const spoilt = (id: string, length: number): string =>
  `a text of ${length} characters sealed with key "${id}" does not open: it was cut or changed, or belongs to another ` +
  'person or row; take it from a backup or send the record again'
