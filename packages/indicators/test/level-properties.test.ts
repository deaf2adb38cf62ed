import { addDays, type Day, Level } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyHysteresis, type LevelHistory } from '../src/judging/level-history.ts'

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

const historyAfter = (sequence: readonly Judgement[]): LevelHistory | undefined =>
  sequence.reduce<LevelHistory | undefined>(
    (before, { day, level }) => applyHysteresis(level, policy, day, before).history,
    undefined,
  )

test('only the last judgement of each day counts', () => {
  fc.assert(
    fc.property(judgements, (sequence) => {
      const lastOfEachDay = sequence.filter(({ day }, index) => sequence[index + 1]?.day !== day)
      expect(historyAfter(sequence)).toEqual(historyAfter(lastOfEachDay))
    }),
  )
})

test('the level that stands is never below what the facts of the day ask for', () => {
  fc.assert(
    fc.property(judgements, (sequence) => {
      const today = sequence.at(-1)?.level ?? 'none'
      expect(rank(historyAfter(sequence)?.level ?? 'none')).toBeGreaterThanOrEqual(rank(today))
    }),
  )
})
