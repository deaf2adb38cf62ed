import type { RegistryStatusBody } from '@shouwang/console-api'
import { type RegistryTransaction, readRegistryTransaction } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import type { Rejected } from './answer-message.ts'

/** What became of a request of the asker, with its answer as long as that is kept; requests of others are not there. */
export const statusOf = async (
  backend: Backend,
  asker: Person,
  { message }: RegistryStatusBody,
  correlationId: string,
) => {
  const { txn_type, attribute_type, attribute_value } = message.txnstatus_request
  const found =
    txn_type === 'receipt'
      ? undefined
      : await readRegistryTransaction(backend.sql, asker.staffNo, {
          what: attribute_type,
          values: [attribute_value].flat(),
          action: txn_type === 'search' ? 'on-search' : 'on-subscribe',
        })
  const kept = found?.sealed == null ? null : JSON.parse(backend.cipher.open(found.sealed, found.correlationId))
  const nothing = {
    transaction_id: found?.transactionId ?? message.transaction_id,
    correlation_id: found?.correlationId ?? '',
    ...(txn_type === 'receipt' ? { receipt_information: { beneficiaries: [] } } : {}),
    ...(txn_type === 'subscribe' ? { subscribe_response: [] } : {}),
  }
  // The standard's form of an answer has records or receipts, of a subscription too.
  const records = txn_type === 'receipt' ? {} : { search_response: [] }
  return {
    about: found?.about ?? [],
    rejected: rejectedBecause(found),
    message: {
      transaction_id: message.transaction_id,
      correlation_id: correlationId,
      txnstatus_response: {
        txn_type,
        txn_status: { ...records, ...(kept?.message ?? nothing) } as Record<string, unknown>,
      },
    },
  }
}

const rejectedBecause = (found: RegistryTransaction | undefined): Rejected | undefined => {
  if (found === undefined) return { message: 'no request of this key is known by this' }
  return found.state === 'failed' ? { message: 'its answer could not be delivered' } : undefined
}
