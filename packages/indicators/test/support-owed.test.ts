import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { supportByFormula } from '../src/readings/support-owed.ts'

/** 厦门: the standard is 1,120 元. */
const policy = policyOn(loadPolicies(), '350203001201', '2026-10-31')
const owed = (perHeadFen: number, supporters: number, supported: number) =>
  supportByFormula(perHeadFen, { supporters, supported }, policy)

test('赡养费 is half of what lies above the standard, two fifths from three children on, divided by those supported', () => {
  expect(owed(3_120_00, 1, 1)).toBe(1_000_00)
  expect(owed(3_120_00, 2, 2)).toBe(500_00)
  expect(owed(3_120_00, 3, 1)).toBe(800_00)
})

test('a supporter at the standard or below owes nothing', () => {
  expect([owed(1_120_00, 1, 1), owed(0, 4, 2)]).toEqual([0, 0])
})
