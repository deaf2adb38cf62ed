import { evolve, evolveCase, givenFen, grantedFen, leadKey, stockOf, type Task } from '@shouwang/casework'
import type { CaseEvent } from '@shouwang/contracts'
import type { CaseChange } from '@shouwang/postgres'
import type { Simulation } from './simulated.ts'
import type { Done } from './world.ts'

/** What casework saved by this, whichever way it was asked. */
export const changesOf = ({ consumer, change, changes }: Done): readonly CaseChange[] =>
  consumer === 'alert' ? [change as CaseChange] : consumer === 'alert-desk' ? (changes as readonly CaseChange[]) : []

const householdsOf = (done: Done): ReadonlySet<string> =>
  new Set(
    changesOf(done).flatMap(({ files, tasks }) => [
      ...files.map(({ file }) => file.household),
      ...tasks.map(({ task }) => task.household),
    ]),
  )

const tasksUnderWay = ({ database }: Simulation, household: string): readonly Task[] =>
  [...database.tables.tasks.values()].flatMap(({ task }) =>
    task.household === household && (task.status === 'open' || task.status === 'accepted') ? [task] : [],
  )

/** A household has one task of a direction under way. */
export const onePerDirection = (done: Done, simulation: Simulation): string | undefined => {
  for (const household of householdsOf(done)) {
    const tasks = tasksUnderWay(simulation, household)
    const twice = tasks.find((task) => tasks.some((other) => other !== task && other.direction === task.direction))
    if (twice !== undefined)
      return `${household} has two tasks under way: ${tasks.map(({ taskId }) => taskId).join(', ')}`
  }
  return undefined
}

/** Whatever fires red or orange is in a task under way, in a case with owner and day, or rests until a day. */
export const nobodyIsSilent = (done: Done, simulation: Simulation): string | undefined => {
  const { tables } = simulation.database
  for (const household of householdsOf(done)) {
    const file = tables.files.get(household)?.file
    if (file === undefined) continue
    const tasks = tasksUnderWay(simulation, household)
    const cases = [...tables.cases.values()].map(({ known }) => known).filter((known) => known.household === household)
    for (const verdict of Object.values(file.firing)) {
      if (verdict.level !== 'red' && verdict.level !== 'orange') continue
      const key = leadKey(verdict)
      const inTask = tasks.some(({ leads }) => leads.some((lead) => leadKey(lead) === key))
      const inCase = cases.some(
        ({ leads, status, owner, dueOn }) =>
          leads.includes(key) && (status === 'open' || status === 'paused') && owner !== null && dueOn !== '',
      )
      if (!inTask && !inCase && typeof file.suppressed[key]?.until !== 'string')
        return `${household}: nobody has ${key}`
    }
  }
  return undefined
}

/**
 * Whoever is on the stock list has no task for missed help, and missed help that is worth a visit by itself is on the list, in a task, in a
 * case, or rests by a result.
 */
export const nobodyIsLost = (done: Done, { database, policies }: Simulation): string | undefined => {
  const { tables } = database
  for (const household of householdsOf(done)) {
    const file = tables.files.get(household)?.file
    if (file === undefined) continue
    const task = [...tables.tasks.values()].find(
      (row) => row.task.household === household && row.task.direction === 'missed' && row.task.closedOn === null,
    )?.task
    if (task !== undefined && stockOf(file) !== null) return `${household} is on the stock list and has ${task.taskId}`
    const { indicators, belowConfidence } = policies.rulesOn(file.region, startDay).supporting
    const inHand = new Set([
      ...Object.keys(file.suppressed),
      ...(task?.leads ?? []).map(leadKey),
      ...[...tables.cases.values()].flatMap(({ known }) => (known.household === household ? known.leads : [])),
    ])
    const lost = Object.values(file.firing).find(
      (lead) =>
        lead.direction === 'missed' &&
        !indicators.has(lead.indicator) &&
        lead.confidence >= belowConfidence &&
        !lead.facts.some(({ type }) => type === 'VisitConcluded') &&
        !inHand.has(leadKey(lead)),
    )
    if (lost !== undefined) return `${household} neither waits nor has a task for ${leadKey(lost)}`
  }
  return undefined
}

