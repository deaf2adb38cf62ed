import { mentions } from '@shouwang/household'
import { expect, test } from 'vitest'
import { eventOf } from './events.ts'
import { adult, dead, foundAt, home, listed, married, moved, person, stated } from './family.ts'

test('an event names its subject', () => {
  expect(mentions(eventOf(dead('li', '2026-08-31')))).toEqual({ persons: [person('li')], registerNos: [], rollNos: [] })
})

test('an event names everyone and every household that it can touch', () => {
  expect(mentions(eventOf(married('li', 'wang', '2026-06-18'))).persons).toEqual([person('li'), person('wang')])
  const parents = stated('li', 'ParentsRecorded', { father: person('fu'), mother: null })
  expect(mentions(eventOf(parents)).persons).toEqual([person('li'), person('fu')])
  expect(mentions(eventOf(adult('li'))).registerNos).toEqual([home])
  expect(mentions(eventOf(moved('li', 'marriage', 'h2', '2026-07-02'))).registerNos).toEqual([home, 'h2'])
  expect(mentions(eventOf(foundAt('li', 'h3', '2026-07-02'))).registerNos).toEqual(['h3'])
  expect(mentions(eventOf(listed('li', 'dibao'))).rollNos).toEqual(['JZ1'])
})

test('the delivery of a roll names nobody', () => {
  const delivery = eventOf({
    ...stated('li', 'RollDelivered', { day: '2026-10-31', throughMonth: null, rows: 0 }),
    subject: 'region:350200000000',
  })
  expect(mentions(delivery)).toEqual({ persons: [], registerNos: [], rollNos: [] })
})
