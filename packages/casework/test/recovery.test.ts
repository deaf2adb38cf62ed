import type { CaseMatter, Decision, Recovery } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  aidEvents,
  type CaseCommand,
  emptyFile,
  type HouseholdFile,
  openCase,
  performCase,
  postOnCase,
  type Worker,
} from '../src/index.ts'
import { circumstances, coordinator, district, li, only, rules, type WithoutCase } from './builders.ts'

const procedures = new Map([
  ['dibao', { publicityDays: 7, appealDays: 60, workingDays: 5 }],
  ['temporary-relief', { publicityDays: null, appealDays: 60 }],
])
const on = (day = '2026-11-02') => circumstances(day, { rules: { ...rules, procedures } })
const second: Worker = { staffNo: 'D2', role: 'district', region: '350203000000' }

const opened = (matter: CaseMatter): HouseholdFile => {
  const asked = { type: 'OpenCase', household: '350100000001', householdNo: '350100000001', region: null } as const
  const need = { head: li, matter, origin: 'lead', department: null, urgent: false, note: '核实' } as const
  const performed = openCase(emptyFile('350100000001'), { ...asked, ...need }, coordinator, on())
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}
const ask = (
  file: HouseholdFile,
  command: WithoutCase<CaseCommand>,
  worker: Worker = coordinator,
  day?: string,
  known = only(file),
) => performCase(file, known, { ...command, caseId: known.caseId } as CaseCommand, worker, on(day))
const done = (...asked: Parameters<typeof ask>) => {
  const performed = ask(...asked)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step
}
const decision = (result: Decision['result'], amountFen: number, more: Partial<Decision> = {}): Decision => ({
  ...{ result, programme: 'temporary-relief', amountFen, lines: [], reasons: '核实', from: '2026-11-02', to: null },
  ...more,
})
const back = (amountFen: number, more: Partial<Recovery> = {}) =>
  ({
    type: 'RecordRecovery',
    recovery: { way: 'paid-back', amountFen, aidId: null, against: '收据 12', fund: null, ...more },
  }) as const

describe('追回', () => {
  test('aid of which a part came back is not taken back whole: its fund would get that part twice', () => {
    const given = done(opened('relief'), {
      type: 'GiveAid',
      aid: { form: 'cash', programme: 'temporary-relief', amountFen: 100_000, what: '', person: null, fund: null },
    }).file
    const { aidId } = only(given).aid[0] ?? { aidId: '' }
    const reverse = { type: 'ReverseAid', aidId, why: '登记有误' } as const
    for (const about of [aidId, null])
      expect(ask(done(given, back(60_000, { aidId: about })).file, reverse)).toEqual({
        ok: false,
        refusal: 'already-recovered',
      })
    expect(ask(given, reverse)).toMatchObject({ ok: true })
  })

  const due = (): HouseholdFile => {
    const opinion = done(opened('recovery'), { type: 'CompleteStep', note: '多发 3000 元' }).file
    const proposed = done(opinion, { type: 'Decide', decision: decision('adjusted', 300_000) }).file
    return done(proposed, { type: 'ApproveDecision' }, district).file
  }

  test('what is to come back is recorded bit by bit, and no more of it', () => {
    const file = due()
    expect(only(file).step).toBe('recovery')
    const half = done(file, back(100_000)).file
    expect(only(half).step).toBe('recovery')
    expect(ask(half, { type: 'CompleteStep', note: '已追回' })).toMatchObject({ refusal: 'recovery-open' })
    expect(ask(half, back(300_000))).toMatchObject({ refusal: 'more-than-due' })
    const all = done(half, back(200_000, { way: 'offset', against: '11 月低保发放' })).file
    expect(only(all)).toMatchObject({ step: 'return-visit', recovered: [{ way: 'paid-back' }, { way: 'offset' }] })
  })

  test('nobody of the town waives what is to come back, and money goes to a fund that is on record', () => {
    const file = due()
    expect(ask(file, back(300_000, { way: 'waived', against: '确无偿还能力' }))).toMatchObject({
      refusal: 'not-yours-to-decide',
    })
    expect(done(file, back(300_000, { way: 'waived', against: '确无偿还能力' }), district).caseEvents).toHaveLength(1)
    expect(ask(file, back(300_000, { fund: 'X' }))).toMatchObject({ refusal: 'no-such-fund' })
  })

  test('J2: help that came first is set off against the later settlement, and counts that much less', () => {
    const cash = {
      form: 'cash',
      programme: 'temporary-relief',
      amountFen: 200_000,
      what: '',
      person: null,
      fund: null,
    } as const
    const helped = done(opened('relief'), { type: 'GiveAid', aid: cash }).file
    const [aid] = only(helped).aid
    const aidId = aid?.aidId ?? ''
    expect(ask(helped, back(300_000, { aidId }))).toMatchObject({ refusal: 'more-than-due' })
    const { caseEvents, file } = done(helped, back(150_000, { way: 'offset', aidId, against: '医保结算 88' }))
    expect(only(file).step).toBe('papers')
    expect(caseEvents.flatMap((event) => aidEvents(event, only(file), li))).toMatchObject([
      { type: 'AidGiven', sourcekey: aidId, retracted: false, data: { amountFen: 50_000 } },
    ])
  })
})

