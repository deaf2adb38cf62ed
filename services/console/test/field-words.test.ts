import { changeEventData } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldWords } from '../src/views/field-words.ts'

const nobody = () => ''

const codesOf = (schema: unknown): readonly (string | number)[] => {
  if (schema instanceof z.ZodNullable) return codesOf(schema.unwrap())
  return schema instanceof z.ZodEnum ? schema.options : []
}

test.each(Object.entries(changeEventData).filter(([type]) => type !== 'VisitConcluded'))(
  'every code of %s is shown in Chinese',
  (_, { shape }) => {
    for (const [field, schema] of Object.entries(shape))
      for (const code of codesOf(schema))
        expect(fieldWords({ [field]: code }, nobody), `${field} ${code}`).not.toMatch(/[a-z]/)
  },
)

test('a disability is told by its kind and level, and a code by the field that it stands in', () => {
  expect(fieldWords({ category: 4, level: 2 }, nobody)).toBe('类别 肢体，等级 二级')
  expect(fieldWords({ kind: 'marriage' }, nobody)).toBe('种类 结婚')
  expect(fieldWords({ harm: 'minor', liability: 'minor' }, nobody)).toBe('伤害程度 轻微，责任 次要责任')
})
