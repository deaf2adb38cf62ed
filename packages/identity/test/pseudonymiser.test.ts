import { expect, test } from 'vitest'
import { pseudonymiser } from '../src/index.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)

test('the old and the new form of one ID number are one person', () => {
  const { person } = pseudonymiser(key(1))
  expect(person('110105491231002')).toBe(person('11010519491231002X'))
  expect(person('11010519491231002X')).toMatch(/^p_[0-9a-f]{24}$/)
})

test('another key gives another name', () => {
  expect(pseudonymiser(key(1)).person('11010519491231002X')).not.toBe(
    pseudonymiser(key(2)).person('11010519491231002X'),
  )
})

test('a plate and an employer of the same text have different names', () => {
  const { keyed } = pseudonymiser(key(1))
  expect(keyed('plate', '闽D12345')).toMatch(/^[0-9a-f]{16}$/)
  expect(keyed('plate', '闽D12345')).not.toBe(keyed('employer', '闽D12345'))
})

test('what is not an ID number gets no pseudonym', () => {
  expect(() => pseudonymiser(key(1)).person('35020619')).toThrow('bad-form')
})

test('a short key is refused', () => {
  expect(() => pseudonymiser(new Uint8Array(8))).toThrow('needs at least 32')
})
