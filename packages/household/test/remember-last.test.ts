import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Profile, rememberLast } from '../src/index.ts'
import { familyOf } from './family.ts'

const [li, wang] = [familyOf(), familyOf()]
const days = ['2026-10-30', '2026-10-31']

test('whatever was asked before, the answer is that of the household, the day and the number asked for', () => {
  const asked = fc.tuple(fc.constantFrom(li, wang), fc.constantFrom(...days), fc.constantFrom(3, 12))
  const reckon = (profile: Profile, day: string, months: number) => ({ profile, day, months })
  fc.assert(
    fc.property(fc.array(asked, { minLength: 1, maxLength: 12 }), (questions) => {
      const remembering = rememberLast(reckon)
      for (const [profile, day, months] of questions) {
        const answer = remembering(profile, day, months)
        expect(answer.profile).toBe(profile)
        expect([answer.day, answer.months]).toEqual([day, months])
      }
    }),
  )
})

test('what is asked twice in turn is reckoned once', () => {
  let reckoned = 0
  const remembering = rememberLast((_profile: Profile, _day: string) => ++reckoned)
  expect([remembering(li, '2026-10-31'), remembering(li, '2026-10-31'), remembering(wang, '2026-10-31')]).toEqual([
    1, 1, 2,
  ])
})
