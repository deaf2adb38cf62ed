import type { Outcome, TaskEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import {
  type Command,
  considerAssessment,
  emptyFile,
  type HouseholdFile,
  noticesOf,
  outcomeRules,
  perform,
  visitEvents,
  type Worker,
} from '../src/index.ts'
import { assessment, circumstances, coordinator, district, gridWorker, lead, li, taskOf, wang } from './builders.ts'

const c = circumstances()
const opened = considerAssessment(
  emptyFile('350100000001'),
  assessment(1, [
    lead('high-medical-selfpay-12m'),
    lead('unsafe-housing', { person: null }),
    lead('x', { person: wang }),
  ]),
  c,
).file
const { taskId } = taskOf(opened)
const stranger: Worker = { staffNo: 'W9', role: 'grid-worker', region: '350203001202' }

const outcome = (code: Outcome, more: Partial<Extract<Command, { type: 'RecordOutcome' }>> = {}): Command => ({
  type: 'RecordOutcome',
  taskId,
  outcome: code,
  note: '入户核实',
  ...more,
})

const after = (command: Command, worker: Worker = gridWorker, file: HouseholdFile = opened) =>
  perform(file, taskOf(file), command, worker, c)
const done = (command: Command, worker: Worker = gridWorker, file: HouseholdFile = opened) => {
  const performed = after(command, worker, file)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}
const types = (events: readonly TaskEvent[]) => events.map(({ type }) => type)

test('a grid worker accepts his task, once', () => {
  const { file } = done({ type: 'AcceptTask', taskId })
  expect(taskOf(file).status).toBe('accepted')
  expect(after({ type: 'AcceptTask', taskId }, gridWorker, file)).toEqual({ ok: false, refusal: 'already-accepted' })
})

test('a superior who accepts a task takes it over', () => {
  const { events, file } = done({ type: 'AcceptTask', taskId }, coordinator)
  expect(types(events)).toEqual(['TaskAssigned', 'TaskAccepted'])
  expect(taskOf(file)).toMatchObject({ assignee: 'T1', status: 'accepted', assignedBy: 'T1' })
})

test('a task of another village is not yours', () => {
  expect(after({ type: 'AcceptTask', taskId }, stranger)).toEqual({ ok: false, refusal: 'not-yours' })
  expect(after(outcome('refused'), { ...district, role: null })).toEqual({ ok: false, refusal: 'not-yours' })
})

test('recording an outcome accepts, closes and silences the leads', () => {
  const { events, file, touched } = done(outcome('not-eligible'))
  expect(types(events)).toEqual(['TaskAccepted', 'OutcomeRecorded'])
  expect(touched).toMatchObject([{ status: 'closed', closedOn: '2026-11-02', outcome: { outcome: 'not-eligible' } }])
  expect(file.tasks).toEqual({})
  expect(Object.keys(file.suppressed)).toHaveLength(3)
})

test('every outcome says which directions it fits, and others are refused', () => {
  for (const rule of outcomeRules) {
    const performed = after(outcome(rule.outcome))
    expect(performed.ok).toBe(rule.directions.includes('missed'))
  }
})

test('an outcome that must be explained is refused without a note', () => {
  expect(after(outcome('not-eligible', { note: ' ' }))).toEqual({ ok: false, refusal: 'note-needed' })
  expect(after(outcome('eligible-apply', { note: '' })).ok).toBe(true)
})

test('a visit that found nobody keeps the task open', () => {
  const { file, events } = done(outcome('not-found'))
  expect(taskOf(file)).toMatchObject({ status: 'accepted', outcome: { outcome: 'not-found' } })
  expect(events.at(-1)).toMatchObject({ closes: false, suppressUntil: null })
})

test('a task follows a family that moved, to its new area or to the town that looks for it', () => {
  expect(taskOf(done(outcome('moved', { movedTo: '350203001202' })).file)).toMatchObject({
    region: '350203001202',
    assignee: 'T1',
    status: 'open',
  })
  expect(taskOf(done(outcome('moved')).file)).toMatchObject({ region: '350203001201', assignee: 'T1' })
  expect(done(outcome('moved', { livesInHouseholdNo: '350100000009' })).file.tasks).toEqual({})
  expect(after(outcome('moved', { movedTo: '999999999999' }))).toEqual({ ok: false, refusal: 'unknown-region' })
})

test('a worker may name the day to look again, later than today', () => {
  expect(done(outcome('keep-watching', { watchUntil: '2026-11-20' })).events.at(-1)).toMatchObject({
    suppressUntil: '2026-11-20',
  })
  expect(after(outcome('keep-watching', { watchUntil: '2026-11-02' }))).toMatchObject({ ok: false })
})

test('a superior hands a task to someone of the area; a grid worker may not', () => {
  const command: Command = { type: 'ReassignTask', taskId, assignee: 'T1', why: '人手不足' }
  expect(taskOf(done(command, district).file)).toMatchObject({ assignee: 'T1', assignedBy: 'D1' })
  expect(after(command, gridWorker)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(after({ ...command, assignee: 'nobody' }, district)).toEqual({ ok: false, refusal: 'no-such-staff' })
  expect(after({ ...command, assignee: 'D1' }, coordinator)).toEqual({ ok: false, refusal: 'outside-your-area' })
  expect(after({ ...command, assignee: 'W1' }, district)).toEqual({ ok: false, refusal: 'already-theirs' })
})

test('a superior reminds whoever has a task, who hears of it; nobody reminds himself or nobody', () => {
  const command: Command = { type: 'RemindTask', taskId, note: '请尽快走访' }
  const { events, touched } = done(command, district)
  expect(events).toMatchObject([{ type: 'TaskReminded', to: 'W1', note: '请尽快走访', by: 'D1' }])
  expect(events.flatMap((event) => touched.flatMap((task) => noticesOf(event, task)))).toMatchObject([
    { staffNo: 'W1', kind: 'reminded' },
  ])
  expect(after(command, gridWorker)).toEqual({ ok: false, refusal: 'not-yours' })
  expect(after({ ...command, note: ' ' }, district)).toEqual({ ok: false, refusal: 'note-needed' })
  const own = done({ type: 'ReassignTask', taskId, assignee: 'D1', why: '自办' }, district).file
  expect(after(command, district, own)).toEqual({ ok: false, refusal: 'nobody-to-remind' })
})

test('nothing more happens to a task that is over', () => {
  const [closed] = done(outcome('refused')).touched
  expect(perform(opened, closed, { type: 'AddNote', taskId, note: '补充' }, gridWorker, c)).toEqual({
    ok: false,
    refusal: 'already-closed',
  })
  expect(perform(opened, undefined, { type: 'AddNote', taskId, note: '补充' }, gridWorker, c)).toEqual({
    ok: false,
    refusal: 'no-such-task',
  })
})

test('ID and mobile numbers are taken out of what workers write', () => {
  const { file } = done({ type: 'AddNote', taskId, note: '本人11010519491231002x，电话13800000000，欠费12000元' })
  expect(taskOf(file).notes[0]?.note).toBe('本人［证件号码］，电话［手机号码］，欠费12000元')
})

test('a visit becomes one fact per person, the household counting for its head', () => {
  const event = done(outcome('not-eligible')).events.at(-1) as Extract<TaskEvent, { type: 'OutcomeRecorded' }>
  const facts = visitEvents(event, li, null)
  expect(facts.map(({ subject, data }) => [subject, data.indicators])).toEqual([
    [li, ['high-medical-selfpay-12m', 'unsafe-housing']],
    [wang, ['x']],
  ])
})
