import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { outcomeRules } from '@shouwang/casework'
import { backendOf, type ConsoleOptions, consoleApp, type Surroundings } from '@shouwang/console'
import { loadFeeds } from '@shouwang/feeds'
import { createCipher, keyFromText, pseudonymiser } from '@shouwang/identity'
import { loadPolicies } from '@shouwang/policy'
import { createClock } from '@shouwang/service-process'
import { readAtRest } from './at-rest.ts'
import type { Config } from './config.ts'
import { consoleOptions } from './console-options.ts'
import { openStore, openWarehouse } from './engines.ts'
import { lockDataFolder } from './instance-lock.ts'
import { type Keys, loadKeys } from './keys.ts'
import { openLogFile } from './log-file.ts'

/** An installation that is open for questions: its HTTP API answers in process, and no service runs. */
export type Reading = {
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> }
  readonly token: string
  readonly close: () => Promise<void>
}

/** Opens the store of a data folder at rest, and its warehouse where it is asked for; undefined where it is not at rest. */
export const openReading = async (
  config: Config,
  { warehouse: withWarehouse }: { readonly warehouse: boolean },
): Promise<Reading | undefined> => {
  const data = resolve(config.SHOUWANG_DATA)
  const lock = await lockDataFolder(data)
  try {
    // Looked at under the lock: nobody else can begin to write any more.
    if ((await readAtRest(data)) === undefined) {
      await lock.release()
      return undefined
    }
    const [keys, sql, warehouse] = await Promise.all([
      loadKeys(data),
      openStore(data, config),
      withWarehouse ? openWarehouse(data, config) : undefined,
    ])
    const logFile = await openLogFile(data, config.SHOUWANG_LOG_LEVEL)
    const options: ConsoleOptions = consoleOptions(logFile, keys, config)
    return {
      app: consoleApp(backendOf(questionsOnly({ sql, warehouse, keys, config })), options),
      token: keys.operatorToken,
      close: async () => {
        await Promise.all([sql.close(), warehouse?.close()])
        logFile.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

type Opened = Pick<Surroundings['engines'], 'sql' | 'warehouse'> & { readonly keys: Keys; readonly config: Config }

/** What the API is given where no service runs: whatever would publish is refused. */
const questionsOnly = ({ sql, warehouse, keys, config }: Opened): Surroundings => {
  const feeds = loadFeeds()
  const clock = createClock(config.SHOUWANG_AS_OF)
  const cipher = createCipher([keyFromText(keys.vaultKey)])
  return {
    engines: { sql, warehouse, log: { lag: () => 0 } },
    clock,
    feeds,
    policies: loadPolicies(),
    cipher,
    identity: pseudonymiser(keyFromText(keys.pseudonymKey)),
    isSettled: async () => true,
    commands: { outcomes: outcomeRules, perform: noLog, subscribe: () => () => undefined },
    intake: {
      sql,
      to: { append: noLog },
      cipher,
      feeds,
      region: config.SHOUWANG_REGION,
      now: clock.now,
      newId: () => `d-${randomUUID()}`,
      events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
    },
  }
}

const noLog = async (): Promise<never> => {
  throw new Error('this installation is open for questions alone: its log is not')
}
