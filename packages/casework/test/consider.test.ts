import { expect, test } from 'vitest'
import { considerAssessment, emptyFile, perform, wake, wakeOn } from '../src/index.ts'
import { assessment, circumstances, gridWorker, lead, taskOf, wang } from './builders.ts'

const c = circumstances()
const bill = lead('high-medical-selfpay-12m')
const file = () => considerAssessment(emptyFile('350100000001'), assessment(1, [bill]), c).file

const acceptedFile = () => {
  const opened = file()
  const { taskId } = taskOf(opened)
  const performed = perform(opened, taskOf(opened), { type: 'AcceptTask', taskId }, gridWorker, c)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}

const closedFile = () => {
  const opened = file()
  const { taskId } = taskOf(opened)
  const command = { type: 'RecordOutcome', taskId, outcome: 'not-eligible', note: '收入超标' } as const
  const performed = perform(opened, taskOf(opened), command, gridWorker, c)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}

test('leads of one direction open one task for the grid worker of the village', () => {
  const { file, events } = considerAssessment(
    emptyFile('350100000001'),
    assessment(1, [bill, lead('unsafe-housing', { level: 'orange' })]),
    c,
  )
  expect(events.map(({ type }) => type)).toEqual(['TaskOpened'])
  expect(taskOf(file)).toMatchObject({ level: 'orange', dueOn: '2026-11-05', assignee: 'W1', status: 'open', seq: 1 })
  expect(taskOf(file).taskId).toMatch(/^T-[0-9a-z]{12}-m1$/)
})

test('leads of different directions open a task each', () => {
  const { file } = considerAssessment(
    emptyFile('h'),
    assessment(1, [bill, lead('vehicle-acquired', { direction: 'wrong' }), lead('fire-loss', { direction: 'urgent' })]),
    c,
  )
  expect(Object.keys(file.tasks).sort()).toEqual(['missed', 'urgent', 'wrong'])
})

test('an assessment that was seen changes nothing', () => {
  const before = file()
  expect(considerAssessment(before, assessment(1, []), c)).toMatchObject({
    file: before,
    touched: [],
    events: [],
    caseEvents: [],
  })
})

test('a new lead joins the open task and raises its level, and the due day comes nearer', () => {
  const { file: after, events } = considerAssessment(
    file(),
    assessment(2, [bill, lead('breadwinner-death', { level: 'red' })]),
    c,
  )
  expect(events.map(({ type }) => type)).toEqual(['LeadJoined', 'LevelRaised'])
  expect(taskOf(after)).toMatchObject({ level: 'red', dueOn: '2026-11-03' })
})

test('a lead that comes and goes within a day leaves neither itself nor its level on the task', () => {
  const death = lead('breadwinner-death', { level: 'red' })
  const raised = considerAssessment(file(), assessment(2, [bill, death]), c).file
  const cleared = considerAssessment(raised, assessment(3, [bill]), c).file
  expect(taskOf(cleared)).toMatchObject({ level: 'yellow', leads: [{ indicator: bill.indicator, cleared: false }] })
})

test('a due day that a passing lead brought nearer goes back with it, to what the others ask for', () => {
  const death = lead('breadwinner-death', { level: 'red' })
  const housing = lead('unsafe-housing', { level: 'orange' })
  const later = circumstances('2026-11-04')
  const raised = considerAssessment(file(), assessment(2, [bill, death]), later).file
  expect(taskOf(raised).dueOn).toBe('2026-11-05')
  const back = considerAssessment(raised, assessment(3, [bill]), later)
  expect(back.events).toMatchObject([{ type: 'LeadCleared', level: 'yellow', dueOn: '2026-11-11' }])
  expect(taskOf(back.file)).toMatchObject({ dueOn: '2026-11-11', dueSetOn: '2026-11-02' })
  const joined = considerAssessment(raised, assessment(3, [bill, housing]), later).file
  expect(taskOf(joined)).toMatchObject({ level: 'orange', dueOn: '2026-11-09', dueSetOn: '2026-11-04' })
})

test('leads that come and go within a day, in whatever order, leave the due day that the standing ones give', () => {
  const [death, housing] = [lead('breadwinner-death', { level: 'red' }), lead('unsafe-housing', { level: 'orange' })]
  const judged = (...days: (typeof bill)[][]) =>
    taskOf(
      days.reduce((known, fires, at) => considerAssessment(known, assessment(at + 1, fires), c).file, emptyFile('h')),
    )
  const { dueOn, level } = judged([bill, housing])
  for (const passing of [
    judged([death], [death, bill], [bill, housing]),
    judged([bill], [bill, death], [bill, death, housing], [bill, housing]),
    judged([housing, death], [housing], [housing, bill]),
  ])
    expect({ dueOn: passing.dueOn, level: passing.level }).toEqual({ dueOn, level })
})

