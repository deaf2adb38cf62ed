import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from './model.ts'
import { measured, places } from './places.ts'

const city = places.city
if (city === undefined) throw new Error('the city is described')

test('a city of five million is far from every end but one: a policy tried on everybody within a minute', () => {
  const [first, ...others] = plan(measured, city).used
  expect(first?.part).toContain('试算')
  for (const { share } of others) expect(share).toBeLessThan(0.1)
})

test('a nation in one store is past what one PostgreSQL should hold and what one restore may take', () => {
  const needed = plan(measured, places.nation ?? city)
  expect(needed.used.find(({ part }) => part.includes('容量'))?.share).toBeGreaterThan(0.5)
  expect(needed.restoreHours).toBeGreaterThan(100)
})

test('twice the people send twice as much, and machines that stand there anyway cost the same', () => {
  const [one, two] = [plan(measured, city), plan(measured, { ...city, people: 2 * city.people })]
  expect(two.recordsPerSecond).toBeCloseTo(2 * one.recordsPerSecond, 6)
  expect(two.coresBought).toBe(one.coresBought)
  expect(two.yuanPerMillionYear).toBeLessThan(one.yuanPerMillionYear)
})

test('more room on the machines never means a longer recovery, nor a later end of the rolls', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        const [roomy, full] = [plan(measured, { ...city, load: less }), plan(measured, { ...city, load: more })]
        expect(roomy.recoveryMinutes).toBeLessThanOrEqual(full.recoveryMinutes)
        expect(roomy.cores.scoring).toBeGreaterThanOrEqual(full.cores.scoring)
      },
    ),
  )
})
