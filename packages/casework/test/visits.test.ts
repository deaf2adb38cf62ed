import { addDays } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  awaitsSecondPerson,
  type Command,
  caseNoticesOf,
  considerAssessment,
  emptyFile,
  type HouseholdFile,
  noticesOf,
  type Performed,
  perform,
  type Step,
  type Task,
  undoneVisitEvents,
  type Worker,
  wake,
} from '../src/index.ts'
import { assessment, circumstances, coordinator, gridWorker, lead, li, rules, taskOf } from './builders.ts'

const long = { ...rules, suppressDays: { ...rules.suppressDays, 'not-eligible': 180, 'keep-watching': 30 } }
const on = (day = '2026-11-02') => circumstances(day, { rules: long })
const family = (): HouseholdFile =>
  considerAssessment(emptyFile('350100000001'), assessment(1, [lead('destitute-candidate')]), on()).file

type Rest<T> = T extends unknown ? Omit<T, 'taskId'> : never
const ask = (
  file: HouseholdFile,
  task: Task,
  command: Rest<Command>,
  by: Worker = gridWorker,
  day?: string,
): Performed => perform(file, task, { ...command, taskId: task.taskId } as Command, by, on(day))
const done = (performed: Performed): Step => {
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}
const closed = (note = '全家月收入 5,000 元') => {
  const file = family()
  return done(ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'not-eligible', note }))
}
const after = (step: Step): Task => step.touched[0] as Task

describe('nobody met', () => {
  test('家中无人 leaves the task open, and says when the worker comes again', () => {
    const file = family()
    const step = done(
      ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'nobody-home', note: '', nextTryOn: '2026-11-04' }),
    )
    expect(after(step)).toMatchObject({ status: 'accepted', outcome: { outcome: 'nobody-home' } })
    expect(step.events.at(-1)).toMatchObject({ closes: false, nextTryOn: '2026-11-04', suppressUntil: null })
    expect(step.file.suppressed).toEqual({})
  })

  test('a next try that lies in the past is refused', () => {
    const file = family()
    expect(
      ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'not-found', note: '', nextTryOn: '2026-11-01' }),
    ).toEqual({ ok: false, refusal: 'next-try-in-past' })
  })
})

describe('a result that silences leads for long', () => {
  test('rests as long as one person may decide, and asks a second person for the rest', () => {
    const step = closed()
    expect(step.events.at(-1)).toMatchObject({
      suppressUntil: addDays('2026-11-02', 90),
      restUntil: addDays('2026-11-02', 180),
      secondPerson: 'T1',
    })
    expect(awaitsSecondPerson(after(step))).toBe(true)
    const event = step.events.at(-1)
    expect(event === undefined ? [] : noticesOf(event, after(step))).toMatchObject([
      { staffNo: 'T1', kind: 'to-confirm' },
    ])
  })

  test('rests to the end once the second person agrees', () => {
    const before = closed()
    const step = done(ask(before.file, after(before), { type: 'ConfirmOutcome' }, coordinator, '2026-11-03'))
    expect(Object.values(step.file.suppressed)).toMatchObject([{ until: addDays('2026-11-02', 180) }])
    expect(awaitsSecondPerson(after(step))).toBe(false)
  })

  test('comes back after the shorter rest where nobody agreed', () => {
    const { file } = closed()
    const step = wake(file, on(addDays('2026-11-02', 90)))
    expect(step.events).toMatchObject([{ type: 'TaskOpened' }])
  })

  test('goes on, with a new limit, where the second person does not agree', () => {
    const before = closed()
    const step = done(
      ask(before.file, after(before), { type: 'ReturnOutcome', why: '请再核收入' }, coordinator, '2026-11-09'),
    )
    expect(taskOf(step.file)).toMatchObject({ status: 'accepted', closedOn: null, outcome: null, escalated: [] })
    expect(taskOf(step.file).dueOn > '2026-11-09').toBe(true)
    expect(step.file.suppressed).toEqual({})
  })

  test.each([
    ['the worker who recorded it', gridWorker],
    ['a village worker', { ...gridWorker, staffNo: 'W2' }],
  ] as const)('is not confirmed by %s', (_, by) => {
    const before = closed()
    expect(ask(before.file, after(before), { type: 'ConfirmOutcome' }, by)).toEqual({
      ok: false,
      refusal: 'second-person-is-other',
    })
  })

  test('asks nobody where the rest is short', () => {
    const file = family()
    const step = done(ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'keep-watching', note: '等结算' }))
    expect(step.events.at(-1)).not.toHaveProperty('restUntil')
  })

  test('asks the district where the coordinator recorded it', () => {
    const file = family()
    const step = done(
      ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'not-eligible', note: '收入过高' }, coordinator),
    )
    expect(step.events.at(-1)).toMatchObject({ secondPerson: 'D1' })
  })
})

