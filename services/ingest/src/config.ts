import { RegionCode } from '@shouwang/contracts'
import { serviceSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What ingest needs of its surroundings. Keys are 32 bytes in hexadecimal or base64. */
export const Config = z.object({
  ...serviceSettings,
  SHOUWANG_PSEUDONYM_KEY: z.string().min(1),
  SHOUWANG_VAULT_KEY: z.string().min(1),
  /** The region that a delivery covers unless it says otherwise. */
  SHOUWANG_REGION: RegionCode,
})
export type Config = z.infer<typeof Config>
