import type { NewMessage, NoticeChannel, PendingNotice } from '@shouwang/postgres'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterAttempt, mostAttempts, type Outcome } from '../src/attempt.ts'
import { filled } from '../src/channels/sms-gateway.ts'
import { messageText } from '../src/message-text.ts'
import { planMessages } from '../src/plan.ts'
import { loadTimes, maySend, timesAt } from '../src/times.ts'

const times = timesAt(loadTimes(), Date.parse('2026-10-30T00:00:00Z'))
const person = { name: 'sms', to: 'person' } as const
const group = { name: 'dingtalk-robot', to: 'group' } as const
/** A moment by the clock of Beijing. 2026-10-30 is a Friday. */
const at = (local: string): number => Date.parse(`${local}:00+08:00`)
const notice = (local: string, more: Partial<PendingNotice> = {}): PendingNotice => ({
  ...{ about: 't-1', seq: 1, staffNo: 'W0001', urgent: false },
  at: new Date(at(local)).toISOString(),
  ...more,
})

test('what comes within half an hour goes as one message, and not before', () => {
  const pending = [notice('2026-10-30T09:00'), notice('2026-10-30T09:20', { seq: 2 })]
  expect(planMessages(pending, person, times, at('2026-10-30T09:29'))).toEqual([])
  expect(planMessages(pending, person, times, at('2026-10-30T09:30')).map(({ notices }) => notices.length)).toEqual([2])
})

test('a red task takes everything with it after two minutes', () => {
  const pending = [notice('2026-10-30T09:00'), notice('2026-10-30T09:01', { about: 't-2', urgent: true })]
  expect(planMessages(pending, person, times, at('2026-10-30T09:02'))).toEqual([])
  expect(planMessages(pending, person, times, at('2026-10-30T09:03'))).toMatchObject([{ notices: pending }])
})

test('a fire at two in the night waits for eight, and is told then without a digest', () => {
  const pending = [notice('2026-10-31T02:14', { urgent: true })]
  expect(planMessages(pending, person, times, at('2026-10-31T07:59'))).toEqual([])
  expect(planMessages(pending, person, times, at('2026-10-31T08:00'))).toHaveLength(1)
  const awake = { ...times, urgent: { ...times.urgent, inQuietHours: true } }
  expect(planMessages(pending, person, awake, at('2026-10-31T02:16'))).toHaveLength(1)
})

test('on a Sunday only what is urgent is told, and on a day worked in its place everything', () => {
  expect(maySend(times, at('2026-11-01T10:00'), false)).toBe(false)
  expect(maySend(times, at('2026-11-01T10:00'), true)).toBe(true)
  expect(maySend({ ...times, restDays: 'as-usual' }, at('2026-11-01T10:00'), false)).toBe(true)
  expect(maySend(times, at('2026-02-28T10:00'), false)).toBe(true)
})

test('times hold from their day on', () => {
  const [first] = loadTimes()
  if (first === undefined) throw new Error('no times')
  const later = { ...first, from: '2026-10-31', digestMinutes: 5 }
  expect(timesAt([first, later], at('2026-10-30T23:59')).digestMinutes).toBe(30)
  expect(timesAt([first, later], at('2026-10-31T00:00')).digestMinutes).toBe(5)
})

test('a group is told of all in one message, without whom it concerns', () => {
  const pending = [notice('2026-10-30T09:00'), notice('2026-10-30T09:00', { staffNo: 'W0002' })]
  expect(planMessages(pending, group, times, at('2026-10-30T10:00'))).toMatchObject([
    { staffNo: null, notices: pending },
  ])
})

