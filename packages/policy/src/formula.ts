/** 城市 or 农村: which of two standards a household is judged by. */
export type Area = 'urban' | 'rural'

/** A formula read: a number, the id of another number, or something done with such. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly id: string; readonly area?: Area }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly operands: readonly Formula[] }

const functions = {
  '+': { operands: 2, of: ([a = 0, b = 0]: readonly number[]) => a + b },
  '−': { operands: 2, of: ([a = 0, b = 0]: readonly number[]) => a - b },
  '×': { operands: 2, of: ([a = 0, b = 0]: readonly number[]) => a * b },
  '÷': { operands: 2, of: ([a = 0, b = 1]: readonly number[]) => a / b },
  min: { operands: Number.POSITIVE_INFINITY, of: (all: readonly number[]) => Math.min(...all) },
  max: { operands: Number.POSITIVE_INFINITY, of: (all: readonly number[]) => Math.max(...all) },
  percent: { operands: 2, of: ([share = 0, whole = 0]: readonly number[]) => (share * whole) / 100 },
  ceil: { operands: 2, of: ([value = 0, step = 1]: readonly number[]) => Math.ceil(exact(value / step)) * step },
  round: { operands: 2, of: ([value = 0, step = 1]: readonly number[]) => Math.round(exact(value / step)) * step },
} as const
type FunctionName = keyof typeof functions

/** Without the last digits, in which binary fractions differ from what a notice computes. */
const exact = (value: number): number => Number(value.toPrecision(12))

