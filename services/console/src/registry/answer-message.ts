import { type CallbackAction, signForKey } from '@shouwang/exchange'

/** Under which name the registry speaks to other systems. */
const SENDER = 'shouwang'

/** Why a message of ours says that a request came to nothing. */
export type Rejected = { readonly code?: string; readonly message: string }

/** What stands over a message of ours. */
type Over = {
  readonly messageId: string
  readonly nowMs: number
  readonly receiver: string
  readonly action: CallbackAction
  readonly total: number
  readonly completed: number
  readonly rejected?: Rejected | undefined
}

/** The header of an answer or event. */
export const headerOf = ({ messageId, nowMs, receiver, action, total, completed, rejected }: Over) => ({
  version: '1.0.0',
  message_id: messageId,
  message_ts: new Date(nowMs).toISOString(),
  action,
  status: rejected === undefined ? ('succ' as const) : ('rjct' as const),
  ...(rejected === undefined ? {} : { status_reason_message: rejected.message }),
  ...(rejected?.code === undefined ? {} : { status_reason_code: rejected.code }),
  total_count: total,
  completed_count: completed,
  sender_id: SENDER,
  receiver_id: receiver,
  is_msg_encrypted: false,
})

/** An answer or event with the signature that its receiver checks by the SHA-256 of its key; without one for the machine's token. */
export const signedFor = <Header, Message>(
  key: { readonly name: string; readonly keyHash: string } | undefined,
  header: Header,
  message: Message,
  nowMs: number,
): { readonly signature?: string; readonly header: Header; readonly message: Message } => ({
  ...(key === undefined
    ? {}
    : { signature: signForKey({ header, message }, `${SENDER}|${key.name}`, key.keyHash, nowMs) }),
  header,
  message,
})
