/** An amount in 分 as caseworkers write it: `66,000元`, `1,234.5元`. */
export const yuanText = (fen: number): string => {
  const [whole = '0', cents] = String(Math.abs(fen) / 100).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${grouped}${cents === undefined ? '' : `.${cents}`}元`
}
