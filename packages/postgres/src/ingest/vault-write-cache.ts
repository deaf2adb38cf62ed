import { hash } from 'node:crypto'
import type { PersonId } from '@shouwang/contracts'

/** What this process last wrote into the vault of each person: 32 MiB, for two million persons and for twenty. */
export type VaultWriteCache = {
  /**
   * True where exactly this was written last. False also where it was, and another person who shares its slot was written
   * since: it is then encrypted and written again, which changes nothing.
   */
  readonly has: (person: PersonId, kind: 'identity' | 'contact', plain: string) => boolean
  readonly add: (person: PersonId, kind: 'identity' | 'contact', plain: string) => void
  readonly clear: () => void
}

const slots = 2 ** 21

/** An empty cache. */
export const vaultWriteCache = (): VaultWriteCache => {
  const digests = new Float64Array(slots * 2)
  return {
    has: (person, kind, plain) => digests[slotOf(person, kind)] === digestOf(person, plain),
    add: (person, kind, plain) => {
      digests[slotOf(person, kind)] = digestOf(person, plain)
    },
    clear: () => void digests.fill(0),
  }
}

/** A pseudonym is a hash, so its last digits spread persons evenly over the slots. */
const slotOf = (person: PersonId, kind: 'identity' | 'contact'): number =>
  (Number.parseInt(person.slice(-8), 16) % slots) * 2 + (kind === 'identity' ? 0 : 1)

/** 52 bits, as many as a number holds exactly. */
const digestOf = (person: PersonId, plain: string): number =>
  Number.parseInt(hash('sha1', `${person}${plain}`).slice(0, 13), 16)
