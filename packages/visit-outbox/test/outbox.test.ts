import { expect, test } from 'vitest'
import {
  emptyOutbox,
  evolveOutbox,
  type Happening,
  mayWithdraw,
  nextToSend,
  type Outbox,
  unsettled,
} from '../src/index.ts'

const written = (id: string, taskId = 't-1', seenSeq = 1): Happening => ({
  type: 'Written',
  entry: { id, taskId, action: 'note', body: { note: id }, words: id, writtenAt: '', seenSeq },
})
const after = (...happenings: readonly Happening[]): Outbox => happenings.reduce(evolveOutbox, emptyOutbox)
const refused = { kind: 'refused', detail: '请写明看到的情况' } as const

test('an entry that was refused holds up no other, of the same task or of another', () => {
  const outbox = after(
    written('a'),
    written('b'),
    { type: 'SendingStarted', id: 'a' },
    { type: 'Answered', id: 'a', answer: refused },
  )
  expect(nextToSend(outbox)?.id).toBe('b')
  expect(unsettled(outbox)).toEqual({ waiting: 1, toRead: 1 })
})

test('entries of a task go in their order, those of another task do not wait for them', () => {
  const outbox = after(written('a'), written('b'), written('c', 't-2'), { type: 'SendingStarted', id: 'a' })
  expect(nextToSend(outbox)?.id).toBe('c')
})

test('only what was never sent can be withdrawn', () => {
  const sent = after(written('a'), { type: 'SendingStarted', id: 'a' }, { type: 'AnswerLost', id: 'a' })
  expect(sent.map(mayWithdraw)).toEqual([false])
  expect(evolveOutbox(sent, { type: 'Withdrawn', id: 'a' })).toEqual(sent)
  expect(after(written('a'), { type: 'Withdrawn', id: 'a' })).toEqual([])
})

test('what waits is never cleared away as read', () => {
  expect(after(written('a'), { type: 'Seen', id: 'a' })).toHaveLength(1)
})

test('what one writes after an entry of one’s own fits it, and what others wrote between is not taken for seen', () => {
  const done = (commands: readonly (string | null)[]): Happening => ({
    type: 'Answered',
    id: 'a',
    answer: { kind: 'done', history: commands.map((command, place) => ({ seq: place + 1, command })) },
  })
  const before = [written('a'), written('b'), { type: 'SendingStarted', id: 'a' }] as const
  expect(after(...before, done([null, 'a'])).at(-1)?.seenSeq).toBe(2)
  expect(after(...before, done([null, 'other', 'a'])).at(-1)?.seenSeq).toBe(1)
})
