import { calendarKnownUntil } from '@shouwang/casework'
import { topics } from '@shouwang/contracts'
import { pause, run, untilItWorks } from '@shouwang/flow'
import { loadPolicies } from '@shouwang/policy'
import { caseKept, storeOn } from '@shouwang/postgres'
import { openEngines, type ProcessWorld, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { schedule } from 'node-cron'
import { Config } from './config.ts'
import { type Desk, openDesk } from './desk.ts'
import { alertStage } from './flow.ts'
import { surroundingsOf } from './surroundings.ts'
import { alertReadings, alertTelemetry } from './telemetry.ts'
import type { AlertWorld } from './world.ts'

export { Config } from './config.ts'
export { type Answer, type Desk, openDesk, type TaskChange } from './desk.ts'
export type { Notifier } from './notifier.ts'
export { type AlertTelemetry, alertReadings, alertTelemetry } from './telemetry.ts'
export type { AlertWorld } from './world.ts'

/**
 * Turns assessments into tasks until the signal aborts, and looks after late ones. The desk is open at once; `ended`
 * resolves when everything has stopped.
 */
export const startAlert = (world: AlertWorld): { readonly desk: Desk; readonly ended: Promise<void> } => {
  const { log, sql, policies, tell, signal, instance, clock } = world
  const desk = openDesk(world)
  const stage = alertStage(surroundingsOf(policies, () => clock().now))
  const store = storeOn(sql, { ...caseKept, committed: desk.announce }, instance)
  const from = log.source({ topics: [topics.assessments], group: stage.name })
  if (clock().today > calendarKnownUntil) tell.calendarEnded(calendarKnownUntil)
  const running = run(stage, { from, store, to: log, tell, signal })
  const ended = Promise.all([running, keepSupervising(world, desk), keepPublishing(world, desk.publishOwed)])
  return { desk, ended: ended.then(() => undefined) }
}

const publishEveryMs = 15_000

/** Publishes what an outage of the log kept from being published at once, here or at a console that has ended since. */
const keepPublishing = async ({ signal }: AlertWorld, publishOwed: () => Promise<void>): Promise<void> => {
  while (!signal.aborted) {
    await publishOwed()
    await pause(publishEveryMs, signal)
  }
}

/** Supervises at the start and then by the calendar; an outage is waited out. */
const keepSupervising = async (world: AlertWorld, desk: Desk): Promise<void> => {
  const { supervisionCron, clock, tell, signal } = world
  const supervise = () => untilItWorks(() => desk.supervise(clock().today), tell, signal)
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await supervise()
  if (signal.aborted) return
  const scheduled = schedule(supervisionCron, supervise, { timezone: 'Asia/Shanghai', noOverlap: true })
  await stopped
  await scheduled.destroy()
}

/** Alerts in a process of its own, on the engines that the settings name. */
const runAlert = async (process: ProcessWorld<Config>): Promise<void> => {
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, clock, settings, metrics } = process
  alertReadings(metrics, { sql, today: clock.today })
  lagReading(metrics, [{ group: 'alert', topics: [topics.assessments] }], log.lag)
  const { ended } = startAlert({
    log,
    sql,
    signal,
    instance,
    policies: loadPolicies(),
    tell: alertTelemetry(process),
    clock: () => ({ now: clock.now(), today: clock.today() }),
    supervisionCron: settings.SHOUWANG_SUPERVISION_CRON,
  })
  await ended
  await engines.close()
}

if (import.meta.main) await runService({ name: 'alert', settings: Config, run: runAlert })
