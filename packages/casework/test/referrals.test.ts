import type { CaseEvent } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  aidEvents,
  answerReferral,
  type Case,
  type CaseCommand,
  type DepartmentUser,
  emptyFile,
  type HouseholdFile,
  openCase,
  performCase,
  type ReferralCommand,
  type ReferralDraft,
  serviceMonths,
  supervise,
} from '../src/index.ts'
import { circumstances, coordinator, li, village } from './builders.ts'

const c = circumstances()
const housing: DepartmentUser = { staffNo: 'H1', department: 'housing', unit: null, region: '350203000000' }
const education: DepartmentUser = { ...housing, staffNo: 'E1', department: 'education' }

const need = (department: ReferralDraft['department'], more: Partial<ReferralDraft> = {}): ReferralDraft => ({
  ...{ department, unit: null, programme: null, need: '房屋漏雨，请鉴定', why: '入户看到屋顶破损', class: 'joint' },
  ...{ dueOn: '2026-11-20', persons: [], plan: null },
  ...more,
})

const opened = (matter: 'referral' | 'application' = 'referral'): HouseholdFile => {
  const about = { household: 'h1', householdNo: 'h1', region: village, head: li, department: null, urgent: false }
  const asked = { type: 'OpenCase', ...about, matter, origin: 'application', note: '窗口登记' } as const
  const performed = openCase(emptyFile('h1'), asked, coordinator, c)
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}
const only = ({ cases }: HouseholdFile): Case => {
  const [known] = cases
  if (known === undefined) throw new Error('the household has no open case')
  return known
}
const ask = (file: HouseholdFile, command: Omit<CaseCommand, 'caseId'>, day = c) =>
  performCase(file, only(file), { ...command, caseId: only(file).caseId } as CaseCommand, coordinator, day)
const answer = (file: HouseholdFile, command: ReferralCommand, user = housing, day = c) =>
  answerReferral(file, only(file), command, user, day)
const after = (performed: ReturnType<typeof ask>): HouseholdFile => {
  if (!performed.ok) throw new Error(performed.refusal)
  return performed.step.file
}
const sent = (...drafts: readonly ReferralDraft[]): HouseholdFile =>
  drafts.reduce((file, referral) => after(ask(file, { type: 'ReferCase', referral } as never)), opened())
const idOf = (file: HouseholdFile, nth: number): string => `${only(file).caseId}-r${nth}`

test('J1: a case of one department becomes joint with the second, by rule, unless a person ranked it', () => {
  const one = sent(need('housing'))
  expect(only(one)).toMatchObject({ class: 'department', reasons: ['expenditure-lead'] })
  expect(only(after(ask(one, { type: 'ReferCase', referral: need('education') } as never)))).toMatchObject({
    class: 'joint',
    reasons: ['expenditure-lead', 'several-departments'],
  })
  const byHand = { type: 'GradeCase', class: 'department', kind: 'expenditure', grade: 3, why: '一事一办' }
  const ranked = after(ask(one, byHand as never))
  expect(only(after(ask(ranked, { type: 'ReferCase', referral: need('education') } as never)))).toMatchObject({
    class: 'department',
    reasons: ['by-hand'],
  })
})

