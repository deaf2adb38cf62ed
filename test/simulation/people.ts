import type { CaseCommand, Command, Task } from '@shouwang/casework'
import type { CaseworkCommands } from '@shouwang/commands'
import { addDays, type Decision, type Outcome } from '@shouwang/contracts'
import { EngineAway } from '@shouwang/flow'
import { receiveRecords } from '@shouwang/intake'
import { type Answer, type Entry, emptyOutbox, evolveOutbox, nextToSend } from '@shouwang/visit-outbox'
import { clockOf } from './services.ts'
import type { Device, Simulation } from './simulated.ts'
import { feeds, rowOf } from './town.ts'
import type { Process } from './world.ts'

const minuteMs = 60_000
const answerLimitMs = 90_000

const person = (name: string): Process => ({ name, alive: true, clockOffMs: 0, stalledUntilMs: 0 })

/** Asks a process over the network: the request may be lost, arrive twice or late, and so may the answer. */
const ask = async <T>({ world, faults }: Simulation, by: Process, of: Process, work: () => Promise<T>): Promise<T> => {
  await world.effect(by, 'network', `asks ${of.name}`, () => undefined)
  if (!of.alive) throw new EngineAway(of.name, 'refused')
  if (!faults.calm && world.random.chance(0.05)) void work().catch(() => undefined)
  const late = world.pause(by, answerLimitMs).then(() => {
    throw new EngineAway(of.name, 'no answer came in time')
  })
  const answer = await Promise.race([work(), late])
  await world.effect(by, 'network', `hears ${of.name}`, () => undefined)
  return answer
}

/** Everybody of the town begins to live. */
export const openPeople = (simulation: Simulation): void => {
  for (const nth of [1, 2]) void keepSending(simulation, person(`department-${nth}`))
  for (const worker of ['W1', 'W2', 'T1'])
    for (const nth of ['a', 'b']) void keepVisiting(simulation, openDevice(simulation, `${worker}${nth}`, worker))
  void keepVisiting(simulation, openDevice(simulation, 'X1a', 'X1'))
  for (const nth of [1, 2]) void keepDeciding(simulation, person(`office-${nth}`))
}

const keepSending = async (simulation: Simulation, department: Process): Promise<void> => {
  const { world, sendings, faults } = simulation
  const { random } = world
  for (let nth = 0; ; nth++) {
    await world.pause(department, random.int(10, 240) * minuteMs)
    if (faults.calm) continue
    const feed = random.pick(feeds)?.id ?? 'fire'
    const key = `${department.name}-${nth}`
    // A door whose clock is a day behind takes what happened today for something of the future, and sets it aside.
    const day = addDays(clockOf(simulation, department).today(), -2)
    const rows = Array.from({ length: random.int(1, 4) }, (_, row) => rowOf(feed, random, day, 10 * nth + row))
    sendings.set(key, { feed, rows, acknowledged: undefined })
    void send(simulation, department, key)
    // A sender that does not trust an answer sends once more, hours later.
    if (random.chance(0.2)) world.after(random.int(1, 300) * minuteMs, () => void send(simulation, department, key))
  }
}

/** Sends until a door says that it has all of it. */
const send = async (simulation: Simulation, department: Process, key: string): Promise<void> => {
  const { world, doors, sendings, done } = simulation
  const sending = sendings.get(key)
  const feed = feeds.find(({ id }) => id === sending?.feed)
  if (sending === undefined || feed === undefined) return
  const records = sending.rows.map(({ cells }, at) => ({ rowNo: at + 1, cells }))
  for (;;) {
    const door = world.random.pick([...doors.values()])
    try {
      if (door === undefined) throw new EngineAway('the doors', 'closed')
      const { today } = clockOf(simulation, door.process)
      const by = { sender: department.name, key }
      const taken = await ask(simulation, department, door.process, async () => {
        const answer = await receiveRecords(door.intake, feed, records, today(), by)
        if (answer.ok)
          done({
            kind: 'acknowledged',
            by: door.process.name,
            delivery: answer.delivery,
            feed: feed.id,
            rows: records.length,
          })
        return answer
      })
      if (!taken.ok) return done({ kind: 'threw', by: department.name, error: taken.detail })
      sendings.set(key, { ...sending, acknowledged: taken.delivery })
      return
    } catch {
      await world.pause(department, world.random.int(1, 20) * minuteMs)
    }
  }
}

const openDevice = ({ devices }: Simulation, name: string, worker: string): Device => {
  const device: Device = { name, worker, outbox: emptyOutbox, seen: new Map(), wrote: new Map() }
  devices.push(device)
  return device
}

const keepVisiting = async (simulation: Simulation, device: Device): Promise<void> => {
  const { world, faults } = simulation
  const { random } = world
  const owner = person(device.name)
  for (;;) {
    await world.pause(owner, random.int(20, 200) * minuteMs)
    if (!faults.calm && random.chance(0.5)) refresh(simulation, device)
    if (!faults.calm && random.chance(0.5)) write(simulation, device)
    if (random.chance(0.1)) device.outbox = evolveOutbox(device.outbox, { type: 'Restarted' })
    await sendEntries(simulation, device, owner)
  }
}

/** The page loads its tasks: those of its village, and what their histories say. */
const refresh = ({ database }: Simulation, device: Device): void => {
  for (const { task } of database.tables.tasks.values())
    if (task.closedOn === null) device.seen.set(task.taskId, task.seq)
}

const outcomes: readonly Outcome[] = [
  'nobody-home',
  'refused',
  'already-covered',
  'eligible-apply',
  'temp-aid-given',
  'keep-watching',
]

