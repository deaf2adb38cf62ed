import type { CaseEvent, Decision, Outcome } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  type Case,
  type CaseCommand,
  type Command,
  considerAssessment,
  emptyFile,
  evolveCase,
  type HouseholdFile,
  leadKey,
  openCase,
  outcomeRules,
  perform,
  performCase,
  rulesFrom,
  supervise,
  type Worker,
  wake,
} from '../src/index.ts'
import { assessment, circumstances, coordinator, district, gridWorker, lead, taskOf } from './builders.ts'

const c = circumstances()
const opened = (more: Parameters<typeof lead>[1] = {}): HouseholdFile =>
  considerAssessment(emptyFile('350100000001'), assessment(1, [lead('high-medical-selfpay-12m', more)]), c).file

const visited = (
  outcome: Outcome,
  more: Partial<Extract<Command, { type: 'RecordOutcome' }>> = {},
  file = opened(),
) => {
  const [task] = Object.values(file.tasks)
  if (task === undefined) throw new Error('the household has no open task')
  const command: Command = { type: 'RecordOutcome', taskId: task.taskId, outcome, note: '入户核实', ...more }
  const performed = perform(file, task, command, gridWorker, c)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}

const only = ({ cases }: Pick<HouseholdFile, 'cases'>): Case => {
  const [known] = cases
  if (known === undefined || cases.length !== 1) throw new Error(`the household has ${cases.length} open cases`)
  return known
}

const asked = (file: HouseholdFile, command: CaseCommand, worker: Worker = coordinator, day = c, known?: Case) =>
  performCase(file, known ?? file.cases.find(({ caseId }) => caseId === command.caseId), command, worker, day)
const done = (file: HouseholdFile, command: CaseCommand, worker: Worker = coordinator, day = c) => {
  const performed = asked(file, command, worker, day)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}
const types = (events: readonly CaseEvent[]) => events.map(({ type }) => type)

const granted = (amountFen: number, more: Partial<Decision> = {}): Decision => ({
  result: 'granted',
  programme: 'temporary-relief',
  amountFen,
  lines: [],
  reasons: '会商一致同意',
  from: '2026-11-02',
  to: null,
  ...more,
})
const cash = (amountFen: number) =>
  ({ form: 'cash', programme: 'temporary-relief', amountFen, what: '', person: null, fund: null }) as const

