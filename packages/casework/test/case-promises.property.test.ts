import {
  type CaseEvent,
  CaseMatter,
  CaseResult,
  type Day,
  DecisionResult,
  Department,
  type TaskEvent,
} from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Case,
  type CaseCommand,
  considerAssessment,
  emptyFile,
  evolveCase,
  givenFen,
  grantedFen,
  type HouseholdFile,
  leadKey,
  openCase,
  openFromStock,
  outcomeRules,
  perform,
  performCase,
  recoveredFen,
  type Step,
  supervise,
  type Task,
  type Worker,
  wake,
} from '../src/index.ts'
import { assessment, circumstances, coordinator, district, gridWorker, lead, rules } from './builders.ts'

/** Everything that happened to one household, and what it came to. */
type Life = {
  readonly day: Day
  readonly version: number
  readonly file: HouseholdFile
  readonly cases: ReadonlyMap<string, Case>
  readonly events: readonly CaseEvent[]
  readonly tasks: readonly TaskEvent[]
  /** Every task, over or not. */
  readonly works: ReadonlyMap<string, Task>
  readonly funds: ReadonlyMap<string, number>
}

const start: Life = {
  day: '2026-11-02',
  version: 0,
  file: emptyFile('350100000001'),
  cases: new Map(),
  events: [],
  tasks: [],
  works: new Map(),
  funds: new Map([['F', 600_000]]),
}

