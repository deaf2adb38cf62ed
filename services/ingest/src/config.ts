import { z } from 'zod'

/** What ingest needs of its surroundings. Keys are 32 bytes in hexadecimal or base64. */
export const Config = z.object({
  SHOUWANG_PSEUDONYM_KEY: z.string().min(1),
  SHOUWANG_VAULT_KEY: z.string().min(1),
  /** The region that a delivery covers unless it says otherwise. */
  SHOUWANG_REGION: z.string().regex(/^\d{12}$/),
})
export type Config = z.infer<typeof Config>
