import type { CryptoProvider } from './crypto-provider.ts'
import { parseIdNumber } from './id-number.ts'
import { internationalCrypto } from './international-crypto.ts'

/** Gives persons and things names that only the holder of the key can derive. */
export type Pseudonymiser = {
  /** `p_` and 24 hex digits; the same for the 15- and 18-digit form of one ID number. Throws RangeError when it is none. */
  readonly person: (idNumber: string) => string
  /** 16 hex digits for a plate, a unit number, an employer …; equal text of another kind has another name. */
  readonly keyed: (kind: string, text: string) => string
  /**
   * A department's own number as it may be kept: an ID number in it, such as offices use for 户号, is replaced by a name of it,
   * `k_` and 16 hex digits, the same wherever it is sent.
   */
  readonly identifier: (text: string) => string
}

/** Pseudonyms under one key. Another key makes all persons strangers: it lasts as long as the store. */
export const pseudonymiser = (key: Uint8Array, crypto: CryptoProvider = internationalCrypto): Pseudonymiser => {
  if (key.length < crypto.keyBytes) {
    throw new RangeError(`the pseudonym key has ${key.length} bytes and needs at least ${crypto.keyBytes}`)
  }
  const hash = crypto.keyedHash(key)
  const known = new Map<string, string>()
  const keyed = (kind: string, text: string): string => hash(`thing:${kind}:${text}`).slice(0, 16)
  const named = (found: string): string => `k_${keyed('identifier', found)}`
  return {
    person: (idNumber) => {
      const remembered = known.get(idNumber)
      if (remembered !== undefined) return remembered
      const person = `p_${hash(`person:${normal(idNumber)}`).slice(0, 24)}`
      if (known.size >= rememberedPersons) known.clear()
      known.set(idNumber, person)
      return person
    },
    keyed,
    identifier: (text) =>
      mayIdentify.test(text)
        ? text
            .replace(eachIdNumber, (found) => (parseIdNumber(found).ok ? named(found.toUpperCase()) : found))
            .replace(phoneBesideWords, named)
        : text,
  }
}

/** The rows of a month name the same people again and again. */
const rememberedPersons = 50_000

const mayIdentify = /\d{11}/
const eachIdNumber = /(?<!\d)\d{17}[\dXx]/g
/** A number of eleven digits alone may be 户号 of a county whose code begins with 13; beside words it is a telephone's. */
const phoneBesideWords = /(?<=\p{Script=Han}.*)(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)(?=.*\p{Script=Han})/gu

const normal = (idNumber: string): string => {
  if (/^\d{17}[\dX]$/.test(idNumber)) return idNumber
  const parsed = parseIdNumber(idNumber)
  if (parsed.ok) return parsed.idNumber
  throw new RangeError(`not an ID number (${parsed.reason}): parse it before asking for its pseudonym`)
}
