import type { Decision } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  aidEvents,
  type Board,
  type BoardCommand,
  boardStatus,
  type CaseCommand,
  drawBoard,
  emptyFile,
  grantedFen,
  type HouseholdFile,
  keepBoard,
  lateOf,
  objectOnBoard,
  objectToDecision,
  openCase,
  type Postable,
  performCase,
  postOnCase,
  tellLate,
  type Worker,
  withholdOnCase,
} from '../src/index.ts'
import { circumstances, coordinator, district, li, only, rules, village, type WithoutCase, wang } from './builders.ts'

const procedures = new Map([
  ['dibao', { publicityDays: 7, appealDays: 60, objectionStops: true, recipientsPublic: true }],
  ['fanpin', { publicityDays: 5, appealDays: 60 }],
  ['edge', { publicityDays: null, appealDays: 60 }],
])
const on = (day = '2026-11-02') => circumstances(day, { rules: { ...rules, procedures }, by: 'T1' })
const draw = { type: 'DrawBoard', commandId: 'b1', kind: 'decisions', region: village, asOf: '2026-11-02' } as const
const family = (more: Partial<Postable> = {}): Postable => ({
  ...{ household: 'h1', householdNo: 'h1', caseId: 'C-1', decisionNo: 'C-1-d1', person: li, members: 3 },
  ...{ programme: 'dibao', amountFen: 120_000, every: 'once', from: '2026-11-02', isGrown: true },
  ...more,
})
const board = (postable: readonly Postable[] = [family()], kind: Board['kind'] = 'decisions'): Board => {
  const drawn = drawBoard({ ...draw, kind, programme: 'dibao' }, postable, on())
  if (!drawn.ok) throw new Error(drawn.refusal)
  return drawn.board
}
type Without<Command> = Command extends unknown ? Omit<Command, 'boardNo'> : never
const keep = (known: Board, command: Without<BoardCommand>, day: string) =>
  keepBoard(known, { ...command, boardNo: known.boardNo } as BoardCommand, on(day))
const after = (...asked: Parameters<typeof keep>): Board => {
  const kept = keep(...asked)
  if (!kept.ok) throw new Error(kept.refusal)
  return kept.board
}
const hang = { type: 'HangBoard', from: '2026-11-03', place: '村务公开栏', photo: null } as const

describe('a notice board', () => {
  test('lists grown-ups alone, and says how many families it does not name', () => {
    const { entries, withheld, days, hangBy } = board([family({ isGrown: false, person: wang }), family()])
    expect(entries).toMatchObject([{ nth: 1, person: li }])
    expect({ withheld, days, hangBy }).toEqual({ withheld: 1, days: 7, hangBy: '2026-11-04' })
    expect(JSON.stringify(entries)).not.toContain(wang)
  })

  test('is not drawn for a programme that only recognises: nobody is posted for what he is not given', () => {
    const asked = (programme: string, kind: Board['kind']) =>
      drawBoard({ ...draw, kind, programme }, [family({ programme })], on())
    expect(asked('edge', 'decisions')).toMatchObject({ refusal: 'nothing-to-post' })
    expect(asked('fanpin', 'recipients')).toMatchObject({ refusal: 'nothing-to-post' })
    expect(asked('dibao', 'recipients')).toMatchObject({ ok: true, board: { days: 90 } })
    expect(drawBoard({ ...draw, programme: 'dibao' }, [], on())).toMatchObject({ refusal: 'nothing-to-post' })
  })

  test('proves where and when it hung, for all the days that law gives', () => {
    const drawn = board()
    expect(keep(drawn, { ...hang, place: ' ' }, '2026-11-03')).toMatchObject({ refusal: 'place-needed' })
    expect(keep(drawn, hang, '2026-11-02')).toMatchObject({ refusal: 'hung-day-outside' })
    expect(keep(drawn, { ...hang, from: '2026-11-01' }, '2026-11-03')).toMatchObject({ refusal: 'hung-day-outside' })
    const down = { type: 'TakeDownBoard', on: '2026-11-09', note: '无异议' } as const
    expect(keep(drawn, down, '2026-11-09')).toMatchObject({ refusal: 'board-not-hung' })
    const hung = after(drawn, hang, '2026-11-03')
    expect(hung.hung).toEqual({ from: '2026-11-03', until: '2026-11-10', place: '村务公开栏', by: 'T1', photo: null })
    expect(keep(hung, hang, '2026-11-03')).toMatchObject({ refusal: 'board-hung' })
    expect(keep(hung, down, '2026-11-09')).toMatchObject({ refusal: 'board-too-short' })
    const ended = after(hung, { ...down, on: '2026-11-11' }, '2026-11-11')
    expect([drawn, hung, ended].map(boardStatus)).toEqual(['drawn', 'hung', 'ended'])
    expect(keep(ended, down, '2026-11-12')).toMatchObject({ refusal: 'board-over' })
  })

  test('the town hears once of one that does not hang in time, and once of one that hangs on', () => {
    const drawn = board()
    expect([lateOf(drawn, '2026-11-04'), tellLate(drawn, on('2026-11-04'))]).toEqual([null, null])
    const told = tellLate(drawn, on('2026-11-05'))
    expect(told).toMatchObject({ events: [{ type: 'BoardLateTold', why: 'not-hung', to: 'T1' }] })
    if (told === null || !told.ok) throw new Error('nobody was told')
    expect(tellLate(told.board, on('2026-11-06'))).toBeNull()
    const hung = after(told.board, { ...hang, from: '2026-11-06' }, '2026-11-06')
    expect(tellLate(hung, on('2026-11-13'))).toBeNull()
    expect(tellLate(hung, on('2026-11-14'))).toMatchObject({ events: [{ why: 'not-taken-down' }] })
  })
})

