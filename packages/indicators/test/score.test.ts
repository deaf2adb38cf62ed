import type { FiringVerdict, PersonId } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { dimensionScores } from '../src/judging/score.ts'

const person = `p_${'0'.repeat(24)}` as PersonId

const lead = (expenditure: number, bills: readonly string[], confidence = 1): FiringVerdict => ({
  status: 'fires',
  indicator: `of-${bills.join('-')}-${expenditure}`,
  direction: 'missed',
  level: 'orange',
  confidence,
  dimensions: { expenditure },
  person: null,
  reason: '',
  observations: [],
  facts: bills.map((sourceKey) => ({
    person,
    type: 'MedicalSettled',
    sourceKey,
    feed: 'med-settlement',
    provider: '医保',
    day: '2026-10-31',
  })),
  advice: [],
})

const expenditureOf = (...leads: readonly FiringVerdict[]): number => dimensionScores(leads).expenditure

test('one bill that is high for a stay, for the year and for the income counts once, as the gravest of these', () => {
  expect(expenditureOf(lead(40, ['stay']), lead(60, ['stay', 'salary']), lead(65, ['stay'], 0.9))).toBe(60)
})

test('what rests on other facts adds to it, up to a hundred', () => {
  expect(expenditureOf(lead(40, ['stay']), lead(30, ['school']))).toBe(70)
  expect(expenditureOf(lead(40, ['stay']), lead(30, ['school']), lead(60, ['care']))).toBe(100)
})

test('a graver lead that rests on the facts of two others never makes the score less', () => {
  const apart = expenditureOf(lead(40, ['stay']), lead(35, ['school']))
  expect(expenditureOf(lead(40, ['stay']), lead(35, ['school']), lead(50, ['stay', 'school']))).toBe(apart)
})
