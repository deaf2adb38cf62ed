import type { Day } from '@shouwang/contracts'
import { checkDigit } from '@shouwang/identity'

/** A number that is valid by GB 11643 and can't be anyone's, since no place ever had the region part. */
export type MadeUpIdentity = { readonly idNumber: string; readonly birthDate: Day }

export type Sex = 'male' | 'female'

/**
 * The identity of the `ordinal`-th person: nobody else in the county has it. Age is exact on `on`; the day within the
 * year follows from the ordinal, so that no list of given numbers is needed.
 */
export const identityOf = (
  ordinal: number,
  seed: number,
  person: { sex: Sex; age: number; on: Day },
): MadeUpIdentity => {
  const layer = Math.floor(ordinal / placesPerLayer)
  if (layer >= layers)
    throw new RangeError(`person ${ordinal} is beyond what a made-up county can number; ask for fewer people`)
  const place = ((ordinal % placesPerLayer) * spread + (seed >>> 0)) % placesPerLayer
  const monthDay = monthDayOf(place % daysPerYear)
  const year = Number(person.on.slice(0, 4)) - person.age - (monthDay > person.on.slice(5) ? 1 : 0)
  return numbered(`3502${99 - layer}`, `${year}-${monthDay}`, Math.floor(place / daysPerYear), person.sex)
}

/** The identity of a twin: born on the same day, registered in an office of its own so that numbers never meet. */
export const twinIdentityOf = (twin: MadeUpIdentity, ordinal: number, sex: Sex): MadeUpIdentity =>
  numbered(`3502${59 - (ordinal % 9)}`, twin.birthDate, Math.floor(ordinal / 9) % sequences, sex)

const numbered = (region: string, birthDate: Day, sequence: number, sex: Sex): MadeUpIdentity => {
  const digits = String(2 * sequence + (sex === 'male' ? 1 : 2)).padStart(3, '0')
  const body = `${region}${birthDate.replaceAll('-', '')}${digits}`
  return { idNumber: `${body}${checkDigit(body)}`, birthDate }
}

const daysPerYear = 365
const sequences = 499
const placesPerLayer = daysPerYear * sequences
const layers = 40
/** Has no factor in common with `placesPerLayer`, so that neighbours get unlike birthdays. */
const spread = 101_749

const monthDayOf = (dayOfYear: number): string => {
  const month = monthStarts.findLastIndex((start) => start <= dayOfYear)
  return `${padded(month + 1)}-${padded(dayOfYear - (monthStarts[month] ?? 0) + 1)}`
}

const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

const padded = (value: number): string => String(value).padStart(2, '0')
