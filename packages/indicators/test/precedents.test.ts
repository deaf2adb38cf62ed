import type { Condition, Programme } from '@shouwang/policy'
import { loadPolicies } from '@shouwang/policy'
import { describe, expect, test } from 'vitest'
import { circumstances, likeness, ruleOfPrecedents } from '../src/index.ts'

const single = loadPolicies().programmes.get('dibao_single') as Programme
const [onEdge, illOrDisabled] = single.conditions as readonly [Condition, Condition]
const child = {
  holds: ['minor', 'great-medical-burden', 'medical-burden'],
  notMet: { dibao_single: [onEdge] },
} as const
const other = { holds: ['minor', 'medical-burden', 'fire'], notMet: { dibao_single: [illOrDisabled] } } as const

describe('a rule that precedents would make', () => {
  test('asks for what all of them share, and no longer for what one of the families was known to fail', () => {
    const rule = ruleOfPrecedents(single, [child, other])
    expect(rule?.shared).toEqual(['minor', 'medical-burden'])
    expect(rule?.conditions).not.toContainEqual(onEdge)
    expect(rule?.conditions).not.toContainEqual(illOrDisabled)
    expect(rule?.conditions).toContainEqual(circumstances.minor.condition)
    expect(rule?.conditions).toContainEqual({ is: 'authorised-assets-within' })
  })

  test('asks for the greater of two burdens alone', () => {
    expect(ruleOfPrecedents(single, [child])?.shared).toEqual(['minor', 'great-medical-burden'])
  })

  test('is none where precedents share nothing', () => {
    expect(ruleOfPrecedents(single, [child, { holds: ['elder'], notMet: {} }])).toBeNull()
  })
})

test('likeness is what both have of what either has', () => {
  expect(likeness(['minor', 'fire'], ['minor', 'fire'])).toBe(1)
  expect(likeness(['minor', 'fire'], ['minor', 'elder', 'fire', 'living-alone'])).toBe(0.5)
  expect(likeness([], [])).toBe(0)
})