const startDay = '2026-06-01'

/** What was given of a case is at most what was granted or may come first; each fund is the sum of its entries and not below zero. */
export const fundsAddUp = (done: Done, { database, policies }: Simulation): string | undefined => {
  const { tables } = database
  for (const { cases } of changesOf(done))
    for (const { known } of cases) {
      const most = Math.max(grantedFen(known), policies.rulesOn(known.region, known.openedOn).cases.helpFirstFen)
      if (givenFen(known) > most) return `${known.caseId} was given ${givenFen(known)} of ${most}`
    }
  if (!changesOf(done).some(({ caseEvents }) => caseEvents.length > 0)) return undefined
  for (const { fundId, balanceFen } of tables.funds.values()) {
    const entered = [...tables.fundEntries.values()].reduce(
      (sum, { fund, fen }) => (fund === fundId ? sum + fen : sum),
      0,
    )
    if (balanceFen < 0 || balanceFen !== entered)
      return `fund ${fundId} holds ${balanceFen}, its entries come to ${entered}`
  }
  return undefined
}

/** What a household was given in a year is the sum of its aid that stands, and no command paid twice. */
export const aidAddsUp = (done: Done, { database }: Simulation): string | undefined => {
  const { aid, files, caseEvents } = database.tables
  for (const { cases, caseEvents: news } of changesOf(done)) {
    if (!news.some(({ type }) => type === 'AidGiven' || type === 'AidReversed')) continue
    for (const { known } of cases) {
      const own = [...aid.values()].filter(({ household, reversed }) => household === known.household && !reversed)
      const sum = own.reduce((fen, row) => fen + row.fen, 0)
      const kept = Object.values(files.get(known.household)?.file.givenFen ?? {}).reduce((fen, year) => fen + year, 0)
      if (sum !== kept) return `${known.household} was given ${sum}, its file says ${kept}`
      const paying = (caseEvents.get(known.caseId) ?? []).flatMap((event: CaseEvent) =>
        event.type === 'AidGiven' && event.command !== undefined ? [event.command] : [],
      )
      if (new Set(paying).size !== paying.length) return `${known.caseId}: a command paid twice`
    }
  }
  return undefined
}

/** Nobody alone takes something from a family, or gives it a great sum. */
export const twoPersonsTake = (done: Done): string | undefined => {
  for (const { caseEvents } of changesOf(done))
    for (const event of caseEvents)
      if (event.type === 'DecisionMade' && event.decision.result === 'stopped')
        if (event.proposedBy === null || event.proposedBy === event.by) return `${event.decisionNo} was one person's`
  return undefined
}

/** Every task and case that was touched is what its history adds up to, and no line of that is missing or there twice. */
export const historiesStand = (done: Done, { database }: Simulation): string | undefined => {
  const { tasks, taskEvents, cases, caseEvents } = database.tables
  for (const change of changesOf(done)) {
    for (const { task } of change.tasks) {
      const history = taskEvents.get(task.taskId) ?? []
      const now = tasks.get(task.taskId)?.task
      if (!isInOrder(history) || !isSame(history.reduce<Task | undefined>(evolve, undefined), now))
        return `${task.taskId} is not what its history says`
    }
    for (const { known } of change.cases) {
      const history = caseEvents.get(known.caseId) ?? []
      const now = cases.get(known.caseId)?.known
      if (!isInOrder(history) || !isSame(history.reduce<typeof now>(evolveCase, undefined), now))
        return `${known.caseId} is not what its history says`
    }
  }
  return undefined
}

const isInOrder = (history: readonly { readonly seq: number }[]): boolean =>
  history.every(({ seq }, at) => seq === at + 1)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
