import { considerAssessment, emptyFile, type HouseholdFile, perform, type Task } from '@shouwang/casework'
import type { Outcome, TaskEvent } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessment, circumstances, coordinator, gridWorker, lead } from '../../casework/test/builders.ts'
import { type Answer, type Entry, emptyOutbox, evolveOutbox, nextToSend, type Outbox } from '../src/index.ts'

const RUNS = 10_000
const outcomes: readonly Outcome[] = ['nobody-home', 'refused', 'already-covered']
/** What a visitor has to know before he writes a result. */
const telling: readonly TaskEvent['type'][] = [
  'LeadJoined',
  'LeadWorsened',
  'LevelRaised',
  'TaskAssigned',
  'OutcomeRecorded',
]

/** The server: the commands of the program over one household, with the whole history of its task. */
class Server {
  file: HouseholdFile
  task: Task
  readonly history: TaskEvent[] = []
  version = 1
  constructor() {
    const opened = considerAssessment(emptyFile('h'), assessment(1, [lead('destitute-candidate')]), circumstances())
    this.file = opened.file
    this.task = opened.touched[0] as Task
    this.history.push(...opened.events)
  }
  take(entry: Entry): Answer {
    const type = entry.action === 'outcome' ? 'RecordOutcome' : 'AddNote'
    const command = { type, ...entry.body, taskId: this.task.taskId, commandId: entry.id, seenSeq: entry.seenSeq }
    const done = perform(this.file, this.task, command as Parameters<typeof perform>[2], gridWorker, circumstances())
    if (!done.ok) return { kind: 'refused', detail: done.refusal }
    this.keep(done.step)
    if (done.conflict === true) return { kind: 'conflict', detail: 'kept', theirs: ['theirs'] }
    return { kind: 'done', history: this.history.map(({ seq, command: by }) => ({ seq, command: by ?? null })) }
  }
  colleague(note: string): void {
    const command = { type: 'RecordOutcome', outcome: 'nobody-home', note, taskId: this.task.taskId } as const
    const done = perform(this.file, this.task, command, coordinator, circumstances())
    if (done.ok) this.keep(done.step)
  }
  newLead(): void {
    this.version++
    const leads = [lead('destitute-candidate'), lead('fire-loss', { level: 'red', observed: 20_000 * this.version })]
    this.keep(considerAssessment(this.file, assessment(this.version, leads), circumstances()))
  }
  private keep(step: { file: HouseholdFile; touched: readonly Task[]; events: readonly TaskEvent[] }): void {
    this.file = step.file
    this.task = step.touched.find(({ taskId }) => taskId === this.task.taskId) ?? this.task
    this.history.push(...step.events.filter(({ taskId }) => taskId === this.task.taskId))
  }
}

/** A phone: its outbox, what it shows of the task, and what it wrote with what it had seen then. */
class Phone {
  readonly name: string
  readonly server: Server
  outbox: Outbox = emptyOutbox
  seen: number
  readonly wrote = new Map<string, { readonly seen: number; readonly words: string }>()
  /** Requests on their way; each may arrive, more than once, or never. */
  readonly travelling: Entry[] = []
  readonly coming: { id: string; answer: Answer }[] = []
  constructor(name: string, server: Server) {
    this.name = name
    this.server = server
    this.seen = server.task.seq
  }
  write(action: Entry['action'], n: number): void {
    const id = `${this.name}-${this.wrote.size}`
    const body = action === 'outcome' ? { outcome: outcomes[n % outcomes.length], note: id } : { note: id }
    this.wrote.set(id, { seen: this.seen, words: id })
    const entry = { id, taskId: 't', action, body, words: id, writtenAt: '', seenSeq: this.seen }
    this.outbox = evolveOutbox(this.outbox, { type: 'Written', entry })
  }
  send(): void {
    const entry = nextToSend(this.outbox)
    if (entry === undefined) return
    this.outbox = evolveOutbox(this.outbox, { type: 'SendingStarted', id: entry.id })
    this.travelling.push(entry)
  }
  arrive(twice: boolean): void {
    const entry = twice ? this.travelling[0] : this.travelling.shift()
    if (entry !== undefined) this.coming.push({ id: entry.id, answer: this.server.take(entry) })
  }
  lose(): void {
    const lost = this.travelling.shift()
    if (lost !== undefined) this.outbox = evolveOutbox(this.outbox, { type: 'AnswerLost', id: lost.id })
  }
  answer(lost: boolean): void {
    const came = this.coming.shift()
    if (came === undefined) return
    this.outbox = evolveOutbox(this.outbox, lost ? { type: 'AnswerLost', id: came.id } : { type: 'Answered', ...came })
  }
  reopen(): void {
    this.outbox = evolveOutbox(this.outbox, { type: 'Restarted' })
  }
  /** The network is there to the end: everything that waits is sent, whatever was lost before. */
  finish(): void {
    this.reopen()
    while (this.travelling.length > 0) this.arrive(false)
    while (this.coming.length > 0) this.answer(false)
    while (nextToSend(this.outbox) !== undefined) {
      this.send()
      this.arrive(false)
      this.answer(false)
    }
  }
}

