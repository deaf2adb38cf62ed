import { serviceSettings } from '@shouwang/service-process'
import { z } from 'zod'

const { SHOUWANG_POSTGRES_URL: _, SHOUWANG_POSTGRES_POOL: __, ...settings } = serviceSettings

/** What the warehouse copy needs to be told: a ClickHouse server, or a folder for the embedded one. */
export const Config = z
  .object({
    ...settings,
    SHOUWANG_CLICKHOUSE_URL: z.url().optional(),
    /** Only one process at a time may use the folder. */
    SHOUWANG_CHDB_PATH: z.string().min(1).optional(),
  })
  .refine(
    ({ SHOUWANG_CLICKHOUSE_URL: url, SHOUWANG_CHDB_PATH: path }) => (url === undefined) !== (path === undefined),
    {
      path: ['SHOUWANG_CLICKHOUSE_URL'],
      message: 'set either this, or SHOUWANG_CHDB_PATH for the embedded ClickHouse',
      when: () => true,
    },
  )
export type Config = z.infer<typeof Config>
