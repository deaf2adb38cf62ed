import { addDays, type Day, Level } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Standing, settle } from '../src/judging/level.ts'

const policy = policyOn(loadPolicies(), null, '2026-10-31')
const rank = (level: Level): number => Level.options.indexOf(level)

type Judgement = { readonly day: Day; readonly level: Level }

/** Judgements of one household in the order of their days, often several on one day. */
const judgements: fc.Arbitrary<readonly Judgement[]> = fc
  .array(fc.record({ pause: fc.constantFrom(0, 0, 1, 5, 20, 40), level: fc.constantFrom(...Level.options) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let day: Day = '2026-01-01'
    return steps.map(({ pause, level }) => {
      day = addDays(day, pause)
      return { day, level }
    })
  })

const standingAfter = (sequence: readonly Judgement[]): Standing | undefined =>
  sequence.reduce<Standing | undefined>(
    (before, { day, level }) => settle(level, policy, day, before).standing,
    undefined,
  )

test('only the last judgement of each day counts', () => {
  fc.assert(
    fc.property(judgements, (sequence) => {
      const lastOfEachDay = sequence.filter(({ day }, index) => sequence[index + 1]?.day !== day)
      expect(standingAfter(sequence)).toEqual(standingAfter(lastOfEachDay))
    }),
  )
})

test('the level that stands is never below what the facts of the day ask for', () => {
  fc.assert(
    fc.property(judgements, (sequence) => {
      const today = sequence.at(-1)?.level ?? 'none'
      expect(rank(standingAfter(sequence)?.level ?? 'none')).toBeGreaterThanOrEqual(rank(today))
    }),
  )
})
