import { z } from 'zod'

/** The keyed pseudonym of one person; the only name a person has past ingest. */
export const PersonId = z.string().regex(/^p_[0-9a-f]{24}$/)
export type PersonId = z.infer<typeof PersonId>
