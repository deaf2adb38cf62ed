import { halfWidth } from './half-width.ts'

export type IdNumberFault =
  | 'empty'
  /** Excel turned it into a number: the last digits are gone. */
  | 'scientific-notation'
  | 'bad-form'
  | 'bad-birth-date'
  | 'bad-check-digit'

export type IdNumber = {
  readonly ok: true
  /** 18 characters, check digit in upper case. */
  readonly idNumber: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly sex: 'male' | 'female'
  /** True when the text was not the number as the standard writes it. */
  readonly mended: boolean
}

/**
 * Reads a citizen's ID number (公民身份号码, GB 11643) as offices send it: full-width, lower-case x, spaced, with Excel's
 * apostrophe, hyphens, brackets or 身份证号： around it, or in its old form of 15 digits. The region part is where it was first issued, often a code that is gone,
 * so it never counts against a number.
 */
export const parseIdNumber = (text: string): IdNumber | { readonly ok: false; readonly reason: IdNumberFault } => {
  if (plain.test(text)) return judged(text, false)
  const cleaned = cleanCode(text)
  if (cleaned === '') return { ok: false, reason: 'empty' }
  if (scientific.test(cleaned)) return { ok: false, reason: 'scientific-notation' }
  const bare = plain.test(cleaned) ? cleaned : withX(cleaned.replace(around, '').replace(/[-–—]/g, ''))
  const full = oldForm.test(bare) ? withCheckDigit(`${bare.slice(0, 6)}19${bare.slice(6)}`) : bare
  return plain.test(full) ? judged(full, true) : { ok: false, reason: 'bad-form' }
}

/** A number typed by hand or exported by Excel, without what those add around it: width, case, spaces, apostrophes. */
export const cleanCode = (text: string): string =>
  halfWidth(text)
    .replace(ignorable, '')
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['‘’`]+/, '')
    .toUpperCase()

/** The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export const checkDigit = (body: string): string => {
  let sum = 0
  for (let index = 0; index < weights.length; index += 1) sum += (body.charCodeAt(index) - 48) * (weights[index] ?? 0)
  return '10X98765432'.charAt(sum % 11)
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const plain = /^\d{17}[\dX]$/
const oldForm = /^\d{15}$/
const scientific = /^\d+(\.\d+)?E\+?\d+$/
const ignorable = /\s/g

const around = /^(?:(?:居民|公民)?(?:身份证|身份|证件)(?:号码?)?:?|[([【"“])+|[)\]】"”]+$/g
/** What people type for the X of ten: signs, and letters of other alphabets that look like it. */
const lookalikeX = /^(\d{17})[*×╳✕✖ХΧ]$/

/** Such a sign is an X where the first seventeen digits ask for one: it is no masked digit then. */
const withX = (text: string): string => {
  const body = lookalikeX.exec(text)?.[1]
  return body !== undefined && checkDigit(body) === 'X' ? `${body}X` : text
}

const withCheckDigit = (body: string): string => body + checkDigit(body)

const judged = (idNumber: string, mended: boolean): ReturnType<typeof parseIdNumber> => {
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  if (!isBirthDate(birthDate)) return { ok: false, reason: 'bad-birth-date' }
  if (checkDigit(idNumber) !== idNumber.charAt(17)) return { ok: false, reason: 'bad-check-digit' }
  return { ok: true, idNumber, birthDate, sex: idNumber.charCodeAt(16) % 2 === 1 ? 'male' : 'female', mended }
}

const isBirthDate = (day: string): boolean => {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
  if (year < 1850 || year > 2199 || month < 1 || month > 12 || date < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return date <= days
}
