import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addMonthsToDay,
  ageOn,
  birthday,
  daysBetween,
  monthsBetween,
  weekday,
} from '../src/index.ts'

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const anyDay = fc.integer({ min: -30_000, max: 60_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))

test('adding and counting days agree with the calendar', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      expect(daysBetween(a, b)).toBe(utc(b) - utc(a))
      expect(addDays(a, daysBetween(a, b))).toBe(b)
      expect(weekday(a)).toBe(new Date(`${a}T00:00:00Z`).getUTCDay() || 7)
    }),
  )
})

test('adding and counting months agree', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const [from, to] = [a.slice(0, 7), b.slice(0, 7)]
      expect(addMonths(from, monthsBetween(from, to))).toBe(to)
    }),
  )
})

test('months carry over years and end where the month ends', () => {
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(addMonths('2026-11', 14)).toBe('2028-01')
  expect(addMonthsToDay('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonthsToDay('2026-10-31', -12)).toBe('2025-10-31')
})

test('someone born on a leap day turns older on 1 March of a common year', () => {
  expect(ageOn('1944-02-29', '2026-02-28')).toBe(81)
  expect(ageOn('1944-02-29', '2026-03-01')).toBe(82)
  expect(birthday('1944-02-29', 80)).toBe('2024-02-29')
  expect(birthday('1944-02-29', 82)).toBe('2026-03-01')
})
