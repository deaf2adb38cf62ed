/** 李*明, 李*; four and more characters keep the first and the last. Rare characters count as one. */
export const maskName = (name: string): string => {
  const signs = [...name.trim()]
  const [first = '', last = ''] = [signs[0], signs.at(-1)]
  if (signs.length <= 1) return '*'.repeat(signs.length)
  return signs.length === 2 ? `${first}*` : `${first}${'*'.repeat(signs.length - 2)}${last}`
}

/** 350206********123X; anything that is not 18 characters long is hidden whole. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.length === 18 ? `${idNumber.slice(0, 6)}********${idNumber.slice(14)}` : '*'.repeat(idNumber.length)

/** 138****5678; other numbers keep their last two digits. */
export const maskPhone = (phone: string): string => {
  const digits = phone.trim()
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`
  return digits.length < 7 ? '*'.repeat(digits.length) : `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`
}

/** An address down to its village or community, else its township, else its county; the rest is `***`. */
export const maskAddress = (address: string): string => {
  const text = address.trim()
  const area = text.match(areaPattern)?.[0] ?? ''
  return area.length === text.length ? area : `${area}***`
}

const areaPattern = new RegExp(
  [
    '^(?:[^省]{2,8}?(?:省|自治区))?',
    '(?:.{2,8}?[市州盟])?',
    '(?:.{1,8}?(?:[区县旗]|(?<=.)市))?',
    '(?:.{1,10}?(?:街道|镇|乡|苏木))?',
    '(?:.{1,12}?(?:社区|村委会|居委会|嘎查|村))?',
  ].join(''),
)
