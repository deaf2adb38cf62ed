import { trueCounty } from '@shouwang/synth'
import { describe, expect, test } from 'vitest'
import { estimate } from './estimates.ts'
import { watchYear } from './watched-year.ts'
import { countYear, type YearCounts } from './year-counts.ts'

/**
 * Bounds that only a collapse leaves: a rule that finds nobody, an order that visits the wrong doors, a mapping that
 * refuses a feed. `pnpm detect` measures; test/detection/results holds what it found.
 */
describe('a year in a small county whose truth is known', () => {
  const counts = countYear(
    watchYear(trueCounty({ seed: 5, people: 3000, to: '2026-10-31' }), { order: 'score', surveyDays: 31 }),
  )

  test('finds a good part of the need, long before chance would', () => {
    const byChance = counts.needs / counts.households
    expect(counts.inNeed / counts.met).toBeGreaterThan(1.8 * byChance)
    expect(counts.found / counts.needs).toBeGreaterThan(0.2)
    expect(counts.led / counts.needs).toBeGreaterThan(0.5)
  })

  test('finds most of it before the household asks', () => {
    expect(counts.foundBeforeAsking / counts.found).toBeGreaterThan(0.5)
  })

  test('visits no more than it may, and does not flood the county with leads', () => {
    expect(counts.visits).toBeLessThanOrEqual(12 * Math.round(counts.households / 100))
    expect((1000 * counts.leads) / counts.inhabitants / 12).toBeLessThan(14)
  })

  test('stops some of what is paid wrongly', () => {
    expect(counts.checksRight).toBeGreaterThan(0)
  })

  test('reads all but a few wrong rows', () => {
    expect(counts.setAside / counts.rows).toBeLessThan(0.01)
  })
})

test('an interval holds its value, and is the narrower the more alike the counties are', () => {
  const like = (inNeed: number): YearCounts => ({ ...countsOf(100), met: 100, inNeed })
  const { value, from, to } = estimate([like(20), like(30), like(40)])['precision of visits'] ?? expect.fail()
  expect([value, from < value, value < to]).toEqual([0.3, true, true])
  const alike = estimate([like(29), like(30), like(31)])['precision of visits'] ?? expect.fail()
  expect(alike.to - alike.from).toBeLessThan(to - from)
})

const countsOf = (needs: number): YearCounts => {
  const share = { missed: needs / 2, needs }
  const sides = { inside: share, outside: share }
  return {
    households: 1000,
    inhabitants: 2500,
    rows: 1,
    setAside: 0,
    visits: 120,
    met: 110,
    inNeed: 30,
    leads: 200,
    falseLeads: 150,
    checks: 10,
    checksRight: 2,
    wronglyCovered: 5,
    needs,
    found: 40,
    led: 60,
    told: 80,
    foundBeforeAsking: 30,
    newNeeds: 20,
    newFound: 10,
    monthsToVisit: 20,
    leadsLater: 100,
    stockFirst: 50,
    stockLast: 20,
    stockLastInNeed: 5,
    poorest: share,
    groups: { country: sides, elders: sides, womenHeaded: sides, withoutRegistration: sides },
    indicators: {},
    missedBy: {},
  }
}