describe('no silence', () => {
  test.for(outcomeRules.filter(({ matter }) => matter !== null).map(({ outcome }) => outcome))(
    'the outcome %s ended in silence; now somebody has it in hand until a day',
    (outcome) => {
      const direction = outcomeRules.find((rule) => rule.outcome === outcome)?.directions[0] ?? 'missed'
      const { file, events } = visited(outcome, {}, opened({ direction }))
      expect(only(file)).toMatchObject({ status: 'open', owner: 'T1', outcome })
      expect(only(file).dueOn > '2026-11-02').toBe(true)
      expect(events.at(-1)).toMatchObject({ closes: true, suppressUntil: null, caseId: only(file).caseId })
    },
  )

  test('leads in hand open no second task however long it takes, and come back when the case closes and they still hold', () => {
    const { file } = visited('transfer', { department: 'housing' })
    const later = circumstances('2027-06-01')
    expect(wake(file, later).events).toEqual([])
    const { caseId } = only(file)
    const closed = done(file, { type: 'CloseCase', caseId, result: 'not-possible', note: '住建答复不符合条件' })
    expect(closed.file.cases).toEqual([])
    expect(wake(closed.file, circumstances('2026-12-31')).events).toEqual([])
    expect(wake(closed.file, circumstances('2027-01-02')).events).toMatchObject([{ type: 'TaskOpened' }])
  })

  test('a lead in hand that gets worse sends somebody to look', () => {
    const { file } = visited('transfer')
    const worse = considerAssessment(file, assessment(2, [lead('high-medical-selfpay-12m', { level: 'red' })]), c)
    expect(worse.events).toMatchObject([{ type: 'TaskOpened', level: 'red' }])
  })

  test('the same matter again feeds the open case', () => {
    const first = visited('transfer', { department: 'housing' }).file
    const again = considerAssessment(first, assessment(2, [lead('unsafe-housing')]), c).file
    const { file, caseEvents } = visited('transfer', { department: 'housing' }, again)
    expect(types(caseEvents)).toEqual(['CaseFed'])
    expect(only(file).taskIds).toHaveLength(2)
    expect(only(file).leads).toHaveLength(2)
  })

  test('somebody was sent to a family again because the bill grew that it was being helped with; now its owner is told', () => {
    const { file } = visited('eligible-apply')
    const grown = [lead('high-medical-selfpay-12m', { observed: 60_000 })]
    const { events, caseEvents, file: fed } = considerAssessment(file, assessment(2, grown), c)
    expect(events).toEqual([])
    expect(caseEvents).toMatchObject([{ type: 'CaseFed', taskId: null, leads: grown.map(leadKey) }])
    expect(considerAssessment(fed, assessment(3, grown), c).caseEvents).toEqual([])
    const another = considerAssessment(fed, assessment(3, [...grown, lead('education-burden', { level: 'orange' })]), c)
    expect(another.events).toMatchObject([{ type: 'TaskOpened', leads: [{ indicator: 'education-burden' }] }])
  })

  test('a lead that grew while its case was open comes back when it is closed and its time is over', () => {
    const { file } = visited('eligible-apply')
    const grown = lead('high-medical-selfpay-12m', { observed: 60_000 })
    const fed = considerAssessment(file, assessment(2, [grown]), c).file
    const { caseId } = only(fed)
    const over = done(fed, { type: 'CloseCase', caseId, result: 'not-possible', note: '不符合条件' }).file
    expect(wake(over, circumstances('2026-12-31')).events).toEqual([])
    expect(wake(over, circumstances('2027-01-02')).events).toMatchObject([{ type: 'TaskOpened' }])
  })

  test('a case that takes something away keeps nobody from a family in need', () => {
    const { file } = visited('confirmed-stop', {}, opened({ direction: 'wrong' }))
    const step = considerAssessment(file, assessment(2, [lead('unsafe-housing')]), c)
    expect(step.events).toMatchObject([{ type: 'TaskOpened', direction: 'missed' }])
  })

  test('a late step is reported upwards, and a paused case goes on by itself', () => {
    const { file } = visited('yishi-yiyi')
    const { caseId, dueOn } = only(file)
    expect(dueOn).toBe('2026-11-16')
    const late = supervise(file, circumstances('2026-11-17')).caseEvents
    expect(late).toMatchObject([
      { type: 'CaseEscalated', percent: 50, to: 'T1' },
      { type: 'CaseEscalated', percent: 100, to: 'T1' },
    ])
    const paused = done(file, { type: 'PauseCase', caseId, until: '2026-11-20', why: '等待补充材料' }).file
    expect(supervise(paused, circumstances('2026-11-19')).caseEvents).toEqual([])
    expect(types(supervise(paused, circumstances('2026-11-20')).caseEvents)).toEqual(['CaseResumed'])
  })

  test('a case whose owner left finds another', () => {
    const { file } = visited('eligible-apply')
    const places = {
      ...c.places,
      staff: new Map([[district.staffNo, district]]),
      posts: new Map([['district/350203000000', [district]]]),
    }
    const step = supervise(file, circumstances('2026-11-03', { places }))
    expect(only(step.file).owner).toBe('D1')
  })
})

describe('helped means helped', () => {
  test('a case closes as helped only when something was given', () => {
    const { file } = visited('temp-aid-given')
    const { caseId } = only(file)
    const close: CaseCommand = { type: 'CloseCase', caseId, result: 'helped', note: '已回访' }
    expect(asked(file, close)).toEqual({ ok: false, refusal: 'step-open' })
    const helped = done(file, { type: 'GiveAid', caseId, aid: cash(200_000) }).file
    expect(asked(helped, close)).toEqual({ ok: false, refusal: 'papers-due' })
    const papers = done(helped, { type: 'CompleteStep', caseId, note: '申请书、发票已补齐' }).file
    expect(done(papers, close).file.cases).toEqual([])
  })

  test('D6: help first at the visit is recorded with the outcome, and its papers are due', () => {
    const { file, caseEvents } = visited(
      'temp-aid-given',
      { aid: cash(200_000) },
      opened({ direction: 'urgent', level: 'red' }),
    )
    expect(types(caseEvents)).toEqual(['CaseOpened', 'AidGiven'])
    expect(only(file)).toMatchObject({
      class: 'immediate',
      kind: 'emergency',
      grade: 1,
      step: 'papers',
      papersDueOn: '2026-11-09',
    })
  })

  test('more than may be given first needs a decision', () => {
    const task = opened()
    const command: Command = {
      type: 'RecordOutcome',
      taskId: taskOf(task).taskId,
      outcome: 'temp-aid-given',
      note: '',
      aid: cash(600_000),
    }
    expect(perform(task, taskOf(task), command, gridWorker, c)).toEqual({ ok: false, refusal: 'decision-needed' })
  })
})

