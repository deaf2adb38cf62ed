import { outcomeRules } from '@shouwang/casework'
import { type BackendDependencies, backendOf, consoleApp, consoleTelemetry } from '@shouwang/console'
import { openFeeds } from '@shouwang/feeds'
import { intakeDependencies } from '@shouwang/intake'
import type { PolicyBook } from '@shouwang/policy'
import type { OpenedKeys } from '@shouwang/service-process'
import { createClock } from '@shouwang/service-process/clock'
import { createMetrics, type Logger } from '@shouwang/telemetry'
import type { Config } from './config.ts'
import { consoleOptions } from './console-options.ts'
import type { Keys } from './keys.ts'
import { ownFeedsFolder } from './own-feeds-folder.ts'
import { termsOf } from './terms-of.ts'

type Opened = Pick<BackendDependencies['engines'], 'sql' | 'warehouse'> &
  OpenedKeys & {
    readonly keys: Keys
    readonly policies: PolicyBook
    readonly config: Config
    readonly log: Logger
  }

/** The HTTP API over a store that nobody writes to. */
export const readingApp = (opened: Opened): ReturnType<typeof consoleApp> =>
  consoleApp(
    backendOf(questionsOnly(opened)),
    consoleOptions(consoleTelemetry(opened.log, createMetrics()), opened.keys, opened.config),
  )

/** What the API is given where no service runs: whatever would publish is refused. */
const questionsOnly = ({ sql, warehouse, cipher, identity, policies, config }: Opened): BackendDependencies => {
  const folder = ownFeedsFolder(config)
  const { feeds, refresh } = openFeeds(folder)
  const clock = createClock(config.SHOUWANG_AS_OF)
  return {
    engines: { sql, warehouse, log: { lag: () => 0 } },
    clock,
    feeds,
    ownFeeds: { folder, refresh },
    terms: termsOf(config),
    policies,
    cipher,
    identity,
    isIdle: async () => true,
    commands: {
      outcomes: outcomeRules,
      perform: noLog,
      cases: { perform: noLog, answer: noLog, help: noLog, open: noLog },
      conferences: { call: noLog, hold: noLog },
      publicity: { draw: noLog, keep: noLog, object: noLog },
      officialKin: { record: noLog },
      leads: { join: noLog },
      subscribe: () => () => undefined,
    },
    intake: intakeDependencies({
      reference: 'propose',
      sql,
      to: { append: noLog },
      cipher,
      feeds,
      region: config.SHOUWANG_REGION,
      now: clock.now,
      events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
    }),
  }
}

const noLog = async (): Promise<never> => {
  throw new Error('this installation is open for questions alone: its log is not')
}
