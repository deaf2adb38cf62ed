import { readdirSync, readFileSync } from 'node:fs'
import { ChangeEventType } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { mayChangeVerdicts } from '../src/index.ts'

const source = new URL('../src/', import.meta.url)
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('unread-types.ts'),
)
const texts = files.map((file) => readFileSync(new URL(file, source), 'utf8')).join('\n')

test('a type that some rule reads may change verdicts: nothing here names one that may not', () => {
  const unread = ChangeEventType.options.filter((type) => !mayChangeVerdicts(type))
  expect(unread.length).toBeGreaterThan(0)
  expect(unread.filter((type) => new RegExp(`\\b${type}\\b`).test(texts))).toEqual([])
})