describe('a need that is handed to departments', () => {
  test('D7: three at once under one case; the case goes on with the last of them, and not before', () => {
    let file = sent(need('housing'), need('education'), need('medical-insurance'))
    const users = [housing, education, { ...housing, staffNo: 'M1', department: 'medical-insurance' as const }]
    for (const [at, user] of users.entries()) {
      const referralId = idOf(file, at + 1)
      file = after(answer(file, { type: 'AcceptReferral', referralId }, user))
      expect(only(file).step).toBe('referral')
      expect(ask(file, { type: 'CloseCase', result: 'referred-done', note: '已办' } as never)).toMatchObject({
        refusal: 'referral-open',
      })
      file = after(answer(file, { type: 'FinishReferral', referralId, note: '已办结', given: null }, user))
    }
    expect(only(file).step).toBe('return-visit')
    expect(ask(file, { type: 'CloseCase', result: 'referred-done', note: '已回访' } as never).ok).toBe(true)
  })

  test('what was not referred to an office is not there for it: neither of another office, nor region, nor organisation', () => {
    const file = sent(need('social-work', { unit: '仁爱社工服务中心' }))
    const accept = { type: 'AcceptReferral', referralId: idOf(file, 1) } as const
    const worker = { ...housing, department: 'social-work' as const, unit: '仁爱社工服务中心' }
    for (const other of [housing, { ...worker, unit: '另一家' }, { ...worker, region: '350205000000' }])
      expect(answer(file, accept, other)).toEqual({ ok: false, refusal: 'no-such-referral' })
    expect(answer(file, accept, worker).ok).toBe(true)
  })

  test('one that is returned has to be looked at before the case goes on', () => {
    const file = sent(need('housing'), need('education'))
    const returned = after(
      answer(file, { type: 'ReturnReferral', referralId: idOf(file, 1), note: '不属本单位职责，建议转残联' }),
    )
    const accepted = after(answer(returned, { type: 'AcceptReferral', referralId: idOf(file, 2) }, education))
    const done = { type: 'FinishReferral', referralId: idOf(file, 2), note: '已减免', given: null } as const
    const finished = after(answer(accepted, done, education))
    expect(only(finished).step).toBe('referral')
    const words = { type: 'CompleteStep', note: '住建退回，已电话说明', department: 'education' }
    expect(only(after(ask(finished, words as never))).step).toBe('return-visit')
  })

  test('the same office is not asked twice at once, nothing is told before it is accepted, and the same answer again does nothing', () => {
    const file = sent(need('housing'))
    const referralId = idOf(file, 1)
    expect(ask(file, { type: 'ReferCase', referral: need('housing') } as never)).toMatchObject({
      refusal: 'referral-open-there',
    })
    const progress = { type: 'RecordProgress', referralId, note: '已到现场', given: null } as const
    expect(answer(file, progress)).toMatchObject({ refusal: 'referral-not-accepted' })
    const accepted = after(answer(file, { type: 'AcceptReferral', referralId, commandId: 'k1' }))
    const again = answerReferral(
      accepted,
      only(accepted),
      { type: 'AcceptReferral', referralId, commandId: 'k1' },
      housing,
      c,
    )
    expect(again.ok && again.step.caseEvents).toEqual([])
  })

  test('its day goes by once for both sides: the owner is told, and it counts as late', () => {
    const file = sent(need('housing'))
    const late = supervise(file, circumstances('2026-11-21')).caseEvents.filter(({ type }) => type === 'ReferralLate')
    expect(late).toMatchObject([{ referralId: idOf(file, 1) }])
    const told = supervise(file, circumstances('2026-11-21')).file
    expect(supervise(told, circumstances('2026-11-22')).caseEvents.map(({ type }) => type)).not.toContain(
      'ReferralLate',
    )
  })

  test('J3: what an organisation gave counts as help, and is a fact of the person under the programme', () => {
    const file = sent(need('social-work', { programme: 'social-work', persons: [li] }))
    const worker = { ...housing, department: 'social-work' as const }
    const referralId = idOf(file, 1)
    const accepted = after(answer(file, { type: 'AcceptReferral', referralId }, worker))
    const given = { form: 'service', what: '心理疏导', amountFen: 0, hours: 4, day: '2026-11-02' } as const
    const finished = answer(accepted, { type: 'FinishReferral', referralId, note: '服务四次', given }, worker)
    if (!finished.ok) throw new Error(finished.refusal)
    const [known] = finished.step.cases
    const [event] = finished.step.caseEvents
    if (known === undefined || event === undefined) throw new Error('nothing happened')
    expect(aidEvents(event, known, null)).toMatchObject([
      { subject: li, type: 'AidGiven', data: { programme: 'social-work', form: 'service', helpFirst: false } },
    ])
    expect(ask(finished.step.file, { type: 'CloseCase', result: 'helped', note: '已回访' } as never).ok).toBe(true)
  })

  test('D8: of twelve hours of care a month a month with nine is short, once it is over', () => {
    const plan = { hoursPerMonth: 12, from: '2026-11-02', to: null }
    let file = sent(need('institution', { programme: 'home-care', persons: [li], plan, dueOn: '2027-11-02' }))
    const worker = { ...housing, department: 'institution' as const }
    const referralId = idOf(file, 1)
    file = after(answer(file, { type: 'AcceptReferral', referralId }, worker))
    for (const [day, hours] of [
      ['2026-11-20', 9],
      ['2026-12-05', 12],
    ] as const) {
      const given = { form: 'service', what: '居家照护', amountFen: 0, hours, day } as const
      const progress = { type: 'RecordProgress', referralId, note: '上门照护', given } as const
      file = after(answer(file, progress, worker, circumstances(day)))
    }
    const [referral] = only(file).referrals
    expect(referral === undefined ? [] : serviceMonths(referral, '2027-01-10')).toEqual([
      { month: '2026-11', plannedHours: 12, givenHours: 9, short: true },
      { month: '2026-12', plannedHours: 12, givenHours: 12, short: false },
      { month: '2027-01', plannedHours: 12, givenHours: 0, short: false },
    ])
  })
})

describe('what charity gives', () => {
  const charity = { fundId: 'C', name: '慈善', region: '350203000000', kind: 'charity' as const }
  const around = (share: number) => {
    const around = circumstances('2026-11-02', {
      funds: new Map([['C', { ...charity, balanceFen: 90_000_000, floorFen: 0 }]]),
    })
    return { ...around, rules: { ...around.rules, cases: { ...around.rules.cases, charityShareInCap: share } } }
  }
  const decided = (): HouseholdFile => {
    const file = opened('application')
    const [known] = file.cases
    const decision = {
      decisionNo: 'd1',
      result: 'granted',
      programme: 'charity-relief',
      amountFen: 80_000_000,
    } as const
    const rest = { lines: [], reasons: '会商', from: '2026-11-02', to: null, day: '2026-11-02', by: 'T1' }
    return {
      ...file,
      cases: known === undefined ? [] : [{ ...known, step: 'aid', decisions: [{ ...decision, ...rest }] }],
    }
  }
  const aid = { form: 'card', programme: 'charity-relief', amountFen: 80_000_000, what: '', person: null, fund: 'C' }

  test('X1: counts in the yearly cap of a household by the share that the policy of the day says', () => {
    const given = ask(decided(), { type: 'GiveAid', aid } as never, around(0))
    expect(given.ok && given.step.file.givenFen).toEqual({ '2026': 0 })
    expect(given.ok && (given.step.caseEvents as readonly CaseEvent[])).toMatchObject([{ countsFen: 0 }])
    expect(ask(decided(), { type: 'GiveAid', aid } as never, around(1))).toMatchObject({ refusal: 'yearly-cap-passed' })
    const half = ask(decided(), { type: 'GiveAid', aid: { ...aid, amountFen: 20_000_000 } } as never, around(0.5))
    expect(half.ok && half.step.file.givenFen).toEqual({ '2026': 10_000_000 })
  })
})