const device = fc.constantFrom(0, 1)
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), device, n: fc.nat(5), note: fc.boolean() }),
  fc.record({ do: fc.constantFrom('send' as const, 'reopen' as const, 'refresh' as const), device }),
  fc.record({ do: fc.constant('arrive' as const), device, twice: fc.boolean() }),
  fc.record({ do: fc.constant('lose' as const), device }),
  fc.record({ do: fc.constant('answer' as const), device, lost: fc.boolean() }),
  fc.record({ do: fc.constantFrom('colleague' as const, 'lead' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const act = (server: Server, phones: readonly Phone[], what: Step, place: number): void => {
  if (what.do === 'colleague') server.colleague(`colleague-${place}`)
  else if (what.do === 'lead') server.newLead()
  else if ('device' in what) move(phones[what.device] as Phone, what)
}

const move = (phone: Phone, what: Extract<Step, { device: 0 | 1 }>): void => {
  switch (what.do) {
    case 'write':
      phone.write(what.note ? 'note' : 'outcome', what.n)
      break
    case 'send':
      phone.send()
      break
    case 'arrive':
      phone.arrive(what.twice)
      break
    case 'lose':
      phone.lose()
      break
    case 'answer':
      phone.answer(what.lost)
      break
    case 'reopen':
      phone.reopen()
      break
    case 'refresh':
      phone.seen = phone.server.task.seq
  }
}

test('10,000 random orders of two phones and a server lose nothing, overwrite nothing unseen, and do each entry once', () => {
  const came = { sent: 0, conflict: 0, refused: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => {
      const server = new Server()
      const phones = [new Phone('a', server), new Phone('b', server)]
      for (const [place, what] of steps.entries()) act(server, phones, what, place)
      for (const phone of phones) phone.finish()
      for (const phone of phones) {
        for (const [id, { seen }] of phone.wrote) {
          const entry = phone.outbox.find((each) => each.id === id) as Entry
          const lines = server.history.filter(({ command }) => command === id)
          const told = lines.filter(({ type }) => type !== 'TaskAccepted')
          came[entry.state as keyof typeof came]++
          // Nothing is lost: it stands in the history, or its writer is told why not and still has his words.
          expect([entry.state, told.length]).toEqual([entry.state, entry.state === 'refused' ? 0 : 1])
          expect(['sent', 'conflict', 'refused']).toContain(entry.state)
          expect(entry.words).toBe(id)
          const [line] = told
          expect(line?.type === 'EntryConflicted').toBe(entry.state === 'conflict')
          if (line !== undefined) expect(JSON.stringify(line)).toContain(id)
          if (line?.type !== 'OutcomeRecorded') continue
          // Nothing is overwritten: whatever changed before it, its writer had seen, or wrote himself on this phone.
          const unseen = server.history.filter(
            (other) =>
              other.seq > seen &&
              other.seq < line.seq &&
              telling.includes(other.type) &&
              !phone.wrote.has(other.command ?? ''),
          )
          expect(unseen).toEqual([])
        }
      }
    }),
    { numRuns: RUNS },
  )
  expect(Math.min(came.sent, came.conflict)).toBeGreaterThan(RUNS / 10)
})
