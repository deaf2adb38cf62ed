/** An amount in 分 as caseworkers write it: `66,000元`, `1,234.5元`. */
export const yuanText = (fen: number): string => {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const cents = Math.abs(fen) - whole * 100
  return `${fen < 0 ? '-' : ''}${inThousands(whole)}${decimals(cents)}元`
}

const decimals = (cents: number): string => {
  if (cents === 0) return ''
  return cents % 10 === 0 ? `.${cents / 10}` : `.${cents < 10 ? '0' : ''}${cents}`
}

const inThousands = (whole: number): string => {
  const rest = whole % 1000
  return whole >= 1000
    ? `${inThousands((whole - rest) / 1000)},${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}`
    : `${whole}`
}
