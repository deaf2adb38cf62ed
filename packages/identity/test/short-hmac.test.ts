import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortHmac } from '../src/short-hmac.ts'

test.each(['sha256', 'sm3'] as const)(
  '%s names are those that HMAC gives, whatever the key and the text before',
  (algorithm) => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 200 })
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 3_000, maxLength: 9_000 }))
    fc.assert(
      fc.property(key, fc.array(text, { minLength: 1 }), (secret, texts) => {
        const short = shortHmac(algorithm, secret)
        for (const one of texts) expect(short(one)).toBe(createHmac(algorithm, secret).update(one).digest('hex'))
      }),
      { numRuns: 50 },
    )
  },
)