const write = ({ world, database }: Simulation, device: Device): void => {
  const taskId = world.random.pick([...device.seen.keys()].slice(-6))
  const task = taskId === undefined ? undefined : database.tables.tasks.get(taskId)?.task
  if (task === undefined) return
  const id = `${device.name}-${device.wrote.size}`
  const seen = device.seen.get(task.taskId) ?? 0
  const outcome = world.random.pick(outcomes) as Outcome
  const aid = {
    form: 'cash',
    programme: 'temporary-relief',
    amountFen: 5_000,
    what: '',
    person: null,
    fund: 'F',
  } as const
  const [action, body] = world.random.chance(0.6)
    ? (['outcome', { outcome, note: id, ...(outcome === 'temp-aid-given' ? { aid } : {}) }] as const)
    : ([world.random.chance(0.5) ? 'note' : 'contact', { note: id }] as const)
  device.wrote.set(id, { taskId: task.taskId, seen })
  const entry = { id, taskId: task.taskId, action, body, words: id, writtenAt: '', seenSeq: seen }
  device.outbox = evolveOutbox(device.outbox, { type: 'Written', entry })
}

const sendEntries = async (simulation: Simulation, device: Device, owner: Process): Promise<void> => {
  for (let entry = nextToSend(device.outbox); entry !== undefined; entry = nextToSend(device.outbox)) {
    const { id } = entry
    const sending = entry
    device.outbox = evolveOutbox(device.outbox, { type: 'SendingStarted', id })
    const console = simulation.world.random.pick([...simulation.consoles.values()])
    try {
      if (console === undefined) throw new EngineAway('the console', 'closed')
      const { process, commands } = console
      const answer = await ask(simulation, owner, process, () => take(simulation, commands, sending, device))
      device.outbox = evolveOutbox(device.outbox, { type: 'Answered', id, answer })
    } catch {
      device.outbox = evolveOutbox(device.outbox, { type: 'AnswerLost', id })
      return
    }
  }
}

const types = { outcome: 'RecordOutcome', contact: 'RecordContact', note: 'AddNote' } as const

const take = async (
  { database, ports, done }: Simulation,
  commands: CaseworkCommands,
  { action, body, id, taskId, seenSeq }: Entry,
  { worker }: Device,
): Promise<Answer> => {
  const type = types[action as keyof typeof types]
  const command = ports.sent({ type, ...body, taskId, commandId: id, seenSeq } as Command)
  const answer = await commands.perform(command, worker)
  if (!answer.ok) return { kind: 'refused', detail: answer.reason }
  done({ kind: 'performed', by: worker, task: answer.task satisfies Task })
  if (answer.conflict) return { kind: 'conflict', detail: 'kept', theirs: [] }
  const history = database.tables.taskEvents.get(taskId) ?? []
  return { kind: 'done', history: history.map(({ seq, command: by }) => ({ seq, command: by ?? null })) }
}

/** Two officers at two desks decide and pay, now and then about one case in the same moment. */
const keepDeciding = async (simulation: Simulation, office: Process): Promise<void> => {
  const { world, database, faults } = simulation
  const { random } = world
  for (let nth = 0; ; nth++) {
    await world.pause(office, random.int(30, 200) * minuteMs)
    const known = random.pick([...database.tables.cases.values()].slice(-8))?.known
    if (faults.calm || known === undefined) continue
    const asked = caseCommand(simulation, known.caseId, `${office.name}-${nth}`)
    const both = random.chance(0.4)
    await Promise.all([
      decide(simulation, office, asked, 'T1'),
      ...(both
        ? [decide(simulation, office, caseCommand(simulation, known.caseId, `${office.name}-${nth}+`), 'D1')]
        : []),
    ])
  }
}

const caseCommand = ({ world, database }: Simulation, caseId: string, commandId: string): CaseCommand => {
  const { random } = world
  const known = database.tables.cases.get(caseId)?.known
  const amountFen = random.pick([1_000, 80_000, 400_000]) ?? 0
  const asked = { caseId, commandId, ...(random.chance(0.5) ? { expectedSeq: known?.seq } : {}) }
  const programme = 'temporary-relief'
  const day = known?.openedOn ?? ''
  const result = random.chance(0.8) ? 'granted' : 'stopped'
  const decision = {
    result,
    programme,
    amountFen,
    lines: [],
    reasons: '会商',
    from: day,
    to: null,
    deviation: '会商一致',
  } satisfies Decision
  const aid = {
    form: 'cash',
    programme,
    amountFen,
    what: '',
    person: null,
    fund: random.chance(0.7) ? 'F' : null,
  } as const
  return (
    random.pick<CaseCommand>([
      { type: 'GiveAid', aid, ...asked },
      { type: 'GiveAid', aid, ...asked },
      { type: 'Decide', decision, ...asked },
      { type: 'ApproveDecision', ...asked },
      { type: 'CompleteStep', note: '已办', ...asked },
      { type: 'ReverseAid', aidId: `${caseId}-a${random.int(1, 3)}`, why: '登记有误', ...asked },
      { type: 'CloseCase', result: 'helped', note: '已回访', ...asked },
      { type: 'ReopenCase', why: '再次困难', ...asked },
    ]) ?? { type: 'ResumeCase', ...asked }
  )
}

const decide = async (simulation: Simulation, office: Process, command: CaseCommand, by: string): Promise<void> => {
  for (let tries = 0; tries < 4; tries++) {
    const console = simulation.world.random.pick([...simulation.consoles.values()])
    try {
      if (console !== undefined)
        await ask(simulation, office, console.process, () => console.commands.cases.perform(command, by))
      if (console !== undefined) return
    } catch {
      // Whoever got no answer asks again under the same id.
    }
    await simulation.world.pause(office, simulation.world.random.int(1, 10) * minuteMs)
  }
}