describe('decision and money', () => {
  const atDecision = () => {
    const { file } = visited('yishi-yiyi')
    return done(file, { type: 'CompleteStep', caseId: only(file).caseId, note: '会议纪要：同意救助' }).file
  }

  test('D3: a conference is held, decided and paid, and no payment passes what was granted', () => {
    const file = atDecision()
    const { caseId } = only(file)
    const proposed = done(file, { type: 'Decide', caseId, decision: granted(800_000) }).file
    expect(only(proposed)).toMatchObject({ decisions: [], proposal: { by: 'T1' } })
    expect(asked(proposed, { type: 'ApproveDecision', caseId }, coordinator)).toMatchObject({
      refusal: 'second-person-needed',
    })
    const decided = done(proposed, { type: 'ApproveDecision', caseId }, district).file
    const paid = done(decided, { type: 'GiveAid', caseId, aid: cash(500_000) }).file
    expect(only(paid).step).toBe('aid')
    expect(asked(paid, { type: 'GiveAid', caseId, aid: cash(400_000) })).toEqual({
      ok: false,
      refusal: 'more-than-granted',
    })
    expect(only(done(paid, { type: 'GiveAid', caseId, aid: cash(300_000) }).file).step).toBe('return-visit')
  })

  test('one person decides a small sum, nobody stops aid alone, and a grid worker decides nothing', () => {
    const file = atDecision()
    const { caseId } = only(file)
    expect(types(done(file, { type: 'Decide', caseId, decision: granted(300_000) }).caseEvents)).toEqual([
      'DecisionMade',
    ])
    const stop = granted(0, { result: 'stopped' })
    expect(types(done(file, { type: 'Decide', caseId, decision: stop }, district).caseEvents)).toEqual([
      'DecisionProposed',
    ])
    const owned: HouseholdFile = { ...file, cases: [{ ...only(file), owner: 'W1' }] }
    expect(asked(owned, { type: 'Decide', caseId, decision: granted(100) }, gridWorker)).toMatchObject({
      refusal: 'not-yours-to-decide',
    })
  })

  test('T4: a town approves what the district delegated and no more; the clock is the place’s own', () => {
    const file = atDecision()
    const { caseId, openedOn } = only(file)
    const { programme } = granted(1)
    const place = {
      number: () => ({ value: 1 }),
      list: () => ({ value: [] }),
      standard: (id: string) => ({ value: id === 'dibao/monthly-standard' ? 100_000 : 4 }),
      programmes: new Map([
        [
          programme,
          {
            procedure: {
              approvals: [
                { upTo: { number: 'dibao/monthly-standard', times: 'temporary-relief/township-cap-standards' } },
              ],
              ...{ workingDays: 12, publicityDays: null, appealDays: null },
            },
          },
        ],
      ]),
    }
    const delegated = circumstances('2026-11-02', {
      rules: { ...c.rules, procedures: rulesFrom(place).procedures ?? new Map() },
    })
    const decided = (amountFen: number, worker = coordinator, on = delegated) =>
      done(file, { type: 'Decide', caseId, decision: granted(amountFen) }, worker, on).caseEvents
    expect(openedOn).toBe('2026-11-02')
    expect(decided(400_000)).toMatchObject([{ type: 'DecisionMade', proposedBy: null, lawDueOn: '2026-11-18' }])
    expect(types(decided(400_001))).toEqual(['DecisionProposed'])
    expect(types(decided(400_001, coordinator, c))).toEqual(['DecisionMade'])
  })

  test('a repeated command pays once, and one on an outdated page is refused', () => {
    const { file } = visited('temp-aid-given')
    const { caseId, seq } = only(file)
    const command: CaseCommand = { type: 'GiveAid', caseId, aid: cash(100_000), commandId: 'c-1', expectedSeq: seq }
    const paid = done(file, command)
    expect(done(paid.file, command)).toMatchObject({ file: paid.file, caseEvents: [] })
    expect(asked(paid.file, { ...command, commandId: 'c-2' })).toEqual({ ok: false, refusal: 'case-outdated' })
  })

  test('D5: what one household may be given in a calendar year is not passed, and reversed aid does not count', () => {
    const { file } = visited('temp-aid-given')
    const { caseId } = only(file)
    const full: HouseholdFile = { ...file, givenFen: { '2026': 19_950_000 } }
    expect(asked(full, { type: 'GiveAid', caseId, aid: cash(100_000) })).toEqual({
      ok: false,
      refusal: 'yearly-cap-passed',
    })
    const paid = done(file, { type: 'GiveAid', caseId, aid: cash(100_000) }).file
    const back = done(paid, { type: 'ReverseAid', caseId, aidId: `${caseId}-a1`, why: '重复登记' }).file
    expect(back.givenFen['2026']).toBe(0)
    expect(only(back).step).toBe('aid')
  })

  test('the reserve pays only where the budget cannot, and no fund more than it holds', () => {
    const { file } = visited('temp-aid-given')
    const { caseId } = only(file)
    const fund = (fundId: string, kind: 'budget' | 'reserve', balanceFen: number) =>
      [fundId, { fundId, name: fundId, region: '350203001000', kind, balanceFen, floorFen: 0 }] as const
    const withFunds = (budget: number) =>
      circumstances('2026-11-02', { funds: new Map([fund('B', 'budget', budget), fund('R', 'reserve', 150_000)]) })
    const pay = (fundId: string, amountFen: number, budget: number) =>
      asked(
        file,
        { type: 'GiveAid', caseId, aid: { ...cash(amountFen), fund: fundId } },
        coordinator,
        withFunds(budget),
      )
    expect(pay('R', 100_000, 200_000)).toMatchObject({ refusal: 'other-fund-first' })
    expect(pay('R', 100_000, 50_000)).toMatchObject({ ok: true })
    expect(pay('R', 200_000, 50_000)).toMatchObject({ refusal: 'fund-too-small' })
    expect(pay('X', 100_000, 50_000)).toMatchObject({ refusal: 'no-such-fund' })
  })
})

