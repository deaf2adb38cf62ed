import { z } from 'zod'

/** What the warehouse copy needs of its surroundings. */
export const Config = z.object({ SHOUWANG_CLICKHOUSE_URL: z.url() })
export type Config = z.infer<typeof Config>
