import { halfWidth } from './half-width.ts'
import type { Pseudonymiser } from './pseudonymiser.ts'

const PHONE = /^\d{7,12}$/

/** A keyed name for a person's name: the same name has the same key, however it is spaced. */
export const nameKey = (identity: Pick<Pseudonymiser, 'keyed'>, name: string): string =>
  identity.keyed('name', halfWidth(name).replace(/[\s·•・.]/g, ''))

/** A keyed name for a telephone, however it is written; null where the text is none. */
export const phoneKey = (identity: Pick<Pseudonymiser, 'keyed'>, phone: string): string | null => {
  const digits = halfWidth(phone)
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '')
  return PHONE.test(digits) ? identity.keyed('phone', digits) : null
}