describe('公示 and 复议', () => {
  const decided = (more: Partial<Decision> = {}) => {
    const checked = done(opened('application'), { type: 'CompleteStep', note: '已核对' }).file
    const opinion = done(checked, { type: 'CompleteStep', note: '符合' }).file
    return done(opinion, { type: 'Decide', decision: decision('granted', 100_000, { programme: 'dibao', ...more }) })
      .file
  }
  const card = { form: 'card', programme: 'dibao', amountFen: 100_000, what: '', person: null, fund: null } as const
  const hungFor = (file: HouseholdFile, until: string) => {
    const [made] = only(file).decisions
    const posted = postOnCase(file, only(file), { decisionNo: made?.decisionNo ?? '', boardNo: 'P-1', until }, on())
    if (!posted.ok) throw new Error(posted.refusal)
    return posted.step
  }

  test('nothing is paid while a decision is public', () => {
    const made = decided()
    expect(only(made).decisions).toMatchObject([{ publicUntil: '2026-11-09', appealUntil: '2027-01-01' }])
    const { file } = hungFor(made, '2026-11-09')
    expect(ask(file, { type: 'GiveAid', aid: card }, coordinator, '2026-11-09')).toMatchObject({
      refusal: 'in-publicity',
    })
    expect(ask(file, { type: 'GiveAid', aid: card }, coordinator, '2026-11-10')).toMatchObject({ ok: true })
  })

  test('a family may appeal within its days, also when the case is closed, and somebody else decides anew', () => {
    const refused = decided({ result: 'refused', amountFen: 0 })
    const { decisionNo } = only(refused).decisions[0] ?? { decisionNo: '' }
    const [closed] = done(refused, { type: 'CloseCase', result: 'refused', note: '已告知' }).cases
    const over: HouseholdFile = { ...refused, cases: [] }
    const appeal = { type: 'AppealDecision', decisionNo, note: '收入算错了' } as const
    expect(ask(over, appeal, coordinator, '2027-02-01', closed)).toMatchObject({ refusal: 'appeal-period-over' })
    const { file } = done(over, appeal, coordinator, '2026-12-01', closed)
    expect(only(file)).toMatchObject({ status: 'open', step: 'decision', appealed: decisionNo, result: null })
    const anew = { type: 'Decide', decision: decision('granted', 100_000, { programme: 'dibao' }) } as const
    expect(ask(file, anew)).toMatchObject({ refusal: 'second-person-needed' })
    expect(ask(file, appeal)).toMatchObject({ refusal: 'not-decided' })
    expect(only(done(file, anew, second).file)).toMatchObject({ appealed: null, step: 'aid' })
  })

  test('a refusal after the days that law gives says why it is late', () => {
    const checked = done(opened('application'), { type: 'CompleteStep', note: '已核对' }).file
    const opinion = done(checked, { type: 'CompleteStep', note: '不符合' }).file
    const refuse = (more: Partial<Decision> = {}) =>
      ({ type: 'Decide', decision: decision('refused', 0, { programme: 'dibao', ...more }) }) as const
    expect(ask(opinion, refuse(), coordinator, '2026-11-09')).toMatchObject({ ok: true })
    expect(ask(opinion, refuse(), coordinator, '2026-11-10')).toMatchObject({ refusal: 'late-unexplained' })
    expect(ask(opinion, refuse({ deviation: '等待外省核对结果' }), coordinator, '2026-11-10')).toMatchObject({
      ok: true,
    })
  })
})
