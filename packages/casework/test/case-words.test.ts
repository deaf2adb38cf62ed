import {
  AidForm,
  CaseClass,
  type CaseEvent,
  type CaseEventType,
  CaseKind,
  CaseMatter,
  CaseResult,
  CaseStep,
  DecisionResult,
  Department,
  GradeReason,
} from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import { type CaseNames, caseEventText } from '../src/index.ts'

type Written = { [T in CaseEventType]: readonly Omit<Extract<CaseEvent, { type: T }>, keyof typeof line | 'type'>[] }

const line = { caseId: 'C-1', seq: 1, at: '2026-10-31T09:00:00+08:00', day: '2026-10-31', by: 'T1' } as const
const dueOn = '2026-11-10'
const words = { zh: '已与家属商定', en: 'agreed with the family' }
const names: Record<'zh' | 'en', CaseNames> = {
  zh: { staff: () => '韩超英', programme: () => '临时救助' },
  en: { staff: () => 'Han', programme: () => 'temporary relief' },
}
const rank = { class: 'department', kind: 'emergency', grade: 1, reasons: [...GradeReason.options] } as const

/** Every kind of line, with every code that it may carry. A new kind does not compile until it is here. */
const linesIn = (language: 'zh' | 'en'): Written => {
  const note = words[language]
  const source = { taskId: 'T-1', outcome: 'transfer', leads: [] as string[], note } as const
  const opened = {
    household: 'h',
    householdNo: 'h',
    region: null,
    origin: 'task',
    ...source,
    step: 'check',
    dueOn,
  } as const
  const check = {
    ...{ checkNo: 'C-1-k2', day: '2026-11-01', policy: 'v', digest: 'd' },
    programmes: (['held', 'behind', 'met', 'not-known', 'not-met'] as const).map((standing) => ({
      ...{ programme: 'dibao', person: null, standing, conditions: [], amount: null },
    })),
  }
  const gift = { form: 'service' as const, what: note, amountFen: 0, hours: 12, day: dueOn }
  const decisions = DecisionResult.options.map((result) => ({
    ...{ result, programme: 'temporary-relief', amountFen: result === 'granted' ? 80_050 : 0, lines: [] },
    ...{ reasons: note, from: '2026-11-01', to: null },
    ...(result === 'adjusted' ? { deviation: note, checkNo: 'C-1-k2' } : {}),
  }))
  return {
    CaseOpened: [
      ...CaseMatter.options.map((matter) => ({
        ...opened,
        ...rank,
        reasons: [...rank.reasons],
        matter,
        department: null,
        owner: null,
      })),
      ...Department.options.map((department) => ({
        ...{ ...opened, ...rank, reasons: [...rank.reasons], department },
        ...{ matter: 'referral' as const, owner: 'T1', note: '' },
      })),
    ],
    CaseFed: [
      { ...source, leads: [] },
      { ...source, leads: [], taskId: null, note: '' },
    ],
    CaseGraded: CaseClass.options.flatMap((one) =>
      CaseKind.options.map((kind) => ({ class: one, kind, grade: 2, reasons: ['by-hand' as const], note })),
    ),
    StepCompleted: CaseStep.options.map((step) => ({ step, note, department: 'housing' as const, next: step, dueOn })),
    AuthorisationRecorded: [{ authorisation: { letterNo: '7', scope: ['deposits'], validUntil: dueOn } }],
    CheckTaken: [{ check }],
    DecisionProposed: decisions.map((decision) => ({ decision, dueOn })),
    DecisionReturned: [{ note, dueOn }],
    DecisionMade: decisions.flatMap((decision) =>
      [null, 'T1'].map((proposedBy) => ({ decisionNo: 'C-1-d1', decision, proposedBy, next: 'aid' as const, dueOn })),
    ),
    AidGiven: AidForm.options.flatMap((form) =>
      [null, dueOn].map((papersDueOn) => ({
        ...{ aidId: 'C-1-a1', decisionNo: null, papersDueOn, next: 'papers' as const, dueOn },
        aid: { form, programme: 'temporary-relief', amountFen: 0, what: note, person: null, fund: null },
      })),
    ),
    AidReversed: [{ aidId: 'C-1-a1', note, next: 'aid', dueOn }],
    DecisionAppealed: [{ decisionNo: 'C-1-d1', note, next: 'decision', dueOn }],
    FundsRecovered: (['paid-back', 'offset', 'waived'] as const).map((way) => ({
      ...{ recoveryId: 'C-1-r1', next: 'return-visit' as const, dueOn },
      recovery: { way, amountFen: 20_000, aidId: null, against: note, fund: null },
    })),
    ReferralSent: CaseClass.options.flatMap((one) =>
      [null, { hoursPerMonth: 12, from: dueOn, to: null }].map((plan) => ({
        referral: {
          ...{ referralId: 'C-1-r1', department: 'housing' as const, unit: null, programme: null, class: one },
          ...{ need: note, why: note, dueOn, persons: [], plan },
        },
      })),
    ),
    ReferralAccepted: [{ referralId: 'C-1-r1' }],
    ReferralReturned: [{ referralId: 'C-1-r1', note }],
    ReferralProgressed: [null, gift].map((given) => ({ referralId: 'C-1-r1', note, given })),
    ReferralDone: [null, gift].map((given) => ({
      ...{ referralId: 'C-1-r1', note, given, next: 'return-visit' as const, dueOn },
    })),
    ReferralRecalled: [{ referralId: 'C-1-r1', note }],
    ReferralLate: [{ referralId: 'C-1-r1' }],
    ConferenceDecided: (['support', 'decline', 'postpone'] as const).map((result) => ({
      conference: {
        ...{ conferenceId: 'K-1', result, programme: result === 'support' ? 'temporary-relief' : null },
        ...{ amountFen: result === 'support' ? 800_000 : 0, reasons: note, dissent: result === 'decline' ? note : '' },
        conditions: result === 'support' ? [{ what: note, lookOn: dueOn }] : [],
      },
      ...{ next: 'decision' as const, dueOn },
    })),
    ConditionDue: [null, 'T1'].map((to) => ({ conferenceId: 'K-1', nth: 1, what: note, lookOn: dueOn, to })),
    ConditionLookedAt: [true, false].flatMap((isKept) =>
      [null, dueOn].map((next) => ({ conferenceId: 'K-1', nth: 1, isKept, note, next })),
    ),
    DecisionPosted: [undefined, true as const].map((withheld) => ({
      ...{ decisionNo: 'C-1-d1', boardNo: 'P-1', publicUntil: dueOn },
      ...(withheld === undefined ? {} : { withheld }),
    })),
    DecisionObjected: [true, false].map((stops) => ({
      ...{ decisionNo: 'C-1-d1', boardNo: 'P-1', note, stops, next: 'opinion' as const, dueOn },
    })),
    ObjectionAnswered: [true, false].map((upheld) => ({
      ...{ decisionNo: 'C-1-d1', upheld, note, next: 'decision' as const, dueOn },
    })),
    CasePaused: [{ note, until: dueOn }],
    CaseResumed: [{ dueOn }],
    CaseAssigned: (['handed-over', 'staff-changed', 'household-moved'] as const).flatMap((why) =>
      [null, 'T1'].map((owner) => ({ owner, why, region: null, note })),
    ),
    CaseNoted: [{ note }],
    CaseEscalated: [
      { percent: 50, to: 'T1' },
      { percent: 100, to: null },
    ],
    CaseJoined: [{ into: 'C-2' }],
    CaseClosed: CaseResult.options.flatMap((result) => [null, dueOn].map((restUntil) => ({ result, note, restUntil }))),
    CaseReopened: [{ owner: null, step: 'check', note, dueOn }],
  }
}

