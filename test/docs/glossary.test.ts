import { outcomeRules } from '@shouwang/casework'
import { changeEventData, Dimension, Direction, Level, TaskStatus } from '@shouwang/contracts'
import { loadPolicies } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { textOf } from './repository.ts'

const design = textOf('docs/design.md')
const glossary = design.slice(design.indexOf('## Glossary'), design.indexOf('\n## 1 '))

/** Lines of the glossary that name a code. */
const linesOf = (code: string): readonly string[] => glossary.split('\n').filter((line) => line.includes(`\`${code}\``))

const inChinese = (code: string): boolean => linesOf(code).some((line) => /\p{Script=Han}/u.test(line))

test.each([
  ['change events', Object.keys(changeEventData)],
  ['outcomes', outcomeRules.map(({ outcome }) => outcome)],
  ['programmes', [...loadPolicies().programmes.keys()]],
  ['directions', Direction.options],
  ['dimensions', Dimension.options],
  ['levels', Level.options],
  ['states of a task', TaskStatus.options],
])('the glossary tells all %s in Chinese', (_, codes) => {
  expect(codes.length).toBeGreaterThan(2)
  expect(codes.filter((code) => !inChinese(code))).toEqual([])
})

test('the glossary calls every outcome what screens call it', () => {
  expect(outcomeRules.filter(({ outcome, zh }) => !linesOf(outcome).some((line) => line.includes(zh)))).toEqual([])
})
