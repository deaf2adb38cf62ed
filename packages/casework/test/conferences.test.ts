import type { ConferenceDecision } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  type AgendaItem,
  type CallConference,
  type Conference,
  type ConferenceCommand,
  callConference,
  caseFrom,
  caseNoticesOf,
  conferOnCase,
  emptyFile,
  type HouseholdFile,
  holdConference,
  nextCaseDay,
  openCase,
  type PensionSeen,
  performCase,
  supervise,
} from '../src/index.ts'
import { circumstances, coordinator, li, only, village } from './builders.ts'

const c = circumstances()
const when = { at: c.at, day: c.day, by: 'T1' }
const material = {
  ...{ day: c.day, members: 1, person: li, circumstances: ['elder', 'living-alone'], notMet: {} },
  ...{ leads: [], programmes: [], givenFen: 0 },
}
const item = (caseId: string): AgendaItem => ({
  ...{ caseId, household: 'h1', householdNo: 'h1', region: village, material, opinions: [], decision: null },
})
const asked: CallConference = {
  ...{ type: 'CallConference', commandId: 'k1', level: 'town', heldOn: '2026-11-05', place: '三楼', caseIds: ['C-1'] },
  invited: [],
}
const called = (): Conference => {
  const held = callConference(asked, '350203001000', [item('C-1'), item('C-2')], when)
  if (!held.ok) throw new Error(held.refusal)
  return held.conference
}
type Asked = ConferenceCommand extends infer Command
  ? Command extends unknown
    ? Omit<Command, 'conferenceId'>
    : never
  : never
const ask = (known: Conference, command: Asked) =>
  holdConference(known, { ...command, conferenceId: known.conferenceId } as ConferenceCommand, when)
const after = (known: Conference, command: Asked): Conference => {
  const held = ask(known, command)
  if (!held.ok) throw new Error(held.refusal)
  return held.conference
}
const said = (caseId: string, name: string): Asked => ({
  ...{ type: 'GiveOpinion', caseId, opinion: { name, office: '民政', stance: 'for', words: '同意' } },
})
const decided = (caseId: string, more: object = {}): Asked => ({
  type: 'DecideItem',
  caseId,
  decision: {
    ...{ result: 'support', programme: 'tekun', amountFen: 0, reasons: '两次骨折，无人照料' },
    ...{ conditions: [{ what: '养老金交财政', lookOn: '2026-12-05' }], dissent: '' },
    ...more,
  },
})

describe('a conference', () => {
  test('X2: decides on a condition only once two people spoke, once for each case, and ends when all are decided', () => {
    const one = after(called(), said('C-1', '林'))
    expect(ask(one, decided('C-1'))).toEqual({ ok: false, refusal: 'opinion-needed' })
    expect(ask(after(one, said('C-1', '林')), decided('C-1'))).toEqual({ ok: false, refusal: 'opinion-needed' })
    const both = after(one, said('C-1', '王'))
    const first = after(both, decided('C-1'))
    expect(first.items[0]?.decision).toMatchObject({ conditions: [{ what: '养老金交财政', lookOn: '2026-12-05' }] })
    expect(ask(first, decided('C-1'))).toEqual({ ok: false, refusal: 'item-decided' })
    expect(ask(first, { type: 'CloseConference' })).toEqual({ ok: false, refusal: 'agenda-open' })
    const last = after(after(after(first, said('C-2', '林')), said('C-2', '王')), decided('C-2', { result: 'decline' }))
    const closed = after(last, { type: 'CloseConference' })
    expect(closed).toMatchObject({ status: 'closed', closedOn: c.day, seq: 8 })
    expect(ask(closed, said('C-1', '晚'))).toEqual({ ok: false, refusal: 'conference-over' })
  })

  test('refuses a case that is not on its agenda, an outdated page, and support under no programme', () => {
    const known = after(after(called(), said('C-1', '林')), said('C-1', '王'))
    expect(ask(known, said('C-9', '林'))).toEqual({ ok: false, refusal: 'not-on-agenda' })
    expect(ask(known, { ...said('C-1', '赵'), expectedSeq: 1 })).toEqual({ ok: false, refusal: 'case-outdated' })
    expect(ask(known, decided('C-1', { programme: null }))).toEqual({ ok: false, refusal: 'programme-needed' })
  })

  test('writes down no ID number of what people say', () => {
    const known = after(called(), {
      ...{ type: 'GiveOpinion', caseId: 'C-1' },
      opinion: { name: '林', office: '民政', stance: 'for', words: '本人 11010519491231002X 同意' },
    })
    expect(JSON.stringify(known)).not.toContain('11010519491231002X')
  })

  test('the same call is the same number, another call another', () => {
    const again = callConference(asked, '350203001000', [item('C-1')], when)
    expect(again.ok && again.conference.conferenceId).toBe(called().conferenceId)
    const other = callConference({ ...asked, commandId: 'k2' }, '350203001000', [item('C-1')], when)
    expect(other.ok && other.conference.conferenceId).not.toBe(called().conferenceId)
  })
})

