import { z } from 'zod'
import { Day } from './day.ts'
import { writtenText } from './written-text.ts'

/** What the family lets offices tell of it: 存款, 证券, 商业保险, 公积金, 支付账户. */
const AuthorisedScope = z.enum(['deposits', 'securities', 'insurance', 'housing-fund', 'payment-accounts'])

/** 核对授权书 (一证一书): what a family signed beside its ID card, and until when it holds. */
export const Authorisation = z.strictObject({
  letterNo: writtenText(1, 64),
  scope: z.array(AuthorisedScope).min(1),
  validUntil: Day,
})
export type Authorisation = z.infer<typeof Authorisation>