const operators: Readonly<Record<string, FunctionName>> = {
  '+': '+',
  '-': '−',
  '−': '−',
  '×': '×',
  '*': '×',
  '÷': '÷',
  '/': '÷',
}
const token =
  /\s*(?:(\d+(?:\.\d+)?)(%)?|((?:urban:|rural:)?[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*)|(min|max|ceil|round|percent)(?=\s*\()|([-+−×*÷/(),]))/y

type Token = { readonly text: string; readonly formula?: Formula; readonly name?: FunctionName }

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  token.lastIndex = 0
  const end = text.trimEnd().length
  while (token.lastIndex < end) {
    const at = token.lastIndex
    const match = token.exec(text)
    if (match === null) throw new SyntaxError(`读不懂“${text.slice(at).trim()}”`)
    const [, digits, percent, id, name, sign] = match
    if (digits !== undefined) {
      const value = percent === undefined ? Number(digits) : exact(Number(digits) / 100)
      tokens.push({ text: digits, formula: { kind: 'number', value } })
    } else if (id !== undefined) tokens.push({ text: id, formula: inputOf(id) })
    else tokens.push({ text: name ?? sign ?? '', ...(name === undefined ? {} : { name: name as FunctionName }) })
  }
  return tokens
}

const inputOf = (text: string): Formula => {
  const [id = text, area] = text.split(':').reverse()
  return area === 'urban' || area === 'rural' ? { kind: 'id', id, area } : { kind: 'id', id }
}

/** The tokens of a formula, and how far they are read. */
type Cursor = { readonly tokens: readonly Token[]; at: number }

/**
 * Reads a formula: numbers (`25%` too), ids of other numbers (`dibao/monthly-standard`, or `urban:dibao/monthly-standard`
 * where it is the 城市 standard for everybody), `+ - − × * ÷ /`, parentheses, `min(…)`, `max(…)`, `percent(share, of)`,
 * `ceil(x, step)` and `round(x, step)`. A `/` inside an id has no spaces.
 *
 * @throws SyntaxError that says what cannot be read.
 */
export const readFormula = (text: string): Formula => {
  const cursor: Cursor = { tokens: tokensOf(text), at: 0 }
  const formula = readSum(cursor)
  const rest = cursor.tokens[cursor.at]
  if (rest !== undefined) throw new SyntaxError(`到“${rest.text}”读不下去`)
  return formula
}

const take = (cursor: Cursor, wanted: string): void => {
  const next = cursor.tokens[cursor.at]
  if (next?.text !== wanted) throw new SyntaxError(`${next === undefined ? '末尾' : `“${next.text}”之前`}缺“${wanted}”`)
  cursor.at++
}

const readOperations = (cursor: Cursor, next: (cursor: Cursor) => Formula, signs: string): Formula => {
  let left = next(cursor)
  for (let sign = cursor.tokens[cursor.at]; sign && signs.includes(sign.text); sign = cursor.tokens[cursor.at]) {
    cursor.at++
    left = { kind: 'call', name: operators[sign.text] ?? '+', operands: [left, next(cursor)] }
  }
  return left
}

const readSum = (cursor: Cursor): Formula => readOperations(cursor, readProduct, '+-−')

const readProduct = (cursor: Cursor): Formula => readOperations(cursor, readOne, '×*÷/')

const readOne = (cursor: Cursor): Formula => {
  const next = cursor.tokens[cursor.at]
  if (next?.formula !== undefined) {
    cursor.at++
    return next.formula
  }
  if (next?.name !== undefined) return readCall(cursor, next.name)
  take(cursor, '(')
  const inside = readSum(cursor)
  take(cursor, ')')
  return inside
}

const readCall = (cursor: Cursor, name: FunctionName): Formula => {
  cursor.at++
  take(cursor, '(')
  const operands = [readSum(cursor)]
  while (cursor.tokens[cursor.at]?.text === ',') {
    cursor.at++
    operands.push(readSum(cursor))
  }
  take(cursor, ')')
  if (operands.length > functions[name].operands || (name === 'percent' && operands.length !== 2))
    throw new SyntaxError(`${name} 不能有 ${operands.length} 个数`)
  return { kind: 'call', name, operands }
}

/** Why a text is no formula; undefined where it is one. */
export const formulaProblem = (text: string): string | undefined => {
  try {
    readFormula(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The ids of the numbers that a formula reads. */
export const inputsOf = (formula: Formula): readonly string[] => {
  if (formula.kind === 'id') return [formula.id]
  return formula.kind === 'call' ? formula.operands.flatMap(inputsOf) : []
}

/** Whether some part of a formula can never give a number, whatever its inputs are: it divides by nought. */
export const dividesByNought = (formula: Formula): boolean =>
  formula.kind === 'call' &&
  (formula.operands.some(dividesByNought) ||
    (inputsOf(formula).length === 0 && evaluate(formula, () => undefined) === undefined))

/** The value of a formula; undefined where one of its inputs has none, or where it divides by one that is nought. */
export const evaluate = (
  formula: Formula,
  numberOf: (id: string, area?: Area) => number | undefined,
): number | undefined => {
  if (formula.kind === 'number') return formula.value
  if (formula.kind === 'id') return numberOf(formula.id, formula.area)
  const values: number[] = []
  for (const operand of formula.operands) {
    const value = evaluate(operand, numberOf)
    if (value === undefined) return undefined
    values.push(value)
  }
  const value = exact(functions[formula.name].of(values))
  return Number.isFinite(value) ? value : undefined
}

/** What a formula gives: money, a plain number, or a number stated in it, which may be either. */
export type Dimension = 'money' | 'plain' | 'stated'

/** What a formula gives; a text where it multiplies money by money, or adds money to what is none. */
export const dimensionOf = (formula: Formula, isMoney: (id: string) => boolean): Dimension | { problem: string } => {
  if (formula.kind === 'number') return 'stated'
  if (formula.kind === 'id') return isMoney(formula.id) ? 'money' : 'plain'
  const parts: Dimension[] = []
  for (const operand of formula.operands) {
    const part = dimensionOf(operand, isMoney)
    if (typeof part === 'object') return part
    parts.push(part)
  }
  return combined[formula.name](parts)
}

type Combine = (parts: readonly Dimension[]) => Dimension | { problem: string }

const multiplied: Combine = (parts) => {
  if (parts.every((part) => part === 'money')) return { problem: '钱乘了钱' }
  return parts.find((part) => part === 'money') ?? parts.find((part) => part === 'plain') ?? 'stated'
}

const divided: Combine = ([whole = 'stated', part]) => {
  if (part !== 'money') return whole === 'stated' && part === 'plain' ? 'plain' : whole
  return whole === 'plain' ? { problem: '数除以了钱' } : 'plain'
}

const alike: Combine = (parts) => {
  const [first = 'stated', ...others] = parts.filter((part) => part !== 'stated')
  return others.every((part) => part === first) ? first : { problem: '钱和数相加减或比大小' }
}

const combined: Readonly<Record<FunctionName, Combine>> = {
  '+': alike,
  '−': alike,
  '×': multiplied,
  '÷': divided,
  percent: multiplied,
  min: alike,
  max: alike,
  ceil: ([value = 'stated']) => value,
  round: ([value = 'stated']) => value,
}

/** A formula with its values put in, as it is explained: `1.3 × 1,120 元`. */
export const formulaText = (formula: Formula, textOf: (id: string, area?: Area) => string): string => {
  if (formula.kind === 'number') return String(formula.value)
  if (formula.kind === 'id') return textOf(formula.id, formula.area)
  const [left, right] = formula.operands.map((each) => formulaText(each, textOf))
  if (formula.name === '×' || formula.name === '÷')
    return `${bracketed(formula.operands[0], left)} ${formula.name} ${bracketed(formula.operands[1], right)}`
  if (formula.name === '+' || formula.name === '−') return `${left} ${formula.name} ${right}`
  if (formula.name === 'percent') return `${right} 的 ${left}%`
  if (formula.name === 'ceil' || formula.name === 'round')
    return `${left}，${formula.name === 'ceil' ? '向上取整' : '四舍五入'}到 ${right ?? '1'}`
  return `${formula.name === 'min' ? '取低' : '取高'}（${formula.operands.map((each) => formulaText(each, textOf)).join('，')}）`
}

const bracketed = (formula: Formula | undefined, text: string | undefined): string =>
  formula?.kind === 'call' && (formula.name === '+' || formula.name === '−') ? `（${text}）` : `${text}`
