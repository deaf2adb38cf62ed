import { z } from 'zod'

/** An amount in 分 (1/100 元). Negative only where a refund is netted. */
export const Fen = z.int()
export type Fen = z.infer<typeof Fen>
