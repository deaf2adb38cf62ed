import { withoutIdentifiers } from '@shouwang/identity'
import type { ColumnKind } from './column.ts'
import type { RowReading } from './reading.ts'

/**
 * Hides identifiers that stand where none belongs: an ID number as 户号, a telephone number in 原因, the row's own name in 病种.
 * What the columns of a row tell is kept in clear and copied. A department's own numbers keep telling things apart: what is
 * hidden in them has a name of its own.
 */
export const hiddenIdentifiers = (kinds: readonly ColumnKind[]): ((values: unknown[], reading: RowReading) => void) => {
  const places = (...wanted: readonly ColumnKind[]): readonly number[] =>
    kinds.flatMap((kind, place) => (wanted.includes(kind) ? [place] : []))
  const [texts, numbers, identifying] = [places('text'), places('identifier'), places('name', 'phone', 'address')]
  return (values, { identity }) => {
    const own = identifying.flatMap((place) => ownWords(values[place]))
    for (const place of texts) {
      const text = values[place]
      if (typeof text !== 'string') continue
      values[place] = own.reduce((words, mine) => words.replaceAll(mine, '［本人信息］'), withoutIdentifiers(text))
    }
    for (const place of numbers) {
      const text = values[place]
      if (typeof text !== 'string') continue
      const named = (mine: string): string => `k_${identity.keyed('identifier', mine)}`
      values[place] = own.reduce((words, mine) => words.replaceAll(mine, named), identity.identifier(text))
    }
  }
}

/** A single character is no name of anybody's. */
const shortestWord = 2

const ownWords = (value: unknown): readonly string[] =>
  typeof value === 'string' && value.length >= shortestWord ? [value] : []
