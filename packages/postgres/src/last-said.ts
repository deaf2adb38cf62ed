import { hash } from 'node:crypto'
import type { PersonId } from '@shouwang/contracts'

/** What was last said of each of very many persons, in 32 MiB however many they are. */
export type LastSaid = {
  /** True where this is what was last noted of him. May be false of what was: room is shared, and the later one keeps it. */
  readonly is: (person: PersonId, kind: 'identity' | 'contact', plain: string) => boolean
  readonly note: (person: PersonId, kind: 'identity' | 'contact', plain: string) => void
}

const places = 2 ** 21

/** Remembers nothing yet. */
export const lastSaid = (): LastSaid => {
  const digests = new Float64Array(places * 2)
  return {
    is: (person, kind, plain) => digests[placeOf(person, kind)] === digestOf(person, plain),
    note: (person, kind, plain) => {
      digests[placeOf(person, kind)] = digestOf(person, plain)
    },
  }
}

/** A pseudonym is a hash already, so its last digits spread evenly. */
const placeOf = (person: PersonId, kind: 'identity' | 'contact'): number =>
  (Number.parseInt(person.slice(-8), 16) % places) * 2 + (kind === 'identity' ? 0 : 1)

/** 52 bits, as many as a number holds exactly. */
const digestOf = (person: PersonId, plain: string): number =>
  Number.parseInt(hash('sha1', `${person}${plain}`).slice(0, 13), 16)