describe('a wrong tap', () => {
  test('is undone on the same day: the task goes on, its leads speak again, and the fact is taken back', () => {
    const before = closed()
    const step = done(ask(before.file, after(before), { type: 'UndoOutcome', why: '点错了' }))
    expect(taskOf(step.file)).toMatchObject({ status: 'accepted', outcome: null, closedOn: null })
    expect(step.file.suppressed).toEqual({})
    const [undone] = step.events
    if (undone?.type !== 'OutcomeUndone') throw new Error('nothing was undone')
    expect(undone).toMatchObject({ undoes: before.events.at(-1)?.seq, reopens: true })
    expect(undoneVisitEvents(undone, li, after(step), 'not-eligible')).toMatchObject([
      { retracted: true, revision: undone.seq, sourcekey: undone.taskId, subject: li },
    ])
  })

  test('takes back a case that it opened and on which nobody has worked', () => {
    const file = family()
    const applied = done(ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'eligible-apply', note: '' }))
    const step = done(ask(applied.file, after(applied), { type: 'UndoOutcome', why: '' }))
    expect(step.cases).toMatchObject([{ status: 'closed', result: 'withdrawn' }])
    expect(taskOf(step.file).status).toBe('accepted')
    expect(step.file.suppressed).toEqual({})
    expect(
      step.caseEvents.flatMap((event) => caseNoticesOf(event, step.cases[0] as (typeof step.cases)[number])),
    ).toEqual([])
  })

  test.each([
    ['on another day', gridWorker, '2026-11-03', 'undo-own-day'],
    ['by somebody else', coordinator, '2026-11-02', 'undo-own-day'],
  ] as const)('is not undone %s', (_, by, day, refusal) => {
    const before = closed()
    expect(ask(before.file, after(before), { type: 'UndoOutcome', why: '' }, by, day)).toEqual({ ok: false, refusal })
  })
})

describe('an entry written without a network', () => {
  const entry = (id: string, seenSeq: number, note: string): Rest<Command> => ({
    type: 'RecordOutcome',
    outcome: 'refused',
    note,
    commandId: id,
    seenSeq,
  })

  test('that comes twice is done once', () => {
    const file = family()
    const first = done(ask(file, taskOf(file), entry('c-1', 1, '本人不需要')))
    const again = ask(first.file, after(first), entry('c-1', 1, '本人不需要'))
    expect(again).toMatchObject({ ok: true, step: { events: [], caseEvents: [] } })
  })

  test('keeps both texts and changes nothing where somebody else recorded a result meanwhile, and tells the superior', () => {
    const file = family()
    const byTown = done(
      ask(file, taskOf(file), { type: 'RecordOutcome', outcome: 'nobody-home', note: '下午来过' }, coordinator),
    )
    const late = ask(byTown.file, after(byTown), entry('c-2', 1, '本人不需要'))
    expect(late).toMatchObject({ ok: true, conflict: true })
    const step = done(late)
    expect(step.events).toMatchObject([{ type: 'EntryConflicted', outcome: 'refused', note: '本人不需要', to: 'T1' }])
    expect(after(step)).toMatchObject({ status: 'accepted', outcome: { outcome: 'nobody-home', note: '下午来过' } })
    expect(noticesOf(step.events[0] as (typeof step.events)[number], after(step))).toMatchObject([
      { staffNo: 'T1', kind: 'conflict' },
    ])
  })

  test('is kept where the task was closed meanwhile', () => {
    const before = closed()
    const step = done(ask(before.file, after(before), entry('c-3', 1, '本人不需要')))
    expect(after(step)).toMatchObject({ status: 'closed', outcome: { outcome: 'not-eligible' } })
    expect(step.file.tasks).toEqual({})
  })

  test('never silences a lead that came after its writer had left', () => {
    const file = family()
    const more = considerAssessment(
      file,
      assessment(2, [lead('destitute-candidate'), lead('fire-loss', { level: 'red' })]),
      on(),
    )
    const late = ask(more.file, taskOf(more.file), entry('c-4', 1, '收入过高'))
    expect(late).toMatchObject({ ok: true, conflict: true })
    expect(done(late).file.suppressed).toEqual({})
  })

  test('of a note fits what was noted meanwhile', () => {
    const file = family()
    const noted = done(ask(file, taskOf(file), { type: 'AddNote', note: '邻居说下周回' }, coordinator))
    const step = done(ask(noted.file, after(noted), { type: 'AddNote', note: '门锁着', seenSeq: 1, commandId: 'c-5' }))
    expect(step.events).toMatchObject([{ type: 'NoteAdded', note: '门锁着' }])
  })

  test('of somebody from elsewhere is refused as it always was', () => {
    const file = family()
    const stranger: Worker = { staffNo: 'W9', role: 'grid-worker', region: '350203001202' }
    expect(ask(file, taskOf(file), entry('c-6', 1, '本人不需要'), stranger)).toEqual({
      ok: false,
      refusal: 'not-yours',
    })
  })
})
