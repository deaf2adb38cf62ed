import { expect, test } from 'vitest'
import { caseRole, placesOf, route, type Staff } from '../src/index.ts'
import { coordinator, district, gridWorker, places, village } from './builders.ts'

const secondWorker: Staff = { ...gridWorker, staffNo: 'W2' }
const city: Staff = { staffNo: 'C1', role: 'city', region: '350200000000' }

test('a task goes to the village, else up the tree', () => {
  expect(route(village, places).assignee).toBe('W1')
  expect(route('350203001202', places).assignee).toBe('T1')
  expect(route(village, placesOf([village], [district], new Map())).assignee).toBe('D1')
  expect(route(village, placesOf([village], [city], new Map())).assignee).toBe('C1')
  expect(route(village, places, 'coordinator').assignee).toBe('T1')
})

test('an unknown region is flagged and goes to the district that its code begins with, else to the city', () => {
  expect(route('350203999999', places)).toEqual({ assignee: 'D1', flags: ['unknown-region'] })
  expect(route('350299999999', placesOf([], [city], new Map()))).toEqual({ assignee: 'C1', flags: ['unknown-region'] })
  expect(route(null, placesOf([], [city], new Map())).assignee).toBe('C1')
  expect(route(null, places)).toEqual({ assignee: null, flags: ['unknown-region', 'nobody-in-charge'] })
})

test('of several in one village the least busy gets it, and the first by number when equally busy', () => {
  const two = [secondWorker, gridWorker, coordinator]
  expect(route(village, placesOf([village], two, new Map())).assignee).toBe('W1')
  expect(route(village, placesOf([village], two, new Map([['W1', 3]]))).assignee).toBe('W2')
})

test('a role that is not of casework takes no tasks', () => {
  expect(caseRole('coordinator')).toBe('coordinator')
  expect(caseRole('data')).toBe(undefined)
})
