import type { CivilTurn } from './civil-turn.ts'
import { signForKey } from './signature.ts'

/** How a civil registry is spoken to. */
export type CivilParty = {
  /** Our name at the registry, and its own. */
  readonly sender: string
  readonly receiver: string
  readonly query: 'predicate' | 'expression'
  /** The attribute of a record that tells when it was registered. */
  readonly attribute: string
  readonly pageSize: number
}

/** A message to a civil registry, as it is sent. */
export type CivilSearch = {
  readonly signature: string
  readonly header: Readonly<Record<string, string | number | boolean>>
  readonly message: {
    readonly transaction_id: string
    readonly search_request: readonly [{ readonly reference_id: string } & Readonly<Record<string, unknown>>]
  }
}

/**
 * The search (SP-DCI CRVS 1.0.0, `registry/sync/search`) of one page of one kind of records registered in a window, the oldest first, so
 * that what is registered meanwhile comes behind. `id` names the message, `keyHash` is the SHA-256 of the bearer token in hex, `nowMs`
 * epoch milliseconds.
 */
export const civilSearch = (
  party: CivilParty,
  turn: CivilTurn,
  { id, keyHash, nowMs }: { readonly id: string; readonly keyHash: string; readonly nowMs: number },
): CivilSearch => {
  const at = new Date(nowMs).toISOString()
  const header = {
    version: '1.0.0',
    message_id: id,
    message_ts: at,
    action: 'search',
    sender_id: party.sender,
    receiver_id: party.receiver,
    total_count: 1,
    is_msg_encrypted: false,
  }
  const message = {
    transaction_id: id,
    search_request: [
      {
        reference_id: `${id}-1`,
        timestamp: at,
        search_criteria: {
          version: '1.0.0',
          reg_type: 'ns:org:RegistryType:CRVS',
          reg_record_type: turn.record,
          query_type: party.query,
          query: party.query === 'predicate' ? predicateOf(party, turn) : expressionOf(party, turn),
          sort: [{ attribute_name: party.attribute, sort_order: 'asc' }],
          pagination: { page_size: party.pageSize, page_number: turn.page },
        },
        locale: 'zho',
      },
    ] as const,
  }
  const signed = { header, message }
  return { signature: signForKey(signed, `${party.sender}|${party.receiver}`, keyHash, nowMs), ...signed }
}

const predicateOf = ({ attribute }: CivilParty, { from, to }: CivilTurn) => [
  {
    seq_num: 1,
    expression1: { attribute_name: attribute, operator: 'ge', attribute_value: from },
    condition: 'and',
    expression2: { attribute_name: attribute, operator: 'le', attribute_value: to },
  },
]

const expressionOf = ({ attribute }: CivilParty, { from, to, record }: CivilTurn) => ({
  type: 'ns:org:QueryType:expression',
  value: {
    expression: {
      collection: record.split(':').at(-1) ?? record,
      query: { $and: [{ [attribute]: { $gte: from } }, { [attribute]: { $lte: to } }] },
    },
  },
})
