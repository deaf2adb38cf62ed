import { expect, test } from 'vitest'
import { instanceName } from '../src/instance-name.ts'

test('a container that was started again after a restore said nothing that readers took: it had its old name', () => {
  const [before, after] = [1_796_000_000_000, 1_796_000_060_000.5].map((at) => instanceName('console-7f', 1, at))
  expect(before).not.toBe(after)
  expect(instanceName('console-7f', 1, 1_796_000_000_000)).toBe(before)
})
