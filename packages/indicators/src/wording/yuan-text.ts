/** An amount in 分 as caseworkers write it: `66,000元`, `1,234.5元`. */
export const yuanText = (fen: number): string => {
  const [whole = '0', cents] = String(Math.abs(fen) / 100).split('.')
  return `${fen < 0 ? '-' : ''}${inThousands(whole)}${cents === undefined ? '' : `.${cents}`}元`
}

const inThousands = (digits: string): string => {
  let grouped = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)},${grouped}`
  return grouped
}
