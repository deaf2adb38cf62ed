import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openChdb, type WarehouseClient } from '@shouwang/clickhouse'
import { type LmdbLog, openLmdbLog } from '@shouwang/lmdb-log'
import { openPglite, type Sql } from '@shouwang/postgres'

export type Engines = {
  readonly log: LmdbLog
  readonly sql: Sql
  readonly warehouse: WarehouseClient
  readonly close: () => Promise<void>
}

/** Opens the embedded engines of a data folder: LMDB for the log, PGlite for the state, chDB for the warehouse. */
export const openEngines = async (data: string): Promise<Engines> => {
  const [log, sql, warehouse] = await Promise.all([
    openLmdbLog(join(data, 'log')),
    openPglite(join(data, 'state')),
    mkdir(join(data, 'warehouse'), { recursive: true }).then(() => openChdb(join(data, 'warehouse'))),
  ])
  return {
    log,
    sql,
    warehouse,
    close: async () => {
      await Promise.all([log.close(), sql.close(), warehouse.close()])
    },
  }
}
