import { halfWidth } from '@shouwang/identity'

// biome-ignore lint/suspicious/noControlCharactersInRegex: databases refuse texts with control characters
const control = /[\u0000-\u001F\u007F-\u009F]/g
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: both of the above
const unwanted = /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/

/** Signs and words by which offices, databases and programs say that there is nothing, as `bare` leaves them. */
const nothing = new Set(
  `null none nil nan nat na n/a #n/a #null! #value! #ref! #div/0! #name? #num! undefined empty blank missing unknown
  无 暂无 没有 空 空值 空白 缺 缺失 不详 未知 不明 未填 未填写 未提供 未登记 未采集 无数据 暂缺`.split(/\s+/),
)

/**
 * The text of a cell as a database can keep it: trimmed, without control characters and marks that have no width.
 * Null for an object or array, which no column holds.
 */
export const cellText = (cell: unknown): string | null => {
  switch (typeof cell) {
    case 'string':
      return unquoted(
        (unwanted.test(cell) ? cell.replace(invisible, '').replace(control, ' ') : cell).toWellFormed().trim(),
      )
    case 'undefined':
      return ''
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(cell)
    default:
      return cell === null ? '' : null
  }
}

/** A cell without quotes around the whole of it, and without the apostrophe by which a spreadsheet keeps digits as text. */
const unquoted = (text: string): string => {
  if (!maybeQuoted.test(text)) return text
  const [, ...insides] = quoted.exec(text) ?? []
  return (insides.find((inside) => inside !== undefined) ?? text).trim()
}

const maybeQuoted = /^[='‘"“「『`]/
const quoted =
  /^(?:="([^"]*)"|"([^"]*)"|“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|['`]([^'`]*)['`]?|‘([^’]*))$/

/** Longer texts say something. */
const longestNothing = 12
/** Most cells begin like this, and no word for nothing does. */
const saysSomething = /^(?:\d|(?![无暂没空缺不未])[\u4E00-\u9FFF])/

/**
 * True for an empty cell and for the signs and words by which offices say that they have nothing: -, /, 无, \\N, (null),
 * [NULL], ￥-.
 */
export const isBlank = (text: string): boolean => {
  if (text === '') return true
  if (text.length > longestNothing || saysSomething.test(text)) return false
  const plain = bare(text)
  return plain === '' || nothing.has(plain)
}

/** A text without the brackets, quotes, currency signs and dashes around it, in lower case; `\\N` is a database's null. */
const bare = (text: string): string => {
  const plain = halfWidth(text).trim()
  return databaseNull.test(plain) ? '' : plain.replace(around, '').toLowerCase()
}

const databaseNull = /^\\+N$/i
const around =
  /^[\s()[\]{}<>〈〉《》【】〔〕「」『』"'“”‘’`¥￥$*.。·,，;；:：/\\|_~—-]+|[\s()[\]{}<>〈〉《》【】〔〕「」『』"'“”‘’`¥￥$*.。·,，;；:：/\\|_~—-]+$/g

/** A code or number as it is compared: half-width, upper-case, without blanks, dots and dashes between its parts. */
export const codeText = (text: string): string =>
  halfWidth(text)
    .toUpperCase()
    .replace(/[\s·•・\-'‘’]/g, '')

/**
 * The digits of a whole number that a program wrote as a decimal: `3.0` is the code 3. Undefined where the text is
 * nothing of the kind.
 */
export const withoutDecimals = (text: string): string | undefined => decimals.exec(text)?.[1]

const decimals = /^(\d+)\.0+$/
