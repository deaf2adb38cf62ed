import { caseworkContext } from '@shouwang/commands'
import { topics } from '@shouwang/contracts'
import { pause, retry, runStage, type Source } from '@shouwang/flow'
import { caseRepository, savedUpTo, sqlStore } from '@shouwang/postgres'
import { schedule } from 'node-cron'
import type { AlertDependencies } from './dependencies.ts'
import { alertStage } from './flow.ts'

/** Turns assessments into tasks until the signal aborts, and looks after late ones; resolves when everything has stopped. */
export const startAlert = async (dependencies: AlertDependencies): Promise<void> => {
  const { log, sql, policies, events, signal, instance, clock, commands } = dependencies
  const stage = alertStage(caseworkContext(policies, () => clock().now))
  const store = sqlStore(sql, { ...caseRepository, committed: commands.announce }, { instance, events })
  const read = log.source({
    topics: [topics.assessments],
    group: stage.name,
    savedUpTo: () => savedUpTo(sql, stage.name),
  })
  const from = dependencies.held === undefined ? read : heldWhile(dependencies.held, read, signal)
  const running = runStage(stage, { from, store, to: log, events, signal })
  await Promise.all([running, keepSupervising(dependencies), keepPublishing(dependencies), keepRouting(dependencies)])
}

/** Gives nothing while it is held, what it had asked for before included. */
const heldWhile = (held: () => boolean, source: Source, signal: AbortSignal): Source => ({
  ...source,
  read: async (options) => {
    const messages = await source.read(options)
    while (held() && !signal.aborted) await pause(heldLookMs, signal)
    return held() ? [] : messages
  },
})

const heldLookMs = 50

const publishEveryMs = 15_000

/**
 * Publishes every 15 seconds what an outage of the log kept from being published at once, here or in a console that has ended
 * since. Without it such an event would wait for the next command.
 */
const keepPublishing = async ({ signal, commands }: AlertDependencies): Promise<void> => {
  while (!signal.aborted) {
    await commands.publishPending()
    await pause(publishEveryMs, signal)
  }
}

const routeEveryMs = 1_000

/** Gives leads that somebody told of their tasks, within seconds; an outage is waited out. */
const keepRouting = async ({ events, signal, commands }: AlertDependencies): Promise<void> => {
  while (!signal.aborted) {
    await retry(commands.leads.route, events, signal)
    await pause(routeEveryMs, signal)
  }
}

/** Supervises at the start and then by the calendar; an outage is waited out. */
const keepSupervising = async (dependencies: AlertDependencies): Promise<void> => {
  const { supervisionCron, clock, events, signal, commands } = dependencies
  const supervise = () => retry(() => commands.supervise(clock().today, signal), events, signal)
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await supervise()
  if (signal.aborted) return
  const scheduled = schedule(supervisionCron, supervise, { timezone: 'Asia/Shanghai', noOverlap: true })
  await stopped
  await scheduled.destroy()
}
