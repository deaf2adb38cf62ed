import { z } from 'zod'
import { RejectReason } from '../quarantine.ts'

/**
 * A row about a person went to quarantine. Until a row of the same day is read or the feed is delivered again, what it
 * says of him is unknown: he is not absent from it.
 */
export const RowSetAside = z.object({ reason: RejectReason })