test('an application at the window opens a case without a task', () => {
  const performed = openCase(
    opened(),
    {
      type: 'OpenCase',
      household: '350100000001',
      householdNo: '350100000001',
      region: null,
      head: null,
      matter: 'application',
      origin: 'application',
      department: null,
      urgent: false,
      note: '窗口申请低保',
    },
    coordinator,
    c,
  )
  expect(performed).toMatchObject({ ok: true, step: { cases: [{ step: 'check', owner: 'T1', taskIds: [] }] } })
})

test('a case of another town is not yours, and one that is over has to be reopened', () => {
  const { file } = visited('transfer')
  const { caseId } = only(file)
  const note: CaseCommand = { type: 'NoteCase', caseId, note: '已电话联系' }
  expect(asked(file, note, { ...coordinator, staffNo: 'T9', region: '350205001000' })).toMatchObject({
    refusal: 'case-not-yours',
  })
  const closed = done(file, { type: 'CloseCase', caseId, result: 'withdrawn', note: '本人撤回' })
  const [known] = closed.cases
  expect(asked(closed.file, note, coordinator, c, known)).toMatchObject({ refusal: 'case-over' })
  expect(asked(closed.file, { type: 'ReopenCase', caseId, why: '本人再次提出' }, coordinator, c, known)).toMatchObject({
    ok: true,
    step: { file: { cases: [{ status: 'open', step: 'referral' }] } },
  })
})

test('two cases of a household join, and nothing that they had in hand is let go', () => {
  const first = visited('transfer', { department: 'housing' }).file
  const again = considerAssessment(first, assessment(2, [lead('unsafe-housing', { level: 'red' })]), c).file
  const { file } = visited('yishi-yiyi', {}, again)
  const [a, b] = file.cases
  const joined = done(file, { type: 'JoinCase', caseId: b?.caseId ?? '', into: a?.caseId ?? '' }).file
  expect(only(joined).leads).toHaveLength(2)
})

test('a history without its opening is told as incomplete', () => {
  expect(() =>
    evolveCase(undefined, { caseId: 'C-1', seq: 2, at: c.at, day: c.day, by: 'T1', type: 'CaseNoted', note: '' }),
  ).toThrow(RangeError)
})
