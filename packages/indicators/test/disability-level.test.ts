import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { isSeverelyDisabled } from '../src/readings/disability-level.ts'

test('severe is level one or two, and level three of the mind', () => {
  const policy = policyOn(loadPolicies(), '350203001201', '2026-10-31')
  const severe = (category: number, level: number) =>
    isSeverelyDisabled({ category, level, certifiedOn: '2026-05-06', status: 'valid' }, policy)
  expect([severe(1, 1), severe(4, 2), severe(5, 3), severe(6, 3)]).toEqual([true, true, true, true])
  expect([severe(4, 3), severe(7, 3), severe(6, 4)]).toEqual([false, false, false])
})
