/** An amount in 分 as caseworkers write it: `66,000元`, `1,234.5元`. */
export const yuanText = (fen: number): string => {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const cents = Math.abs(fen) - whole * 100
  return `${fen < 0 ? '-' : ''}${inThousands(String(whole))}${decimals(cents)}元`
}

const decimals = (cents: number): string => {
  if (cents === 0) return ''
  return cents % 10 === 0 ? `.${cents / 10}` : `.${cents < 10 ? '0' : ''}${cents}`
}

const inThousands = (digits: string): string => {
  let grouped = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)},${grouped}`
  return grouped
}
