import { expect, test } from 'vitest'
import { placesOf, presentOn, route, type Staff } from '../src/index.ts'

const village = '350203001201'
const staff = (staffNo: string, role: Staff['role'], region: string, absences?: Staff['absences']): Staff => ({
  ...{ staffNo, role, region },
  ...(absences === undefined ? {} : { absences }),
})
const away = (substitute: string | null) => [{ from: '2026-11-02', to: '2026-11-06', substitute }]
const placesWith = (absences: Staff['absences']) =>
  placesOf(
    [village],
    [
      staff('W1', 'grid-worker', village, absences),
      staff('W2', 'grid-worker', '350203001202'),
      staff('T1', 'coordinator', '350203001000'),
    ],
    new Map(),
  )
const assigneeOn = (day: string, absences: Staff['absences']) =>
  route(village, presentOn(placesWith(absences), day)).assignee

test('a new task of a village whose worker is away goes to the substitute, from the first day to the last', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-06', '2026-11-07']
  expect(days.map((day) => assigneeOn(day, away('W2')))).toEqual(['W1', 'W2', 'W2', 'W1'])
})

test('where nobody stands in, the town takes what comes', () => {
  expect(assigneeOn('2026-11-03', away(null))).toBe('T1')
  expect(assigneeOn('2026-11-03', away('W9'))).toBe('T1')
})