test('a lead that goes on a later day stays in sight, and the level and the due day that it gave with it', () => {
  const death = lead('breadwinner-death', { level: 'red' })
  const raised = considerAssessment(file(), assessment(2, [bill, death]), c).file
  const cleared = considerAssessment(raised, assessment(3, [bill]), circumstances('2026-11-04')).file
  expect(taskOf(cleared)).toMatchObject({
    level: 'red',
    dueOn: '2026-11-03',
    leads: [{ cleared: false }, { cleared: true }],
  })
})

test('a lead with a shorter limit brings the deadline forward without raising the level', () => {
  const vehicle = lead('vehicle-acquired', { direction: 'wrong', level: 'yellow' })
  const deceased = lead('recipient-deceased', { direction: 'wrong', level: 'yellow' })
  const before = considerAssessment(emptyFile('h'), assessment(1, [vehicle]), c).file
  const { events } = considerAssessment(before, assessment(2, [vehicle, deceased]), c)
  expect(events.map(({ type }) => type)).toEqual(['LeadJoined', 'DeadlineBroughtForward'])
})

test('a later due day never replaces an earlier one', () => {
  const later = circumstances('2026-11-10')
  const { file: after } = considerAssessment(file(), assessment(2, [bill, lead('x', { level: 'orange' })]), later)
  expect(taskOf(after)).toMatchObject({ level: 'orange', dueOn: '2026-11-11' })
})

test('a bill that grew far beyond its threshold is recorded as worse; one that grew a little is not', () => {
  const grown = (observed: number) => assessment(2, [lead('high-medical-selfpay-12m', { observed })])
  expect(considerAssessment(file(), grown(26_000), c).events.map(({ type }) => type)).toEqual(['LeadWorsened'])
  expect(considerAssessment(file(), grown(21_000), c).events).toEqual([])
})

test('a task that nobody accepted is withdrawn when all its leads clear', () => {
  const { file: after, events } = considerAssessment(file(), assessment(2, []), c)
  expect(events.map(({ type }) => type)).toEqual(['LeadCleared', 'TaskWithdrawn'])
  expect(events[1]).toMatchObject({ why: 'leads-cleared' })
  expect(after.tasks).toEqual({})
})

test('a lead that nothing new was told of went by time, and its history says so instead of calling it solved', () => {
  const { acceptedAt: _, ...byTime } = assessment(2, [])
  const { events } = considerAssessment(file(), byTime, c)
  expect(events).toMatchObject([{ type: 'LeadCleared', expired: true }, { why: 'leads-expired' }])
  const kept = considerAssessment(acceptedFile(), byTime, c).events
  expect(kept.at(-1)).toMatchObject({ type: 'NoteAdded', why: 'leads-expired-in-progress' })
})

test('an accepted task stays open with a note when all its leads clear, once', () => {
  const { file: after, events } = considerAssessment(acceptedFile(), assessment(2, []), c)
  expect(events.map(({ type }) => type)).toEqual(['LeadCleared', 'NoteAdded'])
  expect(taskOf(after).status).toBe('accepted')
  expect(considerAssessment(after, assessment(3, []), c).events).toEqual([])
})

test('a lead that became unknown is not cleared', () => {
  const silent = assessment(2, [], {
    unknown: [{ status: 'unknown', indicator: bill.indicator, missing: [], awaits: [] }],
  })
  const { file: after, events } = considerAssessment(file(), silent, c)
  expect(events).toEqual([])
  expect(considerAssessment(after, assessment(3, [bill]), c).events).toEqual([])
})

test('a household that has no members left withdraws what nobody touched', () => {
  const { events } = considerAssessment(file(), assessment(2, [], { members: [] }), c)
  expect(events.at(-1)).toMatchObject({ type: 'TaskWithdrawn', why: 'household-gone' })
})

test('a lead that clears and fires again opens a second task under its own number', () => {
  const cleared = considerAssessment(file(), assessment(2, []), c).file
  const { file: again } = considerAssessment(cleared, assessment(3, [bill]), c)
  expect(taskOf(again).taskId).toMatch(/-m2$/)
})

test('a lead that still fires after its task was closed opens no second one', () => {
  expect(considerAssessment(closedFile(), assessment(2, [bill]), c).events).toEqual([])
})

