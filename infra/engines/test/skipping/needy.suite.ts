import { beforeEach, describe, expect, test } from 'vitest'

test('runs everywhere', () => {
  expect(1).toBe(1)
})

describe('wants an engine', () => {
  beforeEach(({ skip }) => skip('Kafka: there is no java on this machine, apt-get install default-jre-headless'))
  test('one', () => {
    throw new Error('it ran')
  })
  test('other', () => {
    throw new Error('it ran')
  })
})
