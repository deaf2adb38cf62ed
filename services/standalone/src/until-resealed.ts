import { setTimeout as sleep } from 'node:timers/promises'
import { countSealedOtherwise, readKeyNames } from '@shouwang/postgres'
import type { Config } from './config.ts'
import { openStandalone } from './open-standalone.ts'

const lookEveryMs = 100

/**
 * Opens a data folder and waits until all that older keys of the vault sealed is sealed with the newest one. Returns how many
 * texts that were; `at` is told how many are done, of how many.
 */
export const untilResealed = async (config: Config, at: (done: number, of: number) => void): Promise<number> => {
  const { engines, cipher, close } = await openStandalone(config)
  try {
    const all = await countSealedOtherwise(engines.sql, cipher.keyName)
    while ((await readKeyNames(engines.sql)).vault.length > 1) {
      at(all - (await countSealedOtherwise(engines.sql, cipher.keyName)), all)
      await sleep(lookEveryMs)
    }
    return all
  } finally {
    await close()
  }
}
