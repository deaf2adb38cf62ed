import {
  AssignmentReason,
  Level,
  Outcome,
  type PersonId,
  SystemNote,
  TaskEvent,
  type TaskEventType,
  WithdrawalReason,
} from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import * as casework from '../src/index.ts'
import { type NameOf, taskEventText } from '../src/index.ts'
import { lead } from './builders.ts'

type Written = { [T in TaskEventType]: readonly Omit<Extract<TaskEvent, { type: T }>, keyof typeof line | 'type'>[] }

const line = { taskId: 'T-1', seq: 1, at: '2026-10-31T09:00:00+08:00', day: '2026-10-31', by: 'system' } as const
const person: PersonId = 'p_0123456789abcdef01234567'
const dueOn = '2026-11-10'
const note = { zh: '本人更熟悉情况', en: 'knows them better' }

/** Every kind of line, with every code that it may carry. A new kind does not compile until it is here. */
const linesIn = (language: 'zh' | 'en'): Written => ({
  TaskOpened: Level.options.flatMap((level) =>
    ['W1', null].map((assignee) => ({
      household: 'h',
      householdNo: '350100000001',
      region: null,
      direction: 'missed' as const,
      level,
      leads: [lead('unsafe-housing')],
      dueOn,
      assignee,
      flags: ['unknown-region', 'nobody-in-charge'],
    })),
  ),
  LeadJoined: [{ lead: lead('unsafe-housing') }],
  LeadWorsened: [{ lead: lead('unsafe-housing') }],
  LeadCleared: [
    { indicator: 'unsafe-housing', person },
    { indicator: 'unsafe-housing', person: null, level: 'blue', dueOn },
  ],
  LevelRaised: [...Level.options.map((level) => ({ level, dueOn })), { level: 'red', dueOn, resultOn: dueOn }],
  DeadlineBroughtForward: [{ dueOn }, { dueOn, resultOn: dueOn }],
  TaskAssigned: [
    ...AssignmentReason.options.flatMap((why) => ['W1', null].map((assignee) => ({ assignee, region: null, why }))),
    { assignee: 'W1', region: null, why: 'reassigned', note: note[language] },
  ],
  TaskAccepted: [{}],
  ContactMade: [
    { note: '', dueOn },
    { note: note[language], dueOn },
  ],
  NoteAdded: [
    { note: note[language] },
    ...SystemNote.options.map((why) => ({ note: casework.systemNoteWords[why].zh, why })),
  ],
  TaskReminded: [{ to: 'W1', note: note[language] }],
  TaskEscalated: [
    { percent: 50, to: 'W1' },
    { percent: 100, to: null },
  ],
  OutcomeRecorded: Outcome.options.flatMap((outcome) => [
    { outcome, note: '', leads: [], closes: true, suppressUntil: dueOn },
    { outcome, note: note[language], leads: [], closes: false, suppressUntil: null },
  ]),
  OutcomeConfirmed: [{ suppressUntil: dueOn }],
  OutcomeUndone: [
    { undoes: 2, reopens: true, note: '' },
    { undoes: 2, reopens: false, note: note[language] },
    { undoes: 2, reopens: true, note: note[language], dueOn },
  ],
  EntryConflicted: [
    { outcome: 'refused', note: note[language], seenSeq: 1, to: 'W1' },
    { outcome: null, note: note[language], seenSeq: 1, to: null },
  ],
  TaskWithdrawn: WithdrawalReason.options.map((why) => ({ why })),
})

const eventsIn = (language: 'zh' | 'en'): readonly TaskEvent[] =>
  Object.entries(linesIn(language)).flatMap(([type, lines]) =>
    lines.map((more) => TaskEvent.parse({ ...line, ...more, type })),
  )

const names = {
  zh: { indicator: () => '住房不安全', staff: () => '韩超英' },
  en: { indicator: () => 'unsafe housing', staff: () => 'Han Chaoying' },
} as const satisfies Record<string, NameOf>

describe('the history of a task in words', () => {
  test('no line of it shows an English code to a Chinese reader', () => {
    for (const event of eventsIn('zh')) expect(taskEventText(event, 'zh', names.zh)).not.toMatch(/[A-Za-z]/)
  })

  test('no line of it shows Chinese to an English reader, nor a code', () => {
    for (const event of eventsIn('en')) {
      const text = taskEventText(event, 'en', names.en)
      expect(text).not.toMatch(/\p{Script=Han}/u)
      expect(text).not.toMatch(/[a-z]-[a-z]+-|undefined|null/)
    }
  })

  test('reads as a caseworker would write it', () => {
    const told = (more: object) => taskEventText(TaskEvent.parse({ ...line, ...more }), 'zh', names.zh)
    expect([
      told({ type: 'TaskAssigned', assignee: 'W1', region: null, why: 'taken-over' }),
      told({ type: 'TaskAssigned', assignee: 'W1', region: null, why: 'reassigned', note: '人手不足' }),
      told({ type: 'TaskWithdrawn', why: 'leads-cleared' }),
      told({ type: 'TaskEscalated', percent: 100, to: 'T1' }),
    ]).toEqual([
      '转派给韩超英：接手办理',
      '转派给韩超英：人手不足',
      '撤回：线索已全部消除',
      '已用去期限的 100%，报韩超英',
    ])
  })

  test('a line written before reasons were codes still reads, with the words of the person', () => {
    const old = { ...line, type: 'TaskAssigned', assignee: 'W1', region: null, why: '人手不足' }
    expect(TaskEvent.parse(old)).toEqual({ ...old, why: 'reassigned', note: '人手不足' })
    expect(taskEventText(TaskEvent.parse(old), 'zh', names.zh)).toBe('转派给韩超英：人手不足')
    expect(TaskEvent.parse({ ...old, why: 'staff-changed' })).toEqual({ ...old, why: 'staff-changed' })
  })
})

test('every table of words is full in both languages, without codes in the Chinese', () => {
  const tables = Object.entries(casework).filter(([name]) => name.endsWith('Words'))
  expect(tables.length).toBeGreaterThan(8)
  for (const [, table] of tables)
    for (const words of Object.values(table as Record<string, { zh: string; en: string }>)) {
      expect(words.zh).toMatch(/^[\p{Script=Han}\d.，、“”]+$/u)
      expect(words.en).toMatch(/^[A-Za-z\d .,;'×-]+$/)
    }
})
