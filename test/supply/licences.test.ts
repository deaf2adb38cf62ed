import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { installed, isAllowed, licenceOf } from './installed.ts'

test('whatever is installed may be used and passed on by a city', () => {
  expect(installed.length).toBeGreaterThan(300)
  const others = installed
    .map((manifest) => [manifest.name ?? '', licenceOf(manifest)] as const)
    .filter(([, licence]) => !isAllowed(licence))
  expect([...new Set(others.map(([name, licence]) => `${name}: ${licence}`))]).toEqual([])
})

test('every package that is installed comes by its hash: the lock names no address, and no package without one', () => {
  const lock = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')
  const resolutions = [...lock.matchAll(/^ {4}resolution: (.*)$/gm)].map(([, resolution]) => resolution ?? '')
  expect(resolutions.length).toBeGreaterThan(300)
  expect(resolutions.filter((resolution) => !/^\{integrity: sha512-[\w+/=]+\}$/.test(resolution))).toEqual([])
})
