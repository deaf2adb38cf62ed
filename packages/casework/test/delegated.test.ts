import type { CaseEvent, Decision } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { type CaseCommand, emptyFile, openCase, performCase, supervise, type Worker } from '../src/index.ts'
import { circumstances, coordinator, district, li, only, rules, village } from './builders.ts'

// T4 of docs/casework.md: what a district delegated, a town decides alone.

const procedures = new Map([['dibao', { publicityDays: null, appealDays: 60, workingDays: 12, townFen: 100_000 }]])
const on = (day: string) => circumstances(day, { rules: { ...rules, procedures } })

/** A case at its decision. */
const atDecision = () => {
  const about = { household: 'h1', householdNo: 'h1', region: village, head: li } as const
  const need = { matter: 'application', origin: 'application', department: null, urgent: false, note: '申请' } as const
  const opened = openCase(emptyFile('h1'), { type: 'OpenCase', ...about, ...need }, coordinator, on('2026-11-02'))
  if (!opened.ok) throw new Error(opened.refusal)
  return ['已核对', '属实'].reduce((file, note) => {
    const command = { type: 'CompleteStep', caseId: only(file).caseId, note } as const
    const done = performCase(file, only(file), command, coordinator, on('2026-11-02'))
    if (!done.ok) throw new Error(done.refusal)
    return done.step.file
  }, opened.step.file)
}
const decided = (amountFen: number, by: Worker, day = '2026-11-03', more: Partial<Decision> = {}) => {
  const file = atDecision()
  const decision = {
    result: 'granted',
    programme: 'dibao',
    amountFen,
    lines: [],
    reasons: '符合',
    from: day,
    to: null,
    ...more,
  }
  const command = { type: 'Decide', caseId: only(file).caseId, decision } as CaseCommand
  return performCase(file, only(file), command, by, on(day))
}
const typesOf = (performed: ReturnType<typeof decided>): readonly CaseEvent['type'][] =>
  performed.ok ? performed.step.caseEvents.map(({ type }) => type) : []

test('T4: a town approves what was delegated to it up to its limit, and proposes what is more', () => {
  expect(typesOf(decided(100_000, coordinator))).toEqual(['DecisionMade'])
  expect(typesOf(decided(100_001, coordinator))).toEqual(['DecisionProposed'])
  expect(typesOf(decided(100_001, district))).toEqual(['DecisionMade'])
})

test('T4: the clock runs in the working days of the city, and a refusal behind it says why it is late', () => {
  const made = decided(100_000, coordinator)
  expect(made.ok && made.step.caseEvents[0]).toMatchObject({ lawDueOn: '2026-11-18' })
  const refuse = { result: 'refused', amountFen: 0 } as const
  expect(decided(0, coordinator, '2026-11-18', refuse)).toMatchObject({ ok: true })
  expect(decided(0, coordinator, '2026-11-19', refuse)).toMatchObject({ ok: false, refusal: 'late-unexplained' })
  expect(decided(0, coordinator, '2026-11-19', { ...refuse, deviation: '等待外省回函' })).toMatchObject({ ok: true })
})

test('T4: a step that is late is told of upwards', () => {
  const late = supervise(atDecision(), on('2026-11-20')).caseEvents.filter(({ type }) => type === 'CaseEscalated')
  expect(late.map((event) => ('percent' in event ? event.percent : 0))).toContain(100)
})
