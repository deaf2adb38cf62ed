import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, parseDisabilityCertificate, parseIdNumber } from '../src/index.ts'

const idNumbers = fc
  .tuple(
    fc.integer({ min: 110000, max: 830000 }),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, born, sequence]) => {
    const body = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return body + checkDigit(body)
  })

const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

test('the number printed in the standard is read as it is', () => {
  expect(parseIdNumber('11010519491231002X')).toEqual({
    ok: true,
    idNumber: '11010519491231002X',
    birthDate: '1949-12-31',
    sex: 'female',
    mended: false,
  })
})

test.each([
  ['11010519491231002x', 'lower case'],
  [' 11010519491231002X\t', 'blanks around'],
  ["'11010519491231002X", 'the apostrophe of Excel'],
  ['="11010519491231002X"', 'the formula of Excel'],
  ['１１０１０５１９４９１２３１００２Ｘ', 'full width'],
  ['\uFEFF110105 19491231 002X\u200B', 'marks without width'],
  ['110105491231002', 'the old form of 15 digits'],
])('%s is mended (%s)', (text) => {
  expect(parseIdNumber(text)).toMatchObject({ ok: true, idNumber: '11010519491231002X', mended: true })
})

test.each([
  ['', 'empty'],
  ['　', 'empty'],
  ['1.10105E+17', 'scientific-notation'],
  ['1.10105194912310E17', 'scientific-notation'],
  ['110105194912310021', 'bad-check-digit'],
  ['110105194902300025', 'bad-birth-date'],
  ['350206199913451239', 'bad-birth-date'],
  ['350206190002295230', 'bad-birth-date'],
  ['1101051949123100', 'bad-form'],
  ['E12345678', 'bad-form'],
  ['1101051949123100２X9', 'bad-form'],
])('%s is refused: %s', (text, reason) => {
  expect(parseIdNumber(text)).toEqual({ ok: false, reason })
})

test('a region code that never existed or is gone does not count against a number', () => {
  const body = '99999920000229001'
  expect(parseIdNumber(body + checkDigit(body))).toMatchObject({ ok: true, birthDate: '2000-02-29', sex: 'male' })
})

test('any other check character is refused', () => {
  fc.assert(
    fc.property(idNumbers, fc.constantFrom(...'0123456789X'), (idNumber, last) => {
      expect(parseIdNumber(idNumber.slice(0, 17) + last).ok).toBe(last === idNumber.charAt(17))
    }),
  )
})

test('one wrong digit or two neighbours swapped never pass', () => {
  fc.assert(
    fc.property(idNumbers, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 9 }), (idNumber, at, digit) => {
      const wrong = idNumber.slice(0, at) + digit + idNumber.slice(at + 1)
      const swapped = idNumber.slice(0, at) + idNumber.charAt(at + 1) + idNumber.charAt(at) + idNumber.slice(at + 2)
      expect(parseIdNumber(wrong).ok).toBe(wrong === idNumber)
      expect(parseIdNumber(swapped).ok).toBe(swapped === idNumber)
    }),
  )
})

test('however a number is dressed up, it is read as itself', () => {
  fc.assert(
    fc.property(idNumbers, (idNumber) => {
      for (const text of [fullWidth(idNumber), `'${idNumber.toLowerCase()}`, ` ${idNumber} `]) {
        expect(parseIdNumber(text)).toMatchObject({ ok: true, idNumber })
      }
    }),
  )
})

test('a disability certificate tells its holder, category and level', () => {
  expect(parseDisabilityCertificate('35020319790602784342')).toMatchObject({
    ok: true,
    idNumber: '350203197906027843',
    category: 4,
    level: 2,
    certificate20: '35020319790602784342',
    reissue: null,
    mended: false,
  })
})

test('a re-issued certificate keeps its first 20 characters', () => {
  expect(parseDisabilityCertificate("'35020319850325873x62B1")).toMatchObject({
    idNumber: '35020319850325873X',
    certificate20: '35020319850325873X62',
    reissue: 'B1',
    mended: true,
  })
})

test.each([
  ['', 'empty'],
  ['35020319850325873X', 'too-short'],
  ['350206198205192971', 'bad-check-digit'],
  ['35021219860505313391', 'bad-category'],
  ['35021119860813230847', 'bad-level'],
  ['35020319790602784342号', 'bad-suffix'],
])('the certificate "%s" is refused: %s', (text, reason) => {
  expect(parseDisabilityCertificate(text)).toEqual({ ok: false, reason })
})
