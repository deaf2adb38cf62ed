import { z } from 'zod'

/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`; text order is date order. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** A calendar month as `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export type Month = z.infer<typeof Month>