const eventsIn = (language: 'zh' | 'en'): readonly CaseEvent[] =>
  Object.entries(linesIn(language)).flatMap(([type, drafts]) =>
    drafts.map((draft: object) => ({ ...line, ...draft, type }) as CaseEvent),
  )

describe('the history of a case', () => {
  test('no line of it shows a Chinese reader a code or a word of English', () => {
    for (const event of eventsIn('zh'))
      expect(caseEventText(event, 'zh', names.zh).replace(/[CKT]-\d(-[adkr]\d)?/g, '')).not.toMatch(/[A-Za-z]{2,}/)
  })

  test('no line of it shows Chinese to an English reader, nor a code', () => {
    for (const event of eventsIn('en')) {
      const text = caseEventText(event, 'en', names.en)
      expect(text).not.toMatch(/\p{Script=Han}/u)
      expect(text).not.toMatch(/[a-z]-[a-z]+-|undefined|null/)
    }
  })

  test('reads as a caseworker would write it', () => {
    const [granted] = linesIn('zh').DecisionMade
    expect(caseEventText({ ...line, type: 'DecisionMade', ...granted } as CaseEvent, 'zh', names.zh)).toBe(
      '决定 C-1-d1：同意给予临时救助 800.50 元，理由：已与家属商定，下一步救助给付，期限 2026-11-10',
    )
  })
})
