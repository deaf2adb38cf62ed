import { RegionCode } from '@shouwang/contracts'
import { CryptoName, serviceSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What ingest needs of its surroundings. Keys are 32 bytes in hexadecimal or base64. */
export const Config = z.object({
  ...serviceSettings,
  SHOUWANG_PSEUDONYM_KEY: z.string().min(1),
  /** One key or several, the newest first: it seals, and all of them open. */
  SHOUWANG_VAULT_KEY: z.string().min(1),
  /** The keys that open what departments sealed themselves, the newest first; without one such rows are set aside. */
  SHOUWANG_SEALING_KEY: z.string().default(''),
  SHOUWANG_CRYPTO: CryptoName.default('international'),
  /** The region that a delivery covers unless it says otherwise. */
  SHOUWANG_REGION: RegionCode,
  /** A folder whose files are taken; one process alone may watch it. None is watched when unset. */
  SHOUWANG_DROP_FOLDER: z.string().min(1).optional(),
  /** The city's own terms, for how long what is kept, the same as the console's; those of the program when unset. */
  SHOUWANG_RETENTION: z.string().min(1).optional(),
  /** The folder of the installation's own feeds, the same as the console's; none when unset. */
  SHOUWANG_FEEDS: z.string().min(1).optional(),
})
export type Config = z.infer<typeof Config>
