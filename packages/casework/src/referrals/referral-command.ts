import type { Referral, ReferralGift } from '@shouwang/contracts'

/** A referral before it has its number. */
export type ReferralDraft = Omit<Referral, 'referralId'>

type Asked = { readonly referralId: string; readonly commandId?: string | undefined }

/** What a department may do with what was referred to it. */
export type ReferralCommand =
  | ({ readonly type: 'AcceptReferral' } & Asked)
  | ({ readonly type: 'ReturnReferral'; readonly note: string } & Asked)
  | ({ readonly type: 'RecordProgress'; readonly note: string; readonly given: ReferralGift | null } & Asked)
  | ({ readonly type: 'FinishReferral'; readonly note: string; readonly given: ReferralGift | null } & Asked)
