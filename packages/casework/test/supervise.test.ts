import { expect, test } from 'vitest'
import { considerAssessment, emptyFile, nextEscalationOn, perform, placesOf, supervise } from '../src/index.ts'
import { assessment, circumstances, coordinator, district, lead, places, rules, taskOf, village } from './builders.ts'

const opened = (level: 'red' | 'orange' | 'yellow') =>
  considerAssessment(emptyFile('h'), assessment(1, [lead('x', { level })]), circumstances()).file

test('an orange task of three working days is reminded after half, and reported when it is late', () => {
  const told = (day: string) =>
    supervise(opened('orange'), circumstances(day)).events.map((event) =>
      event.type === 'TaskEscalated' ? [event.percent, event.to] : [],
    )
  expect(taskOf(opened('orange')).dueOn).toBe('2026-11-05')
  expect(told('2026-11-03')).toEqual([])
  expect(told('2026-11-04')).toEqual([[50, 'T1']])
  expect(told('2026-11-05')).toEqual([[50, 'T1']])
  expect(told('2026-11-06')).toEqual([
    [50, 'T1'],
    [100, 'T1'],
  ])
  expect(told('2026-11-09')).toHaveLength(3)
})

test('contact with the family of a red task counts every day', () => {
  const saturday = considerAssessment(
    emptyFile('h'),
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

test('24 hours of a red task mean contact: the result has three working days, and its own reminders', () => {
  const task = taskOf(opened('red'))
  expect(task).toMatchObject({ dueOn: '2026-11-03', resultOn: '2026-11-05' })
  const late = supervise(opened('red'), circumstances('2026-11-04')).file
  const worker = { staffNo: 'W1', role: 'grid-worker', region: village } as const
  const reached = perform(
    late,
    taskOf(late),
    { type: 'RecordContact', taskId: task.taskId, note: '电话联系到妻子，现住亲戚家' },
    worker,
    circumstances('2026-11-04'),
  )
  if (!reached.ok) throw new Error(reached.refusal)
  expect(reached.step.events).toMatchObject([
    { type: 'TaskAccepted' },
    { type: 'ContactMade', by: 'W1', dueOn: '2026-11-05' },
  ])
  const { file } = reached.step
  expect(taskOf(file)).toMatchObject({ dueOn: '2026-11-05', contactedOn: '2026-11-04', escalated: [] })
  expect(nextEscalationOn(taskOf(file), rules)).toBe('2026-11-04')
  expect(supervise(file, circumstances('2026-11-06')).events).toMatchObject([
    { type: 'TaskEscalated', percent: 50, to: 'T1' },
    { type: 'TaskEscalated', percent: 100, to: 'T1' },
  ])
  const again = perform(
    file,
    taskOf(file),
    { type: 'RecordContact', taskId: task.taskId, note: '' },
    worker,
    circumstances('2026-11-05'),
  )
  expect(again).toEqual({ ok: false, refusal: 'no-contact-awaited' })
})

test('a new red lead after contact asks for contact anew', () => {
  const task = taskOf(opened('red'))
  const worker = { staffNo: 'W1', role: 'grid-worker', region: village } as const
  const command = { type: 'RecordContact', taskId: task.taskId, note: '' } as const
  const reached = perform(opened('red'), task, command, worker, circumstances('2026-11-02'))
  if (!reached.ok) throw new Error(reached.refusal)
  const leads = [lead('x', { level: 'red' }), lead('y', { level: 'red' })]
  const { file } = considerAssessment(reached.step.file, assessment(2, leads), circumstances('2026-11-03'))
  expect(taskOf(file)).toMatchObject({ dueOn: '2026-11-04', resultOn: '2026-11-06' })
  expect(taskOf(file).contactedOn).toBeUndefined()
})

test('a village with a coordinator of its own hears first, then the town, then the district', () => {
  const own = { staffNo: 'V1', role: 'coordinator', region: village } as const
  const posted = placesOf([village], [...places.staff.values(), own], new Map())
  const { events } = supervise(opened('orange'), circumstances('2026-11-09', { places: posted }))
  expect(events.map((event) => (event.type === 'TaskEscalated' ? event.to : null))).toEqual(['V1', 'T1', 'D1'])
})

test('a task shows who heard last that it is late', () => {
  const { file } = supervise(opened('orange'), circumstances('2026-11-09'))
  expect(taskOf(file).lastEscalation).toEqual({ percent: 150, to: 'D1', day: '2026-11-09' })
})
