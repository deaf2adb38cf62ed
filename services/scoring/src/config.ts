import { serviceSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What scoring needs to be told. */
export const Config = z.object({
  ...serviceSettings,
  /** When the daily review starts, as a cron line in Asia/Shanghai. */
  SHOUWANG_REVIEW_CRON: z.string().default('10 0 * * *'),
})
export type Config = z.infer<typeof Config>
