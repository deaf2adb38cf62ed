import type { Queryable } from '@shouwang/postgres'
import { KeyProblem, type OpenedKeys, openKeys } from '@shouwang/service-process'
import type { Config } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'
import type { Keys } from './keys.ts'

/** The keys of a data folder, once they are known to be those of its store. @throws DataFolderProblem where they are not. */
export const openedKeys = async (
  sql: Queryable,
  { pseudonymKey, vaultKey }: Pick<Keys, 'pseudonymKey' | 'vaultKey'>,
  { SHOUWANG_CRYPTO: crypto }: Pick<Config, 'SHOUWANG_CRYPTO'>,
): Promise<OpenedKeys> => {
  try {
    return await openKeys(sql, { pseudonymKey, vaultKeys: vaultKey, crypto })
  } catch (error) {
    if (error instanceof KeyProblem) throw new DataFolderProblem(error.zh, { cause: error })
    throw error
  }
}
