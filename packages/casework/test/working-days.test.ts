import { addDays } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  calendarKnownUntil,
  isWorkingDay,
  statutoryHolidays,
  workingDayAfter,
  workingDaysBetween,
} from '../src/index.ts'

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

test('every holiday that the law fixes is free in the years whose calendar is published', () => {
  // 2025 is the first year of the present law.
  for (let year = 2025; `${year}-12-31` <= calendarKnownUntil; year++) {
    const days = [...statutoryHolidays(year)]
    // Mid-Autumn may fall on National Day's week: then days coincide, or the set is complete.
    expect(days.length).toBeGreaterThanOrEqual(12)
    for (const day of days) expect([day, isWorkingDay(day)]).toEqual([day, false])
  }
})

test('deadlines past the published calendar still rest on Spring Festival, Qingming, Dragon Boat and Mid-Autumn', () => {
  const lunar = {
    2028: ['01-26', '05-28', '10-03'],
    2030: ['02-03', '06-05', '09-12'],
    2033: ['01-31', '06-01', '09-08'],
  }
  for (const [year, [spring, boat, autumn]] of Object.entries(lunar)) {
    const days = statutoryHolidays(Number(year))
    for (const day of [spring, boat, autumn]) expect([...days]).toContain(`${year}-${day}`)
  }
  expect(
    [2027, 2028, 2029, 2031].map((year) => [...statutoryHolidays(year)].find((day) => day.startsWith(`${year}-04`))),
  ).toEqual(['2027-04-05', '2028-04-04', '2029-04-04', '2031-04-05'])
  expect(['2031-01-22', '2031-01-23', '2031-01-24'].map(isWorkingDay)).toEqual([false, false, false])
  expect(workingDayAfter('2031-01-21', 1)).toBe('2031-01-27')
  expect(['2031-05-01', '2031-10-01', '2031-10-02', '2031-01-01'].map(isWorkingDay)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
