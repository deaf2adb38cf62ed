import { serviceSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What alerting needs to be told. */
export const Config = z.object({
  ...serviceSettings,
  /** When late tasks are looked for, as a cron line in Asia/Shanghai. Every day: red tasks do not wait for Monday. */
  SHOUWANG_SUPERVISION_CRON: z.string().default('*/15 8-18 * * *'),
})
export type Config = z.infer<typeof Config>