describe('what a conference decided', () => {
  const opened = (matter: 'conference' | 'application'): HouseholdFile => {
    const about = { household: 'h1', householdNo: 'h1', region: village, head: li, department: null, urgent: false }
    const performed = openCase(
      emptyFile('h1'),
      { type: 'OpenCase', ...about, matter, origin: 'application', note: '提请会商' },
      coordinator,
      c,
    )
    if (!performed.ok) throw new Error(performed.refusal)
    return performed.step.file
  }
  const reached = (matter: 'conference' | 'application', result: 'support' | 'postpone') => {
    const file = opened(matter)
    const [known] = file.cases
    if (known === undefined) throw new Error('no case')
    const decision = { result, programme: null, amountFen: 0, reasons: '议', conditions: [], dissent: '' }
    const performed = conferOnCase(file, known, { ...decision, conferenceId: 'K-1' }, c)
    return performed.ok ? performed.step.cases[0] : undefined
  }

  test('lets a case that waited for it go on, leaves one that is postponed waiting, and another at its step', () => {
    expect(reached('conference', 'support')).toMatchObject({ step: 'decision', conferences: [{ conferenceId: 'K-1' }] })
    expect(reached('conference', 'postpone')).toMatchObject({ step: 'conference' })
    expect(reached('application', 'support')).toMatchObject({ step: 'check' })
  })
})

