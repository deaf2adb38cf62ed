import { expect, test } from 'vitest'
import { z } from 'zod'
import { writtenText } from '../src/index.ts'

const note = writtenText(2, 4)
const schema = z.toJSONSchema(note) as { pattern: string; minLength: number; maxLength: number }
const bySchema = (text: string): boolean =>
  new RegExp(schema.pattern, 'u').test(text) &&
  [...text].length >= schema.minLength &&
  [...text].length <= schema.maxLength

test('a note of control characters or spaces alone is refused by the published schema too', () => {
  const texts = [
    '好的',
    '好 的',
    '好',
    '\u000b\u000b',
    '  ',
    '\u3000好',
    'a\u0098',
    '\ufeff\ufeffa',
    '𠮷𠮷𠮷𠮷',
    '𠮷𠮷𠮷𠮷𠮷',
    '',
  ]
  const taken = texts.filter((text) => note.safeParse(text).success)
  expect(taken).toEqual(['好的', '好 的', '𠮷𠮷𠮷𠮷'])
  expect(texts.filter(bySchema)).toEqual(taken)
})

test('spaces around a text are not kept', () => {
  expect(note.parse(' 在家 ')).toBe('在家')
})
