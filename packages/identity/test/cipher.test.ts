import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CryptoProvider, createCipher, internationalCrypto, keyFromText } from '../src/index.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)

test('what is sealed opens again, whatever it says', () => {
  const cipher = createCipher([key(1)])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (plain, about) => {
      expect(cipher.open(cipher.seal(plain, about), about)).toBe(plain)
    }),
  )
})

test('sealing twice never gives the same text', () => {
  const cipher = createCipher([key(1)])
  const sealed = Array.from({ length: 3000 }, () => cipher.seal('李某某'))
  expect(new Set(sealed).size).toBe(3000)
  expect(sealed[0]).not.toContain('李某某')
})

test('after a new key was put first, old texts still open', () => {
  const old = createCipher([key(1)]).seal('李某某')
  expect(createCipher([key(2), key(1)]).open(old)).toBe('李某某')
})

test('a text sealed with a key that is not here says which key to add', () => {
  const sealed = createCipher([key(1)]).seal('李某某')
  expect(() => createCipher([key(2)]).open(sealed)).toThrow(/sealed with key "a1-[0-9a-f]{8}".*add the old key/)
})

test('a text that was cut, changed or never sealed says what to do', () => {
  const cipher = createCipher([key(1)])
  const sealed = cipher.seal('李某某', 'p_1')
  expect(() => cipher.open(sealed.slice(0, -3), 'p_1')).toThrow('cut or changed')
  expect(() => cipher.open(sealed.slice(0, 14), 'p_1')).toThrow('cut or changed')
  expect(() => cipher.open(sealed, 'p_2')).toThrow('belongs to another')
  expect(() => cipher.open('李某某')).toThrow('not sealed by the vault')
})

test('a key is read from hex or base64, and a short one says how to make one', () => {
  expect(keyFromText('01'.repeat(32))).toEqual(Buffer.from(key(1)))
  expect(keyFromText(Buffer.from(key(1)).toString('base64'))).toEqual(Buffer.from(key(1)))
  expect(() => keyFromText('abc')).toThrow('openssl rand -hex 32')
})

test('another provider of cryptography fits the same seam', () => {
  const toy: CryptoProvider = {
    name: 'toy',
    keyBytes: 32,
    keyedHash: internationalCrypto.keyedHash,
    box: () => ({ seal: (plain) => Buffer.from(plain), open: (sealed) => Buffer.from(sealed).toString() }),
  }
  const cipher = createCipher([key(1)], toy)
  expect(cipher.seal('李')).toMatch(/^toy-/)
  expect(cipher.open(cipher.seal('李'))).toBe('李')
})
