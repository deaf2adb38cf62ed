import type { CheckedProgramme, Decision } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  aidEvents,
  type CaseCommand,
  type CheckedNow,
  caseFrom,
  emptyFile,
  type HouseholdFile,
  openCase,
  performCase,
  type Worker,
} from '../src/index.ts'
import { circumstances, coordinator, district, li, only, type WithoutCase, wang } from './builders.ts'

const relief: CheckedProgramme = {
  programme: 'temporary-relief',
  person: null,
  standing: 'not-known',
  conditions: [{ text: '遭遇突发困难', state: 'not-known', seen: null, needs: 'visit' }],
  amount: { every: 'once', leastFen: null, mostFen: 450_000, text: '不超过4,500元' },
}
const dibao: CheckedProgramme = {
  programme: 'dibao',
  person: null,
  standing: 'not-known',
  conditions: [],
  amount: { every: 'month', leastFen: 80_000, mostFen: 80_000, text: '1,000元×2人－收入1,200元' },
}
const checked = (digest: string, more: readonly CheckedProgramme[] = [relief, dibao]): CheckedNow => ({
  day: '2026-11-02',
  policy: 'v',
  digest,
  programmes: [...more],
})
const at = (now: CheckedNow | null) => circumstances('2026-11-02', { checked: now })

const opened = (): HouseholdFile => {
  const asked = { type: 'OpenCase', household: '350100000001', householdNo: '350100000001', region: null } as const
  const need = { head: li, matter: 'application', origin: 'application', department: null, urgent: false } as const
  const performed = openCase(
    emptyFile('350100000001'),
    { ...asked, ...need, note: '窗口申请' },
    coordinator,
    circumstances(),
  )
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}
const ask = (
  file: HouseholdFile,
  command: WithoutCase<CaseCommand>,
  now: CheckedNow | null,
  worker: Worker = coordinator,
) => performCase(file, only(file), { ...command, caseId: only(file).caseId } as CaseCommand, worker, at(now))
const done = (...asked: Parameters<typeof ask>) => {
  const performed = ask(...asked)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}
const granted = (amountFen: number, more: Partial<Decision> = {}): Decision => ({
  ...{ result: 'granted', programme: 'dibao', amountFen, lines: [], reasons: '人均收入低于标准' },
  ...{ from: '2026-11-01', to: '2026-11-30' },
  ...more,
})
const atDecision = (now = checked('a')): HouseholdFile => {
  const check = done(opened(), { type: 'CompleteStep', note: '已核对' }, now).file
  return done(check, { type: 'CompleteStep', note: '符合条件' }, now).file
}
const decide = (decision: Decision, now: CheckedNow | null = checked('a'), file = atDecision()) =>
  ask(file, { type: 'Decide', decision }, now)

describe('凡进必核', () => {
  test('the check step keeps the household with the case as it was that day', () => {
    const { caseEvents, file } = done(opened(), { type: 'CompleteStep', note: '已核对' }, checked('a'))
    expect(caseEvents.map(({ type }) => type)).toEqual(['CheckTaken', 'StepCompleted'])
    expect(only(file).check).toMatchObject({ day: '2026-11-02', digest: 'a', programmes: [relief, dibao] })
  })

  test('a household of which nobody is known cannot be checked', () => {
    expect(ask(opened(), { type: 'CompleteStep', note: '已核对' }, null)).toMatchObject({ refusal: 'nothing-to-check' })
    expect(ask(opened(), { type: 'TakeCheck' }, null)).toMatchObject({ refusal: 'nothing-to-check' })
  })

  test('a decision on a household that changed since its check is refused until it is checked again', () => {
    expect(decide(granted(80_000), checked('b'))).toEqual({ ok: false, refusal: 'check-outdated' })
    const again = done(atDecision(), { type: 'TakeCheck' }, checked('b')).file
    expect(decide(granted(80_000), checked('b'), again)).toMatchObject({ ok: true })
  })

  test('the second person confirms nothing that changed while it waited', () => {
    const file = atDecision()
    const great = granted(960_000, { to: null })
    const proposed = done(file, { type: 'Decide', decision: great }, checked('a')).file
    expect(ask(proposed, { type: 'ApproveDecision' }, checked('b'), district)).toMatchObject({
      refusal: 'check-outdated',
    })
    expect(ask(proposed, { type: 'ApproveDecision' }, checked('a'), district)).toMatchObject({ ok: true })
  })

  test('a case that nobody checked is checked with its decision', () => {
    const file: HouseholdFile = { ...atDecision(), cases: [{ ...only(atDecision()), check: null }] }
    const { caseEvents } = done(file, { type: 'Decide', decision: granted(80_000) }, checked('c'))
    expect(caseEvents.map(({ type }) => type)).toEqual(['CheckTaken', 'DecisionMade'])
  })
})

describe('the amount', () => {
  test('comes from the formula with its lines, and the decision says by which check', () => {
    const { file, caseEvents } = done(atDecision(), { type: 'Decide', decision: granted(80_000) }, checked('a'))
    const [decision] = only(file).decisions
    expect(decision).toMatchObject({
      lines: [{ label: '1,000元×2人－收入1,200元', fen: 80_000 }],
      formula: { leastFen: 80_000, mostFen: 80_000 },
      checkNo: only(file).check?.checkNo,
    })
    const [fact] = caseEvents.flatMap((event) => aidEvents(event, only(file), li))
    expect(fact).toMatchObject({ subject: li, data: { checkedOn: '2026-11-02' } })
  })

  test('of an open end is that of a year, of a span that of its months', () => {
    expect(decide(granted(240_000, { to: '2027-01-31' }))).toMatchObject({ ok: true })
    expect(decide(granted(960_000, { to: null }))).toMatchObject({ ok: true })
  })

  test('that is not the formula’s says why, and a programme that is not met or had already too', () => {
    expect(decide(granted(90_000))).toEqual({ ok: false, refusal: 'deviation-unexplained' })
    expect(decide(granted(90_000, { deviation: '另有重病支出' }))).toMatchObject({ ok: true })
    for (const standing of ['not-met', 'held', 'behind'] as const) {
      const now = checked('a', [{ ...dibao, standing }])
      const file = atDecision(now)
      expect(decide(granted(80_000), now, file)).toEqual({ ok: false, refusal: 'not-met-unexplained' })
      expect(decide(granted(80_000, { deviation: '名册未更新' }), now, file)).toMatchObject({ ok: true })
    }
  })

  test('of a programme for persons is that of the person it is decided for', () => {
    const own = (person: typeof li, fen: number): CheckedProgramme => ({
      ...{ programme: 'elder-allowance', person, standing: 'met', conditions: [] },
      amount: { every: 'month', leastFen: fen, mostFen: fen, text: '高龄津贴' },
    })
    const now = checked('a', [own(li, 10_000), own(wang, 20_000)])
    const file = atDecision(now)
    const decision = granted(20_000, { programme: 'elder-allowance', person: wang })
    expect(decide(decision, now, file)).toMatchObject({ ok: true })
    expect(decide({ ...decision, person: li }, now, file)).toMatchObject({ refusal: 'deviation-unexplained' })
  })
})

test('a case that was stored before checks were kept has none', () => {
  const { check: _, ...stored } = only(opened())
  expect(caseFrom(stored).check).toBeNull()
})
