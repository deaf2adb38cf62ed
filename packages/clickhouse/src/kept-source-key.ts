import { hash } from 'node:crypto'

const digits = 32

/**
 * The key of a department's statement as the warehouse keeps it: keys say things (the kind of custody and its day), so only whether
 * two statements of one subject are the same can be told. Migration 0120 reckons it the same way.
 */
export const keptSourceKey = (subject: string, sourceKey: string): string =>
  `k_${hash('sha256', `${subject}|${sourceKey}`).slice(0, digits)}`