test('a settled lead stays quiet even if it clears and fires again', () => {
  const cleared = considerAssessment(closedFile(), assessment(2, []), c).file
  expect(considerAssessment(cleared, assessment(3, [bill]), c).events).toEqual([])
})

test('worse facts break a suppression', () => {
  const worse = lead('high-medical-selfpay-12m', { level: 'red' })
  expect(considerAssessment(closedFile(), assessment(2, [worse]), c).events[0]?.type).toBe('TaskOpened')
  const dearer = lead('high-medical-selfpay-12m', { observed: 40_000 })
  expect(considerAssessment(closedFile(), assessment(2, [dearer]), c).events[0]?.type).toBe('TaskOpened')
})

test('that days went by is not worse', () => {
  const waiting = (observed: number) => lead('disability-subsidy-missed', { observed, unit: 'days' })
  const before = considerAssessment(emptyFile('h'), assessment(1, [waiting(20_000)]), c).file
  expect(considerAssessment(before, assessment(2, [waiting(90_000)]), c).events).toEqual([])
})

test('the same rule about another person is another lead', () => {
  const { events } = considerAssessment(closedFile(), assessment(2, [{ ...bill, person: wang }]), c)
  expect(events[0]).toMatchObject({ type: 'TaskOpened', leads: [{ person: wang }] })
})

test('a suppressed lead that still fires when its time is over comes back', () => {
  const closed = considerAssessment(closedFile(), assessment(2, [bill]), c).file
  expect(wakeOn(closed)).toBe('2027-01-01')
  expect(wake(closed, circumstances('2026-12-31')).events).toEqual([])
  const woken = wake(closed, circumstances('2027-01-01'))
  expect(woken.events[0]?.type).toBe('TaskOpened')
  expect(wakeOn(woken.file)).toBe(null)
})

test('an open task follows a household that moved', () => {
  const moved = assessment(2, [bill], { region: '350203001202' })
  const { events } = considerAssessment(file(), moved, c)
  expect(events).toMatchObject([
    { type: 'TaskAssigned', assignee: 'T1', region: '350203001202', why: 'household-moved' },
  ])
})

const fees = lead('education-burden', { level: 'blue' })
const stay = (sourceKey: string) =>
  lead('single-stay-selfpay', {
    facts: [
      { person: wang, type: 'MedicalSettled', sourceKey, feed: 'med-settlement', provider: '医保', day: '2026-10-02' },
    ],
  })

test('a lead that only supports others opens no task alone, and comes with the one that another opens', () => {
  const waiting = considerAssessment(emptyFile('350100000001'), assessment(1, [fees]), c)
  expect(waiting).toMatchObject({
    events: [],
    file: { tasks: {}, firing: { [`education-burden/${fees.person}`]: fees } },
  })
  const { file } = considerAssessment(waiting.file, assessment(2, [fees, bill]), c)
  expect(taskOf(file).leads.map(({ indicator }) => indicator)).toEqual(['education-burden', bill.indicator])
})

test('a lead that was too unsure opens its task when a later record makes it sure', () => {
  const unsure = lead('rigid-expense-ratio', { level: 'yellow', confidence: 0.4 })
  const waiting = considerAssessment(emptyFile('350100000001'), assessment(1, [unsure]), c)
  expect(waiting.events).toEqual([])
  const { events } = considerAssessment(waiting.file, assessment(2, [{ ...unsure, confidence: 0.75 }]), c)
  expect(events.map(({ type }) => type)).toEqual(['TaskOpened'])
})

test('two leads that support others open a task together, unless both rest on one bill', () => {
  const plunge = lead('income-plunge', { facts: stay('S1').facts })
  const opens = (...leads: (typeof fees)[]) =>
    considerAssessment(emptyFile('350100000001'), assessment(1, leads), c).events.map(({ type }) => type)
  expect(opens(fees, stay('S1'))).toEqual(['TaskOpened'])
  expect(opens(stay('S1'), plunge)).toEqual([])
  expect(opens(stay('S2'), plunge)).toEqual(['TaskOpened'])
})

const told = (day: string, changed: Parameters<typeof lead>[1] = {}) =>
  lead('income-below-standard', {
    level: 'orange',
    ...changed,
    facts: [{ person: wang, type: 'VisitConcluded', sourceKey: 'V1', feed: 'visit', provider: '民政', day }],
  })

