import type { Answer, Entry, Happening, Outbox } from './entry.ts'
import { mayWithdraw } from './next-to-send.ts'

export const emptyOutbox: Outbox = []

/** The outbox after something happened to it. What does not fit its state changes nothing. */
export const evolveOutbox = (outbox: Outbox, happening: Happening): Outbox => {
  switch (happening.type) {
    case 'Written':
      return outbox.some(({ id }) => id === happening.entry.id) ? outbox : [...outbox, written(happening.entry)]
    case 'SendingStarted':
      return changed(outbox, happening.id, ['waiting'], (entry) => ({
        ...entry,
        state: 'sending',
        attempts: entry.attempts + 1,
      }))
    case 'AnswerLost':
      return changed(outbox, happening.id, ['sending'], (entry) => ({ ...entry, state: 'waiting' }))
    case 'Answered':
      return answered(outbox, happening.id, happening.answer)
    case 'Restarted':
      return outbox.map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry))
    case 'Withdrawn':
      return outbox.filter((entry) => entry.id !== happening.id || !mayWithdraw(entry))
    case 'Seen':
      return outbox.filter(({ id, state }) => id !== happening.id || state === 'waiting' || state === 'sending')
    default:
      return happening satisfies never
  }
}

const written = (entry: Extract<Happening, { type: 'Written' }>['entry']): Entry => ({
  ...entry,
  state: 'waiting',
  attempts: 0,
  detail: '',
  theirs: [],
})

const changed = (outbox: Outbox, id: string, from: readonly Entry['state'][], to: (entry: Entry) => Entry): Outbox =>
  outbox.map((entry) => (entry.id === id && from.includes(entry.state) ? to(entry) : entry))

/** An answer may come late, after the page was opened anew: it counts for an entry that waits again. */
const answered = (outbox: Outbox, id: string, answer: Answer): Outbox => {
  const entry = outbox.find((each) => each.id === id)
  if (entry === undefined || (entry.state !== 'sending' && entry.state !== 'waiting')) return outbox
  if (answer.kind !== 'done') {
    const { kind, detail } = answer
    const theirs = kind === 'conflict' ? answer.theirs : []
    return changed(outbox, id, ['sending', 'waiting'], (one) => ({ ...one, state: kind, detail, theirs }))
  }
  const known = new Set(outbox.map((each) => each.id))
  const seen = seenThrough(entry, answer.history, known)
  return outbox.map((one) => {
    if (one.id === id) return { ...one, state: 'sent' }
    const follows = one.taskId === entry.taskId && one.state === 'waiting' && one.seenSeq >= entry.seenSeq
    return follows && one.attempts === 0 && seen > one.seenSeq ? { ...one, seenSeq: seen } : one
  })
}

/**
 * How far the history is known to the writer of an entry: on from what he had seen, as long as the lines are this phone's
 * own. What he wrote after it on this phone then fits, and what others wrote is never taken for seen.
 */
const seenThrough = (
  { seenSeq }: Entry,
  history: Extract<Answer, { kind: 'done' }>['history'],
  own: ReadonlySet<string>,
): number =>
  history
    .filter(({ seq }) => seq > seenSeq)
    .toSorted((a, b) => a.seq - b.seq)
    .reduce(
      (seen, { seq, command }) => (seq === seen + 1 && command !== null && own.has(command) ? seq : seen),
      seenSeq,
    )
