import { halfWidth } from '@shouwang/identity'
import { z } from 'zod'
import { codeText } from './cell-text.ts'

const meanings = z.record(z.string().min(1), z.array(z.string().min(1)).min(1))

/**
 * What a department's codes and words mean, and who says so. `codes` must match whole; failing that, the first line of
 * `contains` with a word that the cell says, and does not deny (非紧急, 无房屋倒塌); failing that, `otherwise`. Without it a
 * stranger is `unknown-code`.
 */
export const CodeTable = z
  .strictObject({
    source: z.string().min(1),
    codes: meanings.optional(),
    contains: meanings.optional(),
    otherwise: z.string().optional(),
  })
  .refine(({ codes, contains }) => codes !== undefined || contains !== undefined, 'a table needs codes or contains')
  .superRefine(({ codes = {} }, context) => {
    const seen = new Map<string, string>()
    for (const [meaning, spellings] of Object.entries(codes))
      for (const spelling of spellings.map(codeText)) {
        const other = seen.get(spelling)
        if (other !== undefined)
          context.addIssue({
            code: 'custom',
            path: ['codes', meaning],
            message: `"${spelling}" already means ${other}`,
          })
        seen.set(spelling, meaning)
      }
  })
export type CodeTable = z.infer<typeof CodeTable>

/** A value written in the catalogue: `true`, `null`, 12 and 100.5 mean what they look like, all else is text. */
export type Literal = string | number | boolean | null

export const literal = (text: string): Literal => {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? Number(text) : text
}

/** Every value that a table can give. */
export const meaningsOf = ({ codes = {}, contains = {}, otherwise }: CodeTable): readonly Literal[] =>
  [...Object.keys(codes), ...Object.keys(contains), ...(otherwise === undefined ? [] : [otherwise])].map(literal)

const denied = /(?:无|未|没有?|非|不)(?:人员?|房屋|发生|造成|出现|被|见|有)*$/

/** Whether a word occurs in a text somewhere where nothing right before it denies it. */
const says = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!denied.test(text.slice(0, at))) return true
  return false
}

/** What a code and its word in one cell mean, 1-男性 or 02.配偶; undefined where both are known and mean two things. */
const ofBoth = (byCode: ReadonlyMap<string, Literal>, text: string): Literal | undefined => {
  const [, code = '', word = ''] = codeAndWord.exec(halfWidth(text)) ?? []
  const [byNumber, byName] = [byCode.get(codeText(code)), byCode.get(codeText(word))]
  if (byNumber === undefined || byName === undefined) return byName ?? byNumber
  return byNumber === byName ? byName : undefined
}

const codeAndWord = /^\s*(\d{1,6})\s*[-_.、:|/\s]\s*([^\d\s].*)$/

/** Columns that say yes or no and nothing else take any usual word for either; what their table says comes first. */
const isYesOrNo = ({ codes = {}, contains, otherwise }: CodeTable): boolean =>
  contains === undefined && otherwise === undefined && Object.keys(codes).every((meaning) => meaning in yesAndNo)

const yesAndNo: Readonly<Record<string, readonly string[]>> = {
  true: ['true', 't', 'yes', 'y', '1', '是', '有', '对', '√', '✓'],
  false: ['false', 'f', 'no', 'n', '0', '否', '无', '不是', '没有', '×', '✗'],
}

/**
 * Looks a cell's text up; undefined for a stranger. A code that a program filled with noughts is the code without, unless the
 * table has codes that begin so: 1 and 01 are then two codes.
 */
export const lookup = (table: CodeTable): ((text: string) => Literal | undefined) => {
  const byCode = new Map<string, Literal>()
  if (isYesOrNo(table))
    for (const [meaning, words] of Object.entries(yesAndNo))
      for (const word of words) byCode.set(codeText(word), literal(meaning))
  for (const [meaning, spellings] of Object.entries(table.codes ?? {}))
    for (const spelling of spellings) byCode.set(codeText(spelling), literal(meaning))
  const hasOwnNoughts = [...byCode.keys()].some((code) => /^0\d/.test(code))
  const padded = (code: string): Literal | undefined =>
    hasOwnNoughts || !/^0\d+$/.test(code) ? undefined : byCode.get(code.replace(/^0+(?=\d)/, ''))
  const byWord = Object.entries(table.contains ?? {}).flatMap(([meaning, words]) =>
    words.map((word) => ({ word: codeText(word), meaning: literal(meaning) })),
  )
  const otherwise = table.otherwise === undefined ? undefined : literal(table.otherwise)
  return (text) => {
    const code = codeText(text)
    const exact = byCode.get(code) ?? padded(code) ?? ofBoth(byCode, text)
    if (exact !== undefined) return exact
    return byWord.find(({ word }) => says(code, word))?.meaning ?? otherwise
  }
}
