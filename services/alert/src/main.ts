import { openTaskCommands } from '@shouwang/commands'
import { topics } from '@shouwang/contracts'
import { keepFresh, openEngines, openPolicies, type ProcessDependencies, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { Config } from './config.ts'
import { startAlert } from './start-alert.ts'
import { alertReadings, alertTelemetry } from './telemetry.ts'

/** Alerts in a process of its own, on the engines that the settings name. */
const runAlert = async (process: ProcessDependencies<Config>): Promise<void> => {
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, settings, metrics } = process
  alertReadings(metrics, { sql, today: process.clock.today })
  lagReading(metrics, [{ group: 'alert', topics: [topics.assessments] }], log.lag)
  const events = alertTelemetry(process)
  const opened = await openPolicies(sql)
  const policies = opened.book
  const clock = () => ({ now: process.clock.now(), today: process.clock.today() })
  const commands = openTaskCommands({ sql, log, policies, clock, events, instance })
  const supervisionCron = settings.SHOUWANG_SUPERVISION_CRON
  await Promise.all([
    startAlert({ log, sql, policies, events, signal, instance, clock, commands, supervisionCron }),
    keepFresh(opened, signal, (err) => process.log.warn({ err }, 'adopted policies could not be read')),
  ])
  await engines.close()
}

await runService({ name: 'alert', settings: Config, run: runAlert })
