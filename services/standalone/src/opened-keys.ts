import { join } from 'node:path'
import { type RowKeys, rowKeysFromText } from '@shouwang/identity/sealed-row'
import type { Queryable } from '@shouwang/postgres'
import { KeyProblem, type OpenedKeys, openKeys } from '@shouwang/service-process'
import type { Config } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'
import { type Keys, type KeysPlace, readSealingKeys } from './keys.ts'

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

/** The keys that open what departments sealed themselves. @throws DataFolderProblem where the file holds none */
export const openedRowKeys = async (place: KeysPlace): Promise<RowKeys> => {
  try {
    return await rowKeysFromText(await readSealingKeys(place))
  } catch (cause) {
    if (cause instanceof DataFolderProblem) throw cause
    throw new DataFolderProblem(
      `密钥文件 ${join(place.folder, 'sealing.key')} 的内容不是密钥（应是 64 位十六进制）：请从备份取回它。守望没有启动，数据没有改动。`,
      { cause },
    )
  }
}
