/** The powers of ten by which a column's amounts become 分, by the unit that stands beside them. */
export const fenExponents = {
  yuan: 2,
  wan: 6,
  fen: 0,
  jiao: 1,
  'hundred-yuan': 4,
  'thousand-yuan': 5,
  'hundred-thousand-yuan': 7,
  'million-yuan': 8,
  'ten-million-yuan': 9,
  yi: 10,
} as const
export type MoneyUnit = keyof typeof fenExponents

/** Square metres in one of a unit of area. */
export const squareMetres = { 'square-metre': 1, mu: 10_000 / 15, hectare: 10_000 } as const
export type AreaUnit = keyof typeof squareMetres

/** A unit that stands beside a column; `unknown` is one of money or area that is on no list. */
export type Unit = MoneyUnit | AreaUnit | 'unknown'

/** What offices call the units. */
export const unitWords: Readonly<Record<string, Unit>> = {
  元: 'yuan',
  圆: 'yuan',
  人民币: 'yuan',
  人民币元: 'yuan',
  rmb: 'yuan',
  cny: 'yuan',
  '¥': 'yuan',
  万元: 'wan',
  万: 'wan',
  万圆: 'wan',
  人民币万元: 'wan',
  rmb万元: 'wan',
  分: 'fen',
  角: 'jiao',
  百元: 'hundred-yuan',
  千元: 'thousand-yuan',
  千: 'thousand-yuan',
  十万元: 'hundred-thousand-yuan',
  百万元: 'million-yuan',
  百万: 'million-yuan',
  千万元: 'ten-million-yuan',
  千万: 'ten-million-yuan',
  亿元: 'yi',
  亿: 'yi',
  'm²': 'square-metre',
  m2: 'square-metre',
  平方米: 'square-metre',
  平米: 'square-metre',
  平方: 'square-metre',
  亩: 'mu',
  公顷: 'hectare',
}

/** The unit of money that a word names; undefined for any other word. */
export const moneyUnitOf = (word: string): MoneyUnit | undefined => {
  const unit = Object.hasOwn(unitWords, word) ? unitWords[word] : undefined
  return unit !== undefined && unit in fenExponents ? (unit as MoneyUnit) : undefined
}
