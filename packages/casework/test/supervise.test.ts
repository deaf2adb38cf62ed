import { expect, test } from 'vitest'
import { considerAssessment, emptyCase, nextEscalationOn, placesOf, supervise } from '../src/index.ts'
import { assessment, circumstances, coordinator, district, lead, places, rules, taskOf, village } from './builders.ts'

const opened = (level: 'red' | 'orange' | 'yellow') =>
  considerAssessment(emptyCase('h'), assessment(1, [lead('x', { level })]), circumstances()).file

test('an orange task of three working days is reminded after half, and reported when it is late', () => {
  const told = (day: string) =>
    supervise(opened('orange'), circumstances(day)).events.map((event) =>
      event.type === 'TaskEscalated' ? [event.percent, event.to] : [],
    )
  expect(taskOf(opened('orange')).dueOn).toBe('2026-11-05')
  expect(told('2026-11-03')).toEqual([])
  expect(told('2026-11-04')).toEqual([[50, 'W1']])
  expect(told('2026-11-05')).toEqual([[50, 'W1']])
  expect(told('2026-11-06')).toEqual([
    [50, 'W1'],
    [100, 'T1'],
  ])
  expect(told('2026-11-09')).toHaveLength(3)
})

test('a red task counts every day', () => {
  const saturday = considerAssessment(
    emptyCase('h'),
    assessment(1, [lead('x', { level: 'red' })]),
    circumstances('2026-10-31'),
  ).file
  expect(taskOf(saturday).dueOn).toBe('2026-11-01')
  expect(nextEscalationOn(taskOf(saturday), rules)).toBe('2026-11-01')
  expect(supervise(saturday, circumstances('2026-11-02')).events).toHaveLength(3)
})

test('nobody is told twice', () => {
  const once = supervise(opened('red'), circumstances('2026-11-30')).file
  expect(supervise(once, circumstances('2026-12-30')).events).toEqual([])
  expect(nextEscalationOn(taskOf(once), rules)).toBe(null)
})

test('a task whose worker left goes to who is in charge now, and that one is reminded', () => {
  const without = placesOf([village], [coordinator, district], new Map())
  const { events } = supervise(opened('orange'), circumstances('2026-11-04', { places: without }))
  expect(events).toMatchObject([
    { type: 'TaskAssigned', assignee: 'T1', why: 'staff-changed' },
    { type: 'TaskEscalated', percent: 50, to: 'T1' },
  ])
})

test('a task that a superior handed to someone elsewhere stays there', () => {
  const task = { ...taskOf(opened('orange')), assignee: 'T9', assignedBy: 'D1' }
  const elsewhere = placesOf(
    [village],
    [...places.staff.values(), { staffNo: 'T9', role: 'coordinator', region: '350203002000' }],
    new Map(),
  )
  const file = { ...opened('orange'), tasks: { missed: task } }
  expect(supervise(file, circumstances('2026-11-02', { places: elsewhere })).events).toEqual([])
  const routed = { ...file, tasks: { missed: { ...task, assignedBy: 'system' } } }
  expect(supervise(routed, circumstances('2026-11-02', { places: elsewhere })).events).toMatchObject([
    { type: 'TaskAssigned', assignee: 'W1' },
  ])
})
