/** Full-width signs, compatibility forms, radicals, mathematical letters, and dashes that stand for the hyphen. */
const oneUnit =
  '\\u2010-\\u2015\\u2212\\u2E80-\\u2FD5\\u3000\\u3251-\\u325F\\uF900-\\uFAFF\\uFE10-\\uFE1F\\uFE30-\\uFE6F\\uFF01-\\uFFEE'
/** Tells quickly that there may be one: signs beyond 16 bits begin with one of the last two. */
const lookAlike = new RegExp(`[${oneUnit}\\uD835\\uD87E]`)
const eachLookAlike = new RegExp(`[${oneUnit}\\u{1D400}-\\u{1D7FF}\\u{2F800}-\\u{2FA1F}]`, 'gu')

/** Marks without width that copying from web pages, messengers and spreadsheets leaves. */
const noWidth = '\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF'
const invisible = new RegExp(`[${noWidth}]`)
const eachInvisible = new RegExp(invisible, 'g')

/**
 * Text as it is compared: full-width letters, digits and signs (３５Ｘ，) as their ASCII twins, Kangxi and CJK radicals and
 * compatibility ideographs as the characters that they look like, any dash as a hyphen, nothing without width. For
 * headers, codes and numbers; a name stays as it was written.
 */
export const halfWidth = (text: string): string => {
  const seen = invisible.test(text) ? text.replace(eachInvisible, '') : text
  return lookAlike.test(seen) ? seen.replace(eachLookAlike, plainOf) : seen
}

const plainOf = (sign: string): string => {
  if (sign === '\u3000') return ' '
  if (dashes.test(sign)) return '-'
  return radicals.get(sign) ?? sign.normalize('NFKC')
}

const dashes = /[\u2010-\u2015\u2212\uFE31\uFE32\uFE58\uFE63\uFF0D]/

/** Radicals of Unicode's supplement, which its normal forms leave alone, and the characters that they are typed for. */
const radicals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '⺀': '冫',
    '⺈': '刀',
    '⺊': '卜',
    '⺗': '心',
    '⺟': '母',
    '⺠': '民',
    '⺢': '水',
    '⺣': '火',
    '⺫': '目',
    '⺬': '示',
    '⺮': '竹',
    '⺶': '羊',
    '⺹': '老',
    '⺼': '肉',
    '⻁': '虎',
    '⻂': '衣',
    '⻄': '西',
    '⻅': '见',
    '⻆': '角',
    '⻉': '贝',
    '⻋': '车',
    '⻌': '辶',
    '⻑': '長',
    '⻒': '镸',
    '⻓': '长',
    '⻔': '门',
    '⻘': '青',
    '⻙': '韦',
    '⻚': '页',
    '⻛': '风',
    '⻜': '飞',
    '⻝': '食',
    '⻢': '马',
    '⻣': '骨',
    '⻤': '鬼',
    '⻥': '鱼',
    '⻦': '鸟',
    '⻧': '卤',
    '⻨': '麦',
    '⻩': '黄',
    '⻬': '齐',
    '⻮': '齿',
    '⻰': '龙',
    '⻳': '龟',
  }),
)
