import { addDays } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarKnownUntil, isWorkingDay, workingDayAfter, workingDaysBetween } from '../src/index.ts'

test('the holidays and make-up days of 2025 and 2026 are known', () => {
  expect(calendarKnownUntil >= '2026-12-31').toBe(true)
  expect(isWorkingDay('2025-01-26')).toBe(true)
  expect(isWorkingDay('2025-10-08')).toBe(false)
  expect(isWorkingDay('2026-02-14')).toBe(true)
  expect(isWorkingDay('2026-02-23')).toBe(false)
  expect(isWorkingDay('2026-10-10')).toBe(true)
  expect(isWorkingDay('2026-10-31')).toBe(false)
  expect(isWorkingDay('2026-11-02')).toBe(true)
})

test('three working days after the eve of the National Day week end behind it, on a make-up Saturday', () => {
  expect(workingDayAfter('2026-09-30', 1)).toBe('2026-10-08')
  expect(workingDayAfter('2026-09-30', 3)).toBe('2026-10-10')
  expect(workingDayAfter('2026-10-31', 0)).toBe('2026-10-31')
})

test('counting working days undoes adding them', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const to = workingDayAfter(from, count)
      expect(isWorkingDay(to)).toBe(true)
      expect(workingDaysBetween(from, to)).toBe(count)
      expect(workingDaysBetween(to, from)).toBe(0)
    }),
  )
})
