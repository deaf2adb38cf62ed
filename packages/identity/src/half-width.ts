const fullWidth = /[\uFF01-\uFF5E\u3000]/
const fullWidthEach = /[\uFF01-\uFF5E]/g

/** Full-width letters, digits and signs (３５Ｘ，) as their ASCII twins; the ideographic space as a space. */
export const halfWidth = (text: string): string =>
  fullWidth.test(text)
    ? text.replace(fullWidthEach, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
    : text
