import type { RegistryAgreement } from '@shouwang/contracts'
import { isSignedBy } from './signature.ts'

/** What of a message's header decides whether it is taken. */
type Header = {
  readonly version?: string | undefined
  readonly sender_id: string
  readonly sender_uri?: string | undefined
  readonly is_msg_encrypted?: boolean | undefined
}

/** Why a message is not taken, by the standard's own codes. */
export type HeaderFault =
  | 'err.version.not_supported'
  | 'err.sender_id.invalid'
  | 'err.sender_uri.invalid'
  | 'err.signature.missing'
  | 'err.signature.invalid'
  | 'err.encryption.invalid'

type Sent = { readonly signature?: string | undefined; readonly header: Header; readonly message: unknown }

/**
 * The fault of a message that this partner must not send, or undefined. `agreement` is undefined for the machine's own token, which
 * speaks under any name and has no address.
 */
export const headerFault = (
  sent: Sent,
  agreement: RegistryAgreement | undefined,
  nowMs: number,
): HeaderFault | undefined => {
  const { header, signature } = sent
  if (!/^1\.\d{1,3}(\.\d{1,3})?$/.test(header.version ?? '1.0.0')) return 'err.version.not_supported'
  if (header.is_msg_encrypted === true) return 'err.encryption.invalid'
  if (agreement !== undefined && header.sender_id !== agreement.senderId) return 'err.sender_id.invalid'
  if (header.sender_uri !== undefined && !isUnder(header.sender_uri, agreement?.callback ?? null))
    return 'err.sender_uri.invalid'
  if (agreement?.publicKey == null) return undefined
  if (signature === undefined || signature === '') return 'err.signature.missing'
  return isSignedBy(agreement.publicKey, signature, sent, nowMs) ? undefined : 'err.signature.invalid'
}

const isUnder = (address: string, base: string | null): boolean => {
  if (base === null || !URL.canParse(address)) return false
  const [asked, agreed] = [new URL(address), new URL(base)]
  const path = agreed.pathname.replace(/\/$/, '')
  return (
    asked.origin === agreed.origin &&
    asked.username === '' &&
    asked.password === '' &&
    (asked.pathname === path || asked.pathname.startsWith(`${path}/`))
  )
}

/** What answers are called, and where each lies under the address of a partner. */
const CALLBACKS = {
  'on-search': 'on-search',
  'on-subscribe': 'on-subscribe',
  'on-unsubscribe': 'on-unsubscribe',
  'txn-on-status': 'txn/on-status',
  notify: 'notify',
} as const

/** What we send to partners. */
export type CallbackAction = keyof typeof CALLBACKS

/** Where an answer goes: what the message said, else the place under the address agreed; null where there is none. */
export const callbackAddress = (
  action: CallbackAction,
  agreement: RegistryAgreement | undefined,
  senderUri?: string | undefined,
): string | null => senderUri ?? (agreement?.callback == null ? null : `${agreement.callback}/${CALLBACKS[action]}`)
