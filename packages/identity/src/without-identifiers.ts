import { halfWidth } from './half-width.ts'

const gap = '[\\s\\-‐-―]?'
/** 18 or 15 digits with a birth date in their place; a check digit that is wrong tells as much of a person. */
const idNumber = `(?<!\\d)[1-9]\\d{5}${gap}(?:(?:18|19|20|21)\\d{2}${gap}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${gap}\\d{3}[\\dX]|\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3})(?!\\d)`
const eachIdNumber = new RegExp(idNumber, 'gi')
const eachPhone = new RegExp(
  `(?<!\\d)(?:(?:\\+?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}|0\\d{2,3}-\\d{7,8})(?!\\d)`,
  'g',
)
const eachLongNumber = /(?<!\d)[1-9]\d{16}[\dX](?!\d)/gi
/** Most texts have not so many digits, and are left alone at once. */
const mayHold = /(?:[\d０-９][\s\-‐-―]?){10}/

/**
 * Words with ID and telephone numbers taken out, however they are spaced and whatever their width: what is kept in clear and
 * copied holds none, identifiers live in the vault.
 */
export const withoutIdentifiers = (text: string): string => {
  if (!mayHold.test(text)) return text
  return narrowDigits(text)
    .replace(eachIdNumber, '［证件号码］')
    .replace(eachLongNumber, '［证件号码］')
    .replace(eachPhone, '［电话号码］')
}

/** Full-width digits and X as their twins; everything else stays as it was written. */
const narrowDigits = (text: string): string => text.replace(/[０-９Ｘｘ＋－]/g, (sign) => halfWidth(sign))

/**
 * A file's name without the numbers in it, and without a name beside one: who sends one family's file calls it so.
 */
export const fileNameWithoutIdentifiers = (name: string): string => {
  const replaced = withoutIdentifiers(name)
  return replaced === name ? name : replaced.replace(nameBefore.test(replaced) ? nameBefore : nameBehind, '［姓名］')
}

const nameBefore = /\p{Script=Han}{2,5}(?=[_\-\s]*［(?:证件|电话)号码］)/u
const nameBehind = /(?<=［(?:证件|电话)号码］[_\-\s]*)\p{Script=Han}{2,5}/u
