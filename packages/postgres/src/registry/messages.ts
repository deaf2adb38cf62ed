import type { Queryable } from '../engine/sql.ts'

/** What we send to systems that read the registry. */
type RegistryAction = 'on-search' | 'on-subscribe' | 'on-unsubscribe' | 'txn-on-status' | 'notify'

/** What became of a message. `kept`: it has no address, and its partner asks for it. */
export type RegistryMessageState = 'kept' | 'waiting' | 'sent' | 'failed'

/** A message to another system. */
export type NewRegistryMessage = {
  readonly correlationId: string
  readonly partner: string
  /** The id of the message that it answers; null for an event. */
  readonly messageId: string | null
  readonly transactionId: string
  readonly references: readonly string[]
  /** Households that it tells of. */
  readonly about: readonly string[]
  readonly action: RegistryAction
  readonly address: string | null
  readonly sealed: string
  readonly at: string
}

/** Keeps a message to be sent. Where the partner sent the same message before, gives the id that its answer had then. */
export const saveRegistryMessage = async (tx: Queryable, message: NewRegistryMessage): Promise<string> => {
  const { correlationId, partner, messageId, transactionId, references, about, action, address, sealed, at } = message
  const kept = await tx.query(
    `insert into registry_messages (correlation_id, partner, message_id, transaction_id, references_of, action, address, sealed,
       made_at, next_at, about, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, case when $7::text is null then 'kept' else 'waiting' end)
     on conflict do nothing returning 1`,
    [correlationId, partner, messageId, transactionId, references, action, address, sealed, at, about],
  )
  if (kept.length > 0) return correlationId
  return (await correlationOf(tx, partner, messageId)) ?? correlationId
}

/** The id of the answer to a message that a partner sent before; undefined for a new one. */
export const correlationOf = async (
  sql: Queryable,
  partner: string,
  messageId: string | null,
): Promise<string | undefined> =>
  (
    await sql.query<{ id: string }>(
      'select correlation_id as id from registry_messages where partner = $1 and message_id = $2',
      [partner, messageId],
    )
  )[0]?.id

/** What is known of an earlier request of a partner. */
export type RegistryTransaction = {
  readonly correlationId: string
  readonly transactionId: string
  readonly action: RegistryAction
  readonly state: RegistryMessageState
  readonly sealed: string | null
  readonly about: readonly string[]
}

/** The latest request of a partner by its transaction, its answer's id or one of its references. */
export const readRegistryTransaction = async (
  sql: Queryable,
  partner: string,
  by: {
    readonly what: 'transaction_id' | 'reference_id_list' | 'correlation_id'
    readonly values: readonly string[]
    readonly action: 'on-search' | 'on-subscribe'
  },
): Promise<RegistryTransaction | undefined> => {
  const column = { transaction_id: 'array[transaction_id]', correlation_id: 'array[correlation_id]' } as const
  const of = by.what === 'reference_id_list' ? 'references_of' : column[by.what]
  return (
    await sql.query<RegistryTransaction>(
      `select correlation_id as "correlationId", transaction_id as "transactionId", action, state, sealed, about from registry_messages
       where partner = $1 and ${of} && $2::text[] and action = $3 order by made_at desc, correlation_id limit 1`,
      [partner, by.values, by.action],
    )
  )[0]
}

/** A message whose turn it is, with the key of its partner. */
export type DueRegistryMessage = {
  readonly correlationId: string
  readonly partner: string
  readonly action: RegistryAction
  readonly address: string
  readonly sealed: string
  readonly attempts: number
  readonly keyName: string
  readonly keyHash: string
}

/**
 * Claims the next message whose turn it is, for `seconds`. Those of keys that are no more in force are given up: what a system may
 * no longer ask, it is no longer told.
 */
export const claimRegistryMessage = async (
  sql: Queryable,
  now: string,
  seconds: number,
): Promise<DueRegistryMessage | undefined> => {
  await sql.query(
    `update registry_messages m set state = 'failed', sealed = null, fault = 'key-ended'
     where m.state = 'waiting' and m.next_at <= $1 and not exists (select 1 from operator_keys k
       where m.partner = 'key:' || k.name and k.revoked_at is null and k.expires_at > $1 and k.agreement is not null)`,
    [now],
  )
  return (
    await sql.query<DueRegistryMessage>(
      `update registry_messages m set attempts = attempts + 1, claimed_until = $1::timestamptz + make_interval(secs => $2)
       from operator_keys k
       where m.correlation_id = (
           select correlation_id from registry_messages
           where state = 'waiting' and next_at <= $1 and (claimed_until is null or claimed_until < $1)
           order by next_at, correlation_id limit 1 for update skip locked)
         and m.partner = 'key:' || k.name and k.revoked_at is null and k.expires_at > $1
       returning m.correlation_id as "correlationId", m.partner, m.action, m.address, m.sealed, m.attempts,
         k.name as "keyName", k.key_hash as "keyHash"`,
      [now, seconds],
    )
  )[0]
}

/** Notes what became of an attempt; what was delivered, or never will be, is kept no longer. */
export const saveRegistryAttempt = async (
  sql: Queryable,
  correlationId: string,
  end: {
    readonly state: 'waiting' | 'sent' | 'failed'
    readonly nextAt: string
    readonly fault: string | null
    readonly now: string
  },
): Promise<void> => {
  await sql.query(
    `update registry_messages set state = $2, next_at = $3, fault = $4, claimed_until = null,
       sent_at = case when $2 = 'sent' then $5::timestamptz end, sealed = case when $2 = 'waiting' then sealed end
     where correlation_id = $1 and state = 'waiting'`,
    [correlationId, end.state, end.nextAt, end.fault, end.now],
  )
}

/** How many messages to partners stand in each state that somebody should know of. */
export const countRegistryMessages = (
  sql: Queryable,
): Promise<{ readonly state: RegistryMessageState; readonly messages: number }[]> =>
  sql.query(
    `select state, count(*)::int as messages from registry_messages where state in ('waiting', 'failed') group by state`,
  )
