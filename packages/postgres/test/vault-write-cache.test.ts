import { expect, test } from 'vitest'
import { vaultWriteCache } from '../src/ingest/vault-write-cache.ts'

const [li, other] = ['p_00000000000000000000a001', 'p_00000000000000000000a002']
/** Its last digits give it the place of the first. */
const sharing = 'p_00000000000000002000a001'

test('the last word of a person is known, by kind, and an earlier one is news again', () => {
  const written = vaultWriteCache()
  expect(written.has(li, 'identity', '李')).toBe(false)
  written.add(li, 'identity', '李')
  expect([
    written.has(li, 'identity', '李'),
    written.has(li, 'contact', '李'),
    written.has(other, 'identity', '李'),
  ]).toEqual([true, false, false])
  written.add(li, 'identity', '李某')
  expect(written.has(li, 'identity', '李')).toBe(false)
})

test('who shares the place of another is never taken for him', () => {
  const written = vaultWriteCache()
  written.add(li, 'contact', '139')
  expect(written.has(sharing, 'contact', '139')).toBe(false)
  written.add(sharing, 'contact', '139')
  expect([written.has(sharing, 'contact', '139'), written.has(li, 'contact', '139')]).toEqual([true, false])
})
