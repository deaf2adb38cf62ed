import { expect, test } from 'vitest'
import { textFields } from '../src/index.ts'

test('fields are told of JSON, and not of what it nests', () => {
  const field = textFields('{"data":{"id":"inner"},"id":"outer","day":"2026-11-02"}')
  expect([field('id'), field('day'), field('household')]).toEqual(['outer', '2026-11-02', undefined])
})

test('fields are told of JSON that was cut short', () => {
  const field = textFields('{"household":"h0","day":"2026-11-02","region":"3502')
  expect([field('household'), field('day'), field('region')]).toEqual(['h0', '2026-11-02', undefined])
})

test('what the store cannot hold or index, or is no text, is not told', () => {
  for (const value of [`x`.repeat(201), 'a\0b', 7, null, ['a']])
    expect(textFields(JSON.stringify({ id: value }))('id')).toBeUndefined()
  expect(textFields('null')('id')).toBeUndefined()
})
