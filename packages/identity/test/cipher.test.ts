import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CryptoProvider,
  createCipher as cipherOf,
  internationalCrypto,
  keyFromText,
  keysFromText,
  providers,
  pseudonymiser,
} from '../src/index.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)

describe.each(Object.entries(providers))('the vault on the %s provider', (_, provider) => {
  const createCipher = (keys: Parameters<typeof cipherOf>[0]) => cipherOf(keys, provider)

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
    expect(() => createCipher([key(2)]).open(sealed)).toThrow(/sealed with key "[an]1-[0-9a-f]{8}".*add the old key/)
  })

  test('a text that was cut, changed or never sealed says what to do', () => {
    const cipher = createCipher([key(1)])
    const sealed = cipher.seal('李某某', 'p_1')
    expect(() => cipher.open(sealed.slice(0, -3), 'p_1')).toThrow('cut or changed')
    expect(() => cipher.open(sealed.slice(0, 14), 'p_1')).toThrow('cut or changed')
    expect(() => cipher.open(sealed, 'p_2')).toThrow('belongs to another')
    expect(() => cipher.open('李某某')).toThrow('not sealed by the vault')
  })

  test('each bit of a sealed text counts', () => {
    const cipher = createCipher([key(1)])
    const [name = '', body = ''] = cipher.seal('李某某', 'p_1').split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      expect(() => cipher.open(`${name}.${changed.toString('base64url')}`, 'p_1')).toThrow('cut or changed')
    }
  })

  test('what another provider sealed with the same key opens, so a provider is changed as a key is', () => {
    for (const other of Object.values(providers))
      expect(createCipher([key(2), key(1)]).open(cipherOf([key(1)], other).seal('李某某', 'p_1'), 'p_1')).toBe('李某某')
  })

  test('a pseudonym is the same for both forms of an ID number, and another under another key', () => {
    const [one, other] = [pseudonymiser(key(1), provider), pseudonymiser(key(2), provider)]
    expect(one.person('110105491231002')).toBe(one.person('11010519491231002X'))
    expect(one.person('11010519491231002X')).toMatch(/^p_[0-9a-f]{24}$/)
    expect(other.person('11010519491231002X')).not.toBe(one.person('11010519491231002X'))
  })
})

test('SM3 and SM4 here are those of the standards', () => {
  expect(createHash('sm3').update('abc').digest('hex')).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
  const example = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  const sm4 = createCipheriv('sm4-ecb', example, null).setAutoPadding(false)
  expect(sm4.update(example).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
})

test('a list of keys stands on one line or on several, the newest first', () => {
  const [one, two] = ['01'.repeat(32), '02'.repeat(32)]
  expect(keysFromText(`${one},${two}`)).toEqual([Buffer.from(key(1)), Buffer.from(key(2))])
  expect(keysFromText(`${one}\n${two}\n`)).toEqual([Buffer.from(key(1)), Buffer.from(key(2))])
  expect(() => keysFromText('')).toThrow('openssl rand -hex 32')
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
  const cipher = cipherOf([key(1)], toy)
  expect(cipher.seal('李')).toMatch(/^toy-/)
  expect(cipher.open(cipher.seal('李'))).toBe('李')
})
