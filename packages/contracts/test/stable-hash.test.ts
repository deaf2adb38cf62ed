import { expect, test } from 'vitest'
import { stableHash } from '../src/index.ts'

test('a text has the hash that the published vectors of FNV-1a give, for ever', () => {
  expect([stableHash('', 32), stableHash('a', 32), stableHash('foobar', 32)]).toEqual([
    0x811c9dc5n,
    0xe40c292cn,
    0xbf9cf968n,
  ])
  expect([stableHash('', 64), stableHash('a', 64), stableHash('foobar', 64)]).toEqual([
    0xcbf29ce484222325n,
    0xaf63dc4c8601ec8cn,
    0x85944171f73967e8n,
  ])
})