const indicators = ['high-medical-selfpay-12m', 'unsafe-housing', 'fire-loss']
const workers: readonly Worker[] = [gridWorker, coordinator, district]
const dayAfter = (day: Day, days: number): Day => {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

const around = ({ day, funds }: Life) =>
  circumstances(day, {
    funds: new Map(
      [...funds].map(([fundId, balanceFen]) => [
        fundId,
        { fundId, name: fundId, region: '350203001000', kind: 'reserve' as const, balanceFen, floorFen: 0 },
      ]),
    ),
  })

const after = (life: Life, step: Step): Life => {
  const funds = new Map(life.funds)
  for (const event of step.caseEvents) {
    if (event.type === 'AidGiven' && event.aid.fund !== null)
      funds.set(event.aid.fund, (funds.get(event.aid.fund) ?? 0) - event.aid.amountFen)
    if (event.type === 'FundsRecovered' && event.recovery.fund !== null)
      funds.set(event.recovery.fund, (funds.get(event.recovery.fund) ?? 0) + event.recovery.amountFen)
    if (event.type === 'AidReversed') {
      const aid = step.cases
        .find(({ caseId }) => caseId === event.caseId)
        ?.aid.find(({ aidId }) => aidId === event.aidId)
      if (aid?.fund != null) funds.set(aid.fund, (funds.get(aid.fund) ?? 0) + aid.amountFen)
    }
  }
  return {
    ...life,
    file: step.file,
    funds,
    cases: new Map([...life.cases, ...step.cases.map((known): [string, Case] => [known.caseId, known])]),
    events: [...life.events, ...step.caseEvents],
    tasks: [...life.tasks, ...step.events],
    works: new Map([...life.works, ...step.touched.map((task): [string, Task] => [task.taskId, task])]),
  }
}

type Move = (life: Life) => Life

const surveying = { ...rules, stock: { ...rules.stock, isSurvey: true } }
const drawn: fc.Arbitrary<Move> = fc.constant((life) => after(life, openFromStock(life.file, around(life))))

const judged: fc.Arbitrary<Move> = fc
  .subarray(indicators)
  .chain((firing) =>
    fc.tuple(
      fc.constant(firing),
      fc.constantFrom('yellow' as const, 'orange' as const, 'red' as const),
      fc.integer({ min: 0, max: 3 }),
    ),
  )
  .map(([firing, level, kind]) => (life) => {
    // Every fourth judgement falls into days on which the place takes stock.
    const c = kind === 3 ? { ...around(life), rules: surveying } : around(life)
    const version = life.version + 1
    const fires = firing.map((id) => lead(id, { level, direction: id === 'fire-loss' ? 'urgent' : 'missed' }))
    const step = considerAssessment(life.file, assessment(version, fires, { day: life.day, level }), c)
    return { ...after(life, step), version }
  })

const time: fc.Arbitrary<Move> = fc.integer({ min: 1, max: 40 }).map((days) => (life) => {
  const later = { ...life, day: dayAfter(life.day, days) }
  const woken = after(later, wake(later.file, around(later)))
  return after(woken, supervise(woken.file, around(woken)))
})

const visit: fc.Arbitrary<Move> = fc
  .tuple(
    fc.constantFrom(...outcomeRules.map(({ outcome }) => outcome)),
    fc.option(fc.constantFrom(...Department.options)),
  )
  .map(([outcome, department]) => (life) => {
    const [task] = Object.values(life.file.tasks)
    if (task === undefined) return life
    const command = { type: 'RecordOutcome', taskId: task.taskId, outcome, note: '入户核实', department } as const
    const performed = perform(life.file, task, command, gridWorker, around(life))
    return performed.ok ? after(life, performed.step) : life
  })

/** What is done to a task beside its result: taken on, taken back, judged by the second person, given to somebody else. */
const taskWork: fc.Arbitrary<Move> = fc
  .tuple(
    fc.constantFrom(
      { type: 'AcceptTask' } as const,
      { type: 'UndoOutcome', why: '点错了' } as const,
      { type: 'ConfirmOutcome' } as const,
      { type: 'ReturnOutcome', why: '再去看看' } as const,
      { type: 'ReassignTask', assignee: 'W1', why: '请假' } as const,
    ),
    fc.constantFrom(...workers),
    fc.nat(20),
  )
  .map(([asked, worker, at]) => (life) => {
    const all = [...life.works.values()]
    const task = all[at % Math.max(1, all.length)]
    if (task === undefined) return life
    const performed = perform(life.file, task, { ...asked, taskId: task.taskId }, worker, around(life))
    return performed.ok ? after(life, performed.step) : life
  })

const fen = fc.integer({ min: 0, max: 700_000 })
const often = <Asked>(weight: number, arbitrary: fc.Arbitrary<Asked>) => ({ weight, arbitrary })
const ask = fc.oneof(
  often(
    6,
    fc.record({
      type: fc.constant('CompleteStep' as const),
      note: fc.constant('已办'),
      department: fc.constant('housing' as const),
    }),
  ),
  often(
    5,
    fc.tuple(fc.constantFrom('granted' as const, ...DecisionResult.options), fen).map(([result, amountFen]) => ({
      type: 'Decide' as const,
      decision: {
        result,
        programme: 'temporary-relief',
        amountFen,
        lines: [],
        reasons: '会商',
        from: '2026-11-02',
        to: null,
      },
    })),
  ),
  often(3, fc.constant({ type: 'ApproveDecision' as const })),
  fc.constant({ type: 'ResumeCase' as const }),
  fc.record({ type: fc.constant('ReturnDecision' as const), why: fc.constant('材料不全') }),
  often(
    8,
    fc.tuple(fen, fc.constantFrom('F', null)).map(([amountFen, fund]) => ({
      type: 'GiveAid' as const,
      aid: { form: 'cash' as const, programme: 'temporary-relief', amountFen, what: '', person: null, fund },
    })),
  ),
  fc.integer({ min: 1, max: 3 }).map((n) => ({ type: 'ReverseAid' as const, aidId: `n${n}`, why: '登记有误' })),
  often(
    2,
    fc.tuple(fen, fc.constantFrom('F', null), fc.constantFrom('n1', 'n2', null)).map(([amountFen, fund, aidId]) => ({
      type: 'RecordRecovery' as const,
      recovery: { way: 'paid-back' as const, amountFen, aidId, against: '收据', fund },
    })),
  ),
  fc.constant({ type: 'HandOverCase' as const, owner: 'W1', why: '轮岗' }),
  fc.constant({ type: 'PauseCase' as const, until: '2027-01-15', why: '等待材料' }),
  often(
    2,
    fc
      .constantFrom('withdrawn' as const, ...CaseResult.options)
      .map((result) => ({ type: 'CloseCase' as const, result, note: '已回访' })),
  ),
  fc.constant({ type: 'ReopenCase' as const, why: '再次困难' }),
  fc.constant({ type: 'JoinCase' as const, into: 'first' }),
)

const aidIdOf = ({ caseId }: Case, nth: string): string => nth.replace('n', `${caseId}-a`)

const work: fc.Arbitrary<Move> = fc
  .tuple(
    ask,
    fc.constantFrom(coordinator, ...workers),
    fc.nat(5),
    fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined, freq: 1 }),
  )
  .map(([asked, worker, at, commandId]) => (life) => {
    const all = [...life.cases.values()]
    const known = all[at % Math.max(1, all.length)]
    if (known === undefined) return life
    const command = {
      ...asked,
      ...('aidId' in asked ? { aidId: aidIdOf(known, asked.aidId) } : {}),
      ...('recovery' in asked && asked.recovery.aidId !== null
        ? { recovery: { ...asked.recovery, aidId: aidIdOf(known, asked.recovery.aidId) } }
        : {}),
      ...('into' in asked ? { into: life.file.cases[0]?.caseId ?? '' } : {}),
      caseId: known.caseId,
      commandId,
    } as CaseCommand
    const performed = performCase(life.file, known, command, worker, around(life))
    return performed.ok ? after(life, performed.step) : life
  })

