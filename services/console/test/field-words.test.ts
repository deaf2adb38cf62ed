import { changeEventData, Outcome } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldWords } from '../src/views/field-words.ts'

const names = { person: () => '某某', indicator: (id: string) => (id === 'destitute-candidate' ? '疑似特困' : id) }

const codesOf = (schema: unknown): readonly (string | number)[] => {
  if (schema instanceof z.ZodNullable) return codesOf(schema.unwrap())
  return schema instanceof z.ZodEnum ? schema.options : []
}

test.each(Object.entries(changeEventData))('every field and every code of %s is shown in Chinese', (_, { shape }) => {
  for (const [field, schema] of Object.entries(shape)) {
    expect(fieldWords({ [field]: true }, names), field).not.toMatch(/[a-z]/)
    for (const code of codesOf(schema))
      expect(fieldWords({ [field]: code }, names), `${field} ${code}`).not.toMatch(/[a-z]/)
  }
})

test('a disability is told by its kind and level, and a code by the field that it stands in', () => {
  expect(fieldWords({ category: 4, level: 2 }, names)).toBe('类别 肢体，等级 二级')
  expect(fieldWords({ kind: 'marriage' }, names)).toBe('种类 结婚')
  expect(fieldWords({ harm: 'minor', liability: 'minor' }, names)).toBe('伤害程度 轻微，责任 次要责任')
})

test('what a visit found is told by the names of its indicators and its outcome, not by their ids', () => {
  const found = { taskId: 'T-1', indicators: ['destitute-candidate'], day: '2026-10-31', livesInHouseholdNo: null }
  expect(fieldWords({ ...found, outcome: 'eligible-apply' }, names)).toBe(
    '任务编号 T-1，指标 疑似特困，日期 2026-10-31，核查结果 符合条件，已协助申请',
  )
  for (const outcome of Outcome.options) expect(fieldWords({ outcome }, names)).not.toMatch(/[a-z]/)
})