describe('an objection', () => {
  const second: Worker = { staffNo: 'T2', role: 'coordinator', region: '350203001000' }
  const decision = (programme = 'dibao'): Decision => ({
    ...{ result: 'granted', programme, amountFen: 100_000, lines: [], reasons: '核实', from: '2026-11-02', to: null },
  })
  const ask = (file: HouseholdFile, command: WithoutCase<CaseCommand>, worker: Worker = coordinator, day?: string) =>
    performCase(file, only(file), { ...command, caseId: only(file).caseId } as CaseCommand, worker, on(day))
  const done = (...asked: Parameters<typeof ask>) => {
    const performed = ask(...asked)
    if (!performed.ok) throw new Error(performed.refusal)
    return performed.step
  }
  const decided = (programme = 'dibao'): HouseholdFile => {
    const about = { household: 'h1', householdNo: 'h1', region: null, head: li } as const
    const need = { matter: 'application', origin: 'lead', department: null, urgent: false, note: '核实' } as const
    const opened = openCase(emptyFile('h1'), { type: 'OpenCase', ...about, ...need }, coordinator, on())
    if (!opened.ok) throw new Error(opened.refusal)
    const checked = done(opened.step.file, { type: 'CompleteStep', note: '已核对' }).file
    const opinion = done(checked, { type: 'CompleteStep', note: '符合' }).file
    return done(opinion, { type: 'Decide', decision: decision(programme) }).file
  }
  const numberIn = (file: HouseholdFile): string => only(file).decisions[0]?.decisionNo ?? ''
  const hung = (until = '2026-11-09'): HouseholdFile => {
    const file = decided()
    const posted = postOnCase(file, only(file), { decisionNo: numberIn(file), boardNo: 'P-1', until }, on())
    if (!posted.ok) throw new Error(posted.refusal)
    return posted.step.file
  }
  const objected = (file: HouseholdFile, day = '2026-11-05', note = '他家有车') =>
    objectToDecision(file, only(file), { decisionNo: numberIn(file), boardNo: 'P-1', note }, on(day))
  const open = (file: HouseholdFile, day?: string): HouseholdFile => {
    const made = objected(file, day)
    if (!made.ok) throw new Error(made.refusal)
    return made.step.file
  }
  const card = { form: 'card', programme: 'dibao', amountFen: 100_000, what: '', person: null, fund: null } as const

  test('the days of publicity count from the day on which it hung', () => {
    const give = (day: string) => ask(hung('2026-11-12'), { type: 'GiveAid', aid: card }, coordinator, day)
    expect(give('2026-11-12')).toMatchObject({ refusal: 'in-publicity' })
    expect(give('2026-11-13')).toMatchObject({ ok: true })
  })

  test('a decision whose publicity nobody drew or hung pays nothing, however long ago it was made', () => {
    const file = decided()
    const give = (aid: Omit<typeof card, 'programme'> & { programme: string }, day = '2027-03-01') =>
      ask(file, { type: 'GiveAid', aid }, coordinator, day)
    expect(give(card)).toMatchObject({ refusal: 'not-posted' })
    expect(give({ ...card, programme: 'edge' })).toMatchObject({ refusal: 'not-posted' })
  })

  test('a decision that needs no board pays nothing under a programme that needs one', () => {
    const give = (programme: string) =>
      ask(decided('edge'), { type: 'GiveAid', aid: { ...card, programme } }, coordinator, '2026-11-20')
    expect(give('dibao')).toMatchObject({ refusal: 'not-posted' })
    expect(give('edge')).toMatchObject({ ok: true })
  })

  test('one that law keeps from being named waits for its days alone, once its board was drawn', () => {
    const file = decided()
    const drawn = withholdOnCase(file, only(file), { decisionNo: numberIn(file), boardNo: 'P-1' }, on())
    if (!drawn.ok) throw new Error(drawn.refusal)
    expect(drawn.step.caseEvents).toMatchObject([{ type: 'DecisionPosted', withheld: true, publicUntil: '2026-11-09' }])
    const give = (day: string) => ask(drawn.step.file, { type: 'GiveAid', aid: card }, coordinator, day)
    expect(give('2026-11-09')).toMatchObject({ refusal: 'in-publicity' })
    expect(give('2026-11-10')).toMatchObject({ ok: true })
  })

  test('SD4: looks into the case anew and stops the decision where law says so, until somebody else answers', () => {
    const file = open(hung())
    expect(only(file)).toMatchObject({ step: 'opinion', objected: { stops: true, from: 'aid', note: '他家有车' } })
    expect(ask(file, { type: 'GiveAid', aid: card }, coordinator, '2026-11-20')).toMatchObject({
      refusal: 'objection-open',
    })
    const looked = done(file, { type: 'CompleteStep', note: '已核查' }).file
    expect(ask(looked, { type: 'Decide', decision: decision() }, second)).toMatchObject({ refusal: 'objection-open' })
    const answer = { type: 'AnswerObjection', decisionNo: numberIn(file), upheld: false, note: '车已卖' } as const
    expect(ask(file, answer)).toMatchObject({ refusal: 'second-person-needed' })
    const back = done(file, answer, second).file
    expect(only(back)).toMatchObject({ step: 'aid', objected: null })
    expect(ask(back, { type: 'GiveAid', aid: card }, coordinator, '2026-11-20')).toMatchObject({ ok: true })
    expect(ask(back, answer, second)).toMatchObject({ refusal: 'no-such-objection' })
  })

  test('one that is upheld ends the decision: it grants nothing, its fact is withdrawn, and it is made anew', () => {
    const file = open(decided())
    const answer = { type: 'AnswerObjection', decisionNo: numberIn(file), upheld: true, note: '确有车' } as const
    expect(ask(file, answer, second)).toMatchObject({ refusal: 'not-yours-to-decide' })
    const step = done(file, answer, district)
    const known = only(step.file)
    expect([known.step, grantedFen(known), known.decisions[0]?.endedOn]).toEqual(['decision', 0, '2026-11-02'])
    const facts = step.caseEvents.flatMap((event) => aidEvents(event, known, li))
    expect(facts).toMatchObject([{ type: 'DecisionMade', retracted: true, sourcekey: numberIn(file) }])
    expect(objected(step.file)).toMatchObject({ refusal: 'not-decided' })
    const anew = done(step.file, { type: 'Decide', decision: { ...decision(), amountFen: 40_000 } }, second)
    expect(grantedFen(only(anew.file))).toBe(40_000)
  })

  test('reopens a closed case, and stops nothing once the days are over or where law does not say so', () => {
    const paid = done(hung(), { type: 'GiveAid', aid: card }, coordinator, '2026-11-10').file
    const closed = done(paid, { type: 'CloseCase', result: 'helped', note: '回访' }, coordinator, '2026-11-12')
    const [known] = closed.cases
    if (known === undefined) throw new Error('not closed')
    const late = { decisionNo: known.decisions[0]?.decisionNo ?? '', boardNo: 'P-1', note: '他家有车' }
    const reopened = objectToDecision(closed.file, known, late, on('2026-11-20'))
    expect(reopened).toMatchObject({
      ok: true,
      step: {
        cases: [{ status: 'open', step: 'opinion', result: null, objected: { stops: false, from: 'return-visit' } }],
      },
    })
    const lax = open(decided('fanpin'))
    expect(only(lax)).toMatchObject({ step: 'aid', objected: { stops: false } })
    expect(ask(lax, { type: 'CloseCase', result: 'withdrawn', note: '放弃' })).toMatchObject({
      refusal: 'objection-open',
    })
    expect(objected(decided(), '2026-11-05', ' ')).toMatchObject({ refusal: 'case-note-needed' })
  })

  test('is written on its board, the same command once', () => {
    const asked = {
      type: 'ObjectToBoard',
      commandId: 'o1',
      boardNo: board().boardNo,
      nth: 1,
      note: '电话 13800001111 反映有车',
    }
    const kept = objectOnBoard(board(), { ...asked, type: 'ObjectToBoard' }, 'C-1', on())
    expect(kept).toMatchObject({
      board: { objections: [{ nth: 1, caseId: 'C-1', note: '电话 ［手机号码］ 反映有车' }] },
    })
  })
})
