import { expect, test } from 'vitest'
import { lastSaid } from '../src/last-said.ts'

const [li, other] = ['p_00000000000000000000a001', 'p_00000000000000000000a002']
/** Its last digits give it the place of the first. */
const sharing = 'p_00000000000000002000a001'

test('the last word of a person is known, by kind, and an earlier one is news again', () => {
  const said = lastSaid()
  expect(said.is(li, 'identity', '李')).toBe(false)
  said.note(li, 'identity', '李')
  expect([said.is(li, 'identity', '李'), said.is(li, 'contact', '李'), said.is(other, 'identity', '李')]).toEqual([
    true,
    false,
    false,
  ])
  said.note(li, 'identity', '李某')
  expect(said.is(li, 'identity', '李')).toBe(false)
})

test('who shares the place of another is never taken for him', () => {
  const said = lastSaid()
  said.note(li, 'contact', '139')
  expect(said.is(sharing, 'contact', '139')).toBe(false)
  said.note(sharing, 'contact', '139')
  expect([said.is(sharing, 'contact', '139'), said.is(li, 'contact', '139')]).toEqual([true, false])
})