describe('the conditions of a conference', () => {
  const conference = {
    ...{ conferenceId: 'K-1', result: 'support' as const, programme: 'tekun', amountFen: 0, reasons: '无人照料' },
    dissent: '',
  }
  const condition = { what: '养老金交财政', lookOn: '2026-12-05' }
  const conferred = (conditions: ConferenceDecision['conditions'] = [condition]): HouseholdFile => {
    const need = { matter: 'conference', origin: 'lead', department: null, urgent: false, note: '请会商' } as const
    const about = { household: 'h1', householdNo: 'h1', region: village, head: li } as const
    const opened = openCase(emptyFile('h1'), { type: 'OpenCase', ...about, ...need }, coordinator, c)
    if (!opened.ok) throw new Error(opened.refusal)
    const decided = conferOnCase(opened.step.file, only(opened.step.file), { ...conference, conditions }, c)
    if (!decided.ok) throw new Error(decided.refusal)
    return decided.step.file
  }
  const look = { type: 'LookAtCondition', conferenceId: 'K-1', nth: 1, isKept: true, note: '已到账' } as const
  const told = (file: HouseholdFile, day: string) =>
    supervise(file, circumstances(day)).caseEvents.filter(({ type }) => type === 'ConditionDue')

  test('X2: the owner hears of a condition on its day, once, and again on the day on which it is looked at next', () => {
    const file = conferred()
    expect(nextCaseDay(only(file), circumstances().rules)).toBeTruthy()
    expect(told(file, '2026-12-04')).toEqual([])
    const step = supervise(file, circumstances('2026-12-05'))
    const event = step.caseEvents.find(({ type }) => type === 'ConditionDue')
    expect(event).toMatchObject({ what: '养老金交财政', to: 'T1', nth: 1 })
    if (event === undefined) throw new Error('nobody was told')
    expect(caseNoticesOf(event, only(step.file))).toMatchObject([{ staffNo: 'T1', kind: 'reminded' }])
    expect(told(step.file, '2026-12-06')).toEqual([])
    const ask = (next: string | null, from = step.file) => {
      const command = { ...look, caseId: only(from).caseId, next }
      return performCase(from, only(from), command, coordinator, circumstances('2026-12-06'))
    }
    expect(ask('2026-12-06')).toMatchObject({ refusal: 'until-not-later' })
    const again = ask('2027-01-05')
    if (!again.ok) throw new Error(again.refusal)
    expect(told(again.step.file, '2027-01-05')).toHaveLength(1)
    const last = ask(null)
    if (!last.ok) throw new Error(last.refusal)
    expect(told(last.step.file, '2027-01-05')).toEqual([])
    expect(ask(null, last.step.file)).toMatchObject({ refusal: 'no-such-condition' })
  })

  test('a condition outlives its case: somebody hears of it after the case was closed', () => {
    const file = conferred()
    const close = { type: 'CloseCase', caseId: only(file).caseId, result: 'no-need', note: '已入住' } as const
    const closed = performCase(file, only(file), close, coordinator, c)
    if (!closed.ok) throw new Error(closed.refusal)
    const over = closed.step.file
    expect([over.cases, over.watched.map(({ status }) => status)]).toEqual([[], ['closed']])
    const [known] = over.watched
    if (known === undefined) throw new Error('nobody watches it')
    expect(nextCaseDay(known, circumstances().rules)).toBe('2026-12-05')
    expect(told(over, '2026-12-05')).toMatchObject([{ to: 'T1' }])
    const looked = { ...look, caseId: known.caseId, next: null }
    const done = performCase(over, known, looked, coordinator, circumstances('2026-12-06'))
    expect(done).toMatchObject({ ok: true, step: { file: { watched: [] }, cases: [{ status: 'closed' }] } })
  })

  describe('that the pension feed looks at every month', () => {
    const watched = (): HouseholdFile => conferred([{ ...condition, watch: 'pension-to-treasury' }])
    const paid = (month: string, payee: PensionSeen['payee']): PensionSeen => ({ month, amountFen: 260_000, payee })
    const lookedOn = (file: HouseholdFile, day: string, ...pensions: readonly PensionSeen[]) =>
      supervise(file, circumstances(day, { pensions }))

    test('X2: kept, nobody hears of it, and it is looked at again in a month', () => {
      const step = lookedOn(watched(), '2026-12-05', paid('2026-10', 'other'), paid('2026-11', 'treasury'))
      const [event] = step.caseEvents
      expect(event).toMatchObject({ type: 'ConditionLookedAt', isKept: true, by: 'system', next: '2027-01-05' })
      if (event === undefined) throw new Error('nothing was written')
      expect(caseNoticesOf(event, only(step.file))).toEqual([])
      expect(only(step.file).conditions[0]).toMatchObject({ lookOn: '2027-01-05', toldOn: null })
      expect(
        only(lookedOn(step.file, '2027-01-05', paid('2026-12', 'treasury')).file).conditions[0]?.looks,
      ).toHaveLength(2)
    })

    test('X2: broken, the owner is told what the feed said, once, until somebody has looked', () => {
      const step = lookedOn(watched(), '2026-12-05', paid('2026-11', 'other'))
      const due = step.caseEvents.filter(({ type }) => type === 'ConditionDue')
      expect(due).toMatchObject([{ to: 'T1', said: '2026-11发放养老金2600元，没有交财政' }])
      expect(only(step.file).conditions[0]).toMatchObject({ toldOn: '2026-12-05', looks: [{ isKept: false }] })
      expect(told(lookedOn(step.file, '2026-12-06', paid('2026-11', 'other')).file, '2026-12-06')).toEqual([])
    })

    test.for([
      ['the feed has nothing of this month and the last', [paid('2026-10', 'treasury')], '没有养老金发放记录'],
      ['the feed does not say whose account it was', [paid('2026-11', null)], '没有写明收款方'],
      ['of two pensions one went elsewhere', [paid('2026-11', 'treasury'), paid('2026-11', 'other')], '其中1笔交财政'],
    ] as const)('where %s, a person looks', ([, pensions, said]) => {
      const { caseEvents } = lookedOn(watched(), '2026-12-05', ...pensions)
      const events = caseEvents.filter(({ type }) => type.startsWith('Condition'))
      expect(events).toMatchObject([{ type: 'ConditionDue', said: expect.stringContaining(said) }])
    })
  })

  test('a case that was stored before conditions were watched still has them', () => {
    const { conditions, ...stored } = only(conferred())
    expect(caseFrom(JSON.parse(JSON.stringify(stored))).conditions).toEqual(conditions)
  })
})
