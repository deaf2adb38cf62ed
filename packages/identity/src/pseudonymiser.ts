import type { CryptoProvider } from './crypto-provider.ts'
import { parseIdNumber } from './id-number.ts'
import { internationalCrypto } from './international-crypto.ts'

/** Gives persons and things names that only the holder of the key can derive. */
export type Pseudonymiser = {
  /** `p_` and 24 hex digits; the same for the 15- and 18-digit form of one ID number. Throws RangeError when it is none. */
  readonly person: (idNumber: string) => string
  /** 16 hex digits for a plate, a unit number, an employer …; equal text of another kind has another name. */
  readonly keyed: (kind: string, text: string) => string
}

/** Pseudonyms under one key. Another key makes all persons strangers: it lasts as long as the store. */
export const pseudonymiser = (key: Uint8Array, crypto: CryptoProvider = internationalCrypto): Pseudonymiser => {
  if (key.length < crypto.keyBytes) {
    throw new RangeError(`the pseudonym key has ${key.length} bytes and needs at least ${crypto.keyBytes}`)
  }
  const hash = crypto.keyedHash(key)
  const known = new Map<string, string>()
  return {
    person: (idNumber) => {
      const remembered = known.get(idNumber)
      if (remembered !== undefined) return remembered
      const person = `p_${hash(`person:${normal(idNumber)}`).slice(0, 24)}`
      if (known.size >= rememberedPersons) known.clear()
      known.set(idNumber, person)
      return person
    },
    keyed: (kind, text) => hash(`thing:${kind}:${text}`).slice(0, 16),
  }
}

/** The rows of a month name the same people again and again. */
const rememberedPersons = 50_000

const normal = (idNumber: string): string => {
  if (/^\d{17}[\dX]$/.test(idNumber)) return idNumber
  const parsed = parseIdNumber(idNumber)
  if (parsed.ok) return parsed.idNumber
  throw new RangeError(`not an ID number (${parsed.reason}): parse it before asking for its pseudonym`)
}
