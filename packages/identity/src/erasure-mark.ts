import { createHash } from 'node:crypto'

/** By what a deleted person is known again: a digest of the pseudonym, from which the pseudonym can't be told. */
export const erasureMark = (person: string): string => `e_${digest(`erased:${person}`)}`

/** Whom a row of somebody else names in place of a deleted person: the same for him always, another for everybody else. */
export const strangerTo = (mark: string, subject: string): string =>
  `p_${digest(`stranger:${mark}:${subject}`).slice(0, 24)}`

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