const application: fc.Arbitrary<Move> = fc.constantFrom(...CaseMatter.options).map((matter) => (life) => {
  const about = { household: '350100000001', householdNo: '350100000001', region: null, head: null, department: null }
  const asked = { type: 'OpenCase', ...about, matter, origin: 'application', urgent: false, note: '窗口申请' } as const
  const performed = openCase(life.file, asked, coordinator, around(life))
  return performed.ok ? after(life, performed.step) : life
})

const history = fc.array(
  fc.oneof(often(2, judged), time, drawn, often(3, visit), often(2, taskWork), often(8, work), application),
  {
    minLength: 20,
    maxLength: 60,
    size: 'max',
  },
)
const lived = (moves: readonly Move[]): readonly Life[] => {
  const lives: Life[] = []
  for (const move of moves) lives.push(move(lives.at(-1) ?? start))
  return lives
}
const inEveryLife = (holds: (life: Life) => void): void =>
  fc.assert(
    fc.property(history, (moves) => {
      for (const life of lived(moves)) holds(life)
    }),
    { numRuns: 200 },
  )

test('no silence: what fires has an open task, an open case with a day, or a day until when it may rest', () =>
  inEveryLife(({ file, cases }) => {
    for (const verdict of Object.values(file.firing)) {
      const key = leadKey(verdict)
      const task = Object.values(file.tasks).some(({ leads }) => leads.some((each) => leadKey(each) === key))
      const inHand = file.cases.some(({ leads, dueOn, owner }) => leads.includes(key) && dueOn !== '' && owner !== null)
      const rests = typeof file.suppressed[key]?.until === 'string'
      // A lead that a worker put aside without a day of rest is a decision of the policy, not a case that was lost.
      const decided = Object.values(rules.suppressDays).every((days) => days > 0)
      expect({ key, owned: task || inHand || rests, decided, of: [...cases.keys()] }).toMatchObject({
        owned: true,
        decided: true,
      })
    }
  }))

test('money adds up: no payment passes what was granted, no fund goes below zero, and the year is the sum of its aid', () =>
  inEveryLife(({ cases, file, funds, events }) => {
    for (const known of cases.values()) {
      const decided = known.aid.some(({ decisionNo, reversedOn }) => decisionNo !== null && reversedOn === null)
      if (decided) expect(givenFen(known)).toBeLessThanOrEqual(Math.max(grantedFen(known), rules.cases.helpFirstFen))
      if (grantedFen(known) === 0) expect(givenFen(known)).toBeLessThanOrEqual(rules.cases.helpFirstFen)
    }
    for (const known of cases.values())
      if (known.matter !== 'recovery') expect(recoveredFen(known)).toBeLessThanOrEqual(givenFen(known))
    for (const balance of funds.values()) expect(balance).toBeGreaterThanOrEqual(0)
    const ofYears = Object.values(file.givenFen).reduce((sum, each) => sum + each, 0)
    expect(ofYears).toBe([...cases.values()].reduce((sum, known) => sum + givenFen(known), 0))
    for (const each of Object.values(file.givenFen)) expect(each).toBeLessThanOrEqual(rules.cases.yearlyCapFen)
    const commands = events.flatMap((event) =>
      event.type === 'AidGiven' && event.command !== undefined ? [`${event.caseId}/${event.command}`] : [],
    )
    expect(new Set(commands).size).toBe(commands.length)
  }))

test('what happened stays: every case is what its history adds up to, and no line is written twice', () =>
  inEveryLife(({ cases, events }) => {
    for (const known of cases.values()) {
      const own = events.filter(({ caseId }) => caseId === known.caseId)
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, at) => at + 1))
      expect(own.reduce<Case | undefined>(evolveCase, undefined)).toEqual(known)
    }
  }))

test('nothing is taken from a family, and no great sum given, by one person alone', () =>
  inEveryLife(({ events }) => {
    for (const event of events) {
      if (event.type !== 'DecisionMade') continue
      const { result, amountFen } = event.decision
      const two = result === 'stopped' || result === 'adjusted' || amountFen > rules.cases.onePersonFen
      if (two) expect(event.proposedBy !== null && event.proposedBy !== event.by).toBe(true)
    }
  }))
