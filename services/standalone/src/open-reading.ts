import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { openPolicies } from '@shouwang/service-process'
import { readAtRest } from './at-rest.ts'
import type { Config } from './config.ts'
import { closeOpened, openStore, openWarehouse } from './engines.ts'
import { lockDataFolder } from './instance-lock.ts'
import { keysPlace, loadKeys } from './keys.ts'
import { openLogFile } from './log-file.ts'
import { openedKeys } from './opened-keys.ts'

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
  let opening: Parameters<typeof closeOpened>[0] = []
  try {
    // Looked at under the lock: nobody else can begin to write any more.
    if ((await readAtRest(data)) === undefined) {
      await lock.release()
      return undefined
    }
    keepFirstCode()
    // The store opens on a thread of its own while this one loads what asks it.
    const engines = [
      openStore(data, config),
      withWarehouse ? openWarehouse(data, config) : Promise.resolve(undefined),
      openLogFile(data, config.SHOUWANG_LOG_LEVEL),
    ] as const
    opening = engines
    const [[sql, warehouse, logFile], keys, { readingApp }] = await Promise.all([
      Promise.all(engines),
      loadKeys(keysPlace(data, config.SHOUWANG_KEYS)),
      import('./reading-app.ts'),
    ])
    const known = { ...(await openedKeys(sql, keys, config)), policies: (await openPolicies(sql)).book }
    return {
      app: readingApp({ ...known, sql, warehouse, keys, config, log: logFile.log }),
      token: keys.operatorToken,
      close: async () => {
        await Promise.all([sql.close(), warehouse?.close()])
        await logFile.close()
        await lock.release()
      },
    }
  } catch (error) {
    await closeOpened(opening)
    await lock.release()
    throw error
  }
}

/**
 * V8 compiles code of PGlite that runs often once more, for speed. A question is over before that pays: without it the
 * tasks of a city need less than half the memory and a fifth less processor time.
 */
const keepFirstCode = (): void => {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
}