test('what a family told at a visit sends nobody to it again the month after', () => {
  const typesOf = (given: ReturnType<typeof told>, on = c) =>
    considerAssessment(emptyFile('350100000001'), assessment(1, [given]), on).events.map(({ type }) => type)
  expect(typesOf(told('2026-10-02'))).toEqual([])
  expect(typesOf(told('2026-10-02'), circumstances('2027-01-10'))).toEqual(['TaskOpened'])
  expect(typesOf(told('2026-10-02', { level: 'red' }))).toEqual(['TaskOpened'])
  expect(typesOf(told('2026-10-02', { direction: 'urgent' }))).toEqual(['TaskOpened'])
})

test('a bill that came after the visit sends somebody all the same, and a pension of another month does not', () => {
  const since = (type: 'MedicalSettled' | 'PensionPaid') => {
    const given = told('2026-10-02')
    const fact = { person: wang, type, sourceKey: 'S1', feed: 'any', provider: '医保', day: '2026-10-20' } as const
    const facts = [...given.facts, fact]
    return considerAssessment(emptyFile('350100000001'), assessment(1, [{ ...given, facts }]), c).events
  }
  expect(since('MedicalSettled').map(({ type }) => type)).toEqual(['TaskOpened'])
  expect(since('PensionPaid')).toEqual([])
})

test('a task that two supporting leads opened goes when one of them goes, and comes again with it', () => {
  const both = considerAssessment(emptyFile('350100000001'), assessment(1, [fees, stay('S1')]), c).file
  const one = considerAssessment(both, assessment(2, [fees]), c)
  expect(one.events.map(({ type }) => type)).toEqual(['LeadCleared', 'TaskWithdrawn'])
  expect(one.events.at(-1)).toMatchObject({ why: 'supporting-left' })
  expect(one.file.tasks).toEqual({})
  const again = considerAssessment(one.file, assessment(3, [fees, stay('S2')]), c)
  expect(again.events).toMatchObject([{ type: 'TaskOpened', leads: [fees, stay('S2')] }])
})

test('a task that somebody accepted stays when only supporting leads are left', () => {
  const both = considerAssessment(emptyFile('350100000001'), assessment(1, [fees, stay('S1')]), c).file
  const accepted = perform(both, taskOf(both), { type: 'AcceptTask', taskId: taskOf(both).taskId }, gridWorker, c)
  if (!accepted.ok) throw new Error(accepted.refusal)
  const one = considerAssessment(accepted.step.file, assessment(2, [fees]), c)
  expect(one.events.map(({ type }) => type)).toEqual(['LeadCleared'])
})

test('a lead that grew weak by a record takes its task back, one that grew weak by time does not', () => {
  const sure = lead('income-below-standard', { level: 'orange' })
  const unsure = lead('income-below-standard', { confidence: 0.4 })
  const { file: opened } = considerAssessment(emptyFile('350100000001'), assessment(1, [sure]), c)
  const byRecord = considerAssessment(opened, assessment(2, [unsure], { acceptedAt: c.at }), c)
  expect(byRecord.events).toMatchObject([{ type: 'TaskWithdrawn', why: 'supporting-left' }])
  expect(considerAssessment(opened, assessment(2, [unsure], { acceptedAt: undefined }), c).events).toEqual([])
})

test('a grave lead opens its task whatever its indicator, and one put to rest brings none up', () => {
  const grave = lead('single-stay-selfpay', { level: 'orange' })
  expect(considerAssessment(emptyFile('350100000001'), assessment(1, [grave]), c).events).toHaveLength(1)
  const both = considerAssessment(emptyFile('350100000001'), assessment(1, [fees, stay('S1')]), c).file
  const { taskId } = taskOf(both)
  const command = { type: 'RecordOutcome', taskId, outcome: 'not-eligible', note: '收入够用' } as const
  const closed = perform(both, taskOf(both), command, gridWorker, c)
  if (!closed.ok) throw new Error(closed.refusal)
  const plunge = lead('income-plunge')
  const later = considerAssessment(closed.step.file, assessment(2, [fees, stay('S1'), plunge]), c)
  expect(later.events.filter(({ type }) => type === 'TaskOpened')).toEqual([])
})

test('a lead that is hardly sure opens no task alone, but one whose row may be of another person does', () => {
  const unsure = lead('income-below-standard', { confidence: 0.4 })
  const opens = (...leads: (typeof unsure)[]) =>
    considerAssessment(emptyFile('350100000001'), assessment(1, leads), c).events.map(({ type }) => type)
  expect(opens(unsure)).toEqual([])
  expect(opens(unsure, fees)).toEqual(['TaskOpened'])
  const [fact] = stay('S1').facts
  if (fact === undefined) return expect.fail('no fact')
  expect(opens({ ...unsure, facts: [{ ...fact, doubtful: true }] })).toEqual(['TaskOpened'])
})