const channels: readonly NoticeChannel[] = ['wecom-app', 'wecom-robot', 'dingtalk-robot', 'sms', 'webhook']
const word = fc.stringMatching(/^[A-Za-z\u4e00-\u9fa5]{3,12}$/)
const anyNotice = fc.record({
  ...{ about: word, seq: fc.nat(50), staffNo: word, urgent: fc.boolean() },
  at: fc.integer({ min: 0, max: 10_000_000 }).map((s) => new Date(at('2026-10-30T00:00') - s * 1000).toISOString()),
})
const anyPending = fc.uniqueArray(anyNotice, {
  selector: ({ about, seq, staffNo }) => JSON.stringify([about, seq, staffNo]),
  maxLength: 30,
})
const textOf = ({ notices, staffNo }: NewMessage): string =>
  messageText({
    notices: notices.length,
    urgent: notices.filter(({ urgent }) => urgent).length,
    people: staffNo === null ? new Set(notices.map((each) => each.staffNo)).size : null,
    link: 'https://shouwang.example/',
    madeMs: at('2026-10-30T10:00'),
  })

test('whatever waits, every notice is in one message at most, and no text has a name, an identifier or a reason', () => {
  fc.assert(
    fc.property(anyPending, fc.constantFrom(...channels), fc.constantFrom('person', 'group'), (pending, name, to) => {
      const made = planMessages(pending, { name, to }, times, at('2026-10-30T10:00'))
      const told = made.flatMap(({ notices }) => notices)
      expect(new Set(told).size).toBe(told.length)
      expect(new Set(made.map(({ messageId }) => messageId)).size).toBe(made.length)
      for (const message of made)
        expect(textOf(message)).toMatch(
          /^【守望】(您|\d+ 位同事)有 \d+ 条新提醒(（其中紧急 \d+ 条）)?，请登录查看：https:\/\/shouwang\.example\/ （10-30 10:00）$/,
        )
    }),
  )
})

test('the same notices make the same message, in whatever order they come', () => {
  fc.assert(
    fc.property(anyPending, (pending) => {
      const ids = (some: readonly PendingNotice[]) =>
        planMessages(some, group, times, at('2026-10-30T10:00')).map(({ messageId }) => messageId)
      expect(ids(pending.toReversed())).toEqual(ids(pending))
    }),
  )
})

const outcomes: readonly Outcome[] = [
  { result: 'taken' },
  { result: 'away', fault: 'http-503' },
  { result: 'refused', fault: 'http-400' },
  { result: 'unknown', fault: 'timeouterror' },
]

test('whatever a system answers, a message ends, and one that may have arrived goes out once more at most', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.constantFrom(...outcomes)), (answers) => {
      let [attempts, repeated, mayHaveArrived] = [0, false, 0]
      for (const outcome of answers) {
        attempts += 1
        if (outcome.result === 'taken' || outcome.result === 'unknown') mayHaveArrived += 1
        const end = afterAttempt({ attempts, repeated }, outcome, false, 0)
        repeated = end.repeated
        expect(mayHaveArrived).toBeLessThanOrEqual(2)
        if (mayHaveArrived > 1) expect(repeated).toBe(true)
        if (end.state !== 'waiting') return
        expect(Date.parse(end.nextAt)).toBeGreaterThan(0)
      }
    }),
  )
  expect(afterAttempt({ attempts: 1, repeated: false }, { result: 'unknown', fault: 'x' }, false, 0).state).toBe(
    'waiting',
  )
  expect(afterAttempt({ attempts: 2, repeated: true }, { result: 'unknown', fault: 'x' }, false, 0).state).toBe(
    'unsure',
  )
  const away: Outcome = { result: 'away', fault: 'x' }
  expect(afterAttempt({ attempts: mostAttempts, repeated: false }, away, false, 0).state).toBe('failed')
  expect(afterAttempt({ attempts: 2, repeated: true }, { result: 'unknown', fault: 'x' }, true, 0).state).toBe(
    'waiting',
  )
})

test('a template is filled as JSON or a form has it', () => {
  const values = { phone: '13800000000', text: '有 "1" 条&' }
  expect(JSON.parse(filled('{"to":"{phone}","say":"{text}","{other}":1}', values))).toEqual({
    ...{ to: '13800000000', say: '有 "1" 条&' },
    '{other}': 1,
  })
  expect(new URLSearchParams(filled('mobile={phone}&content={text}', values)).get('content')).toBe('有 "1" 条&')
})
