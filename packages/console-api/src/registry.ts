import { z } from 'zod'

/*
 * Messages by which other systems read the registry: SP-DCI, interoperability API of social registries, version 1.0.0. Names and
 * codes are the standard's.
 */

const text = (most: number) => z.string().min(1).max(most)
const Timestamp = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  )
  .meta({ description: 'ISO 8601 with its timezone' })
const Locale = z.string().regex(/^[a-z]{3}$/)
const TransactionId = text(99)
const Code = text(99)
const Free = z.record(z.string(), z.unknown())

const header = <const Name extends string>(action: Name) =>
  z.object({
    version: text(20).default('1.0.0'),
    message_id: text(99),
    message_ts: Timestamp,
    action: z.literal(action),
    sender_id: text(99),
    sender_uri: text(500).optional(),
    receiver_id: text(99).optional(),
    total_count: z.int().min(0).max(1_000_000),
    is_msg_encrypted: z.boolean().default(false),
    meta: Free.optional(),
  })

const sent = <Name extends string, Message extends z.ZodType>(action: Name, message: Message) =>
  z.object({ signature: z.string().max(2000).optional(), header: header(action), message })

const Value = z.union([z.string().max(500), z.number(), z.boolean(), Free])
const Operand = z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])
const Compared = z.object({
  attribute_name: text(99),
  operator: z.enum(['gt', 'lt', 'eq', 'ge', 'le', 'in']),
  attribute_value: Operand,
})
const Predicate = z.object({
  seq_num: z.number().optional(),
  expression1: Compared,
  condition: z.enum(['and', 'or', 'not']).optional(),
  expression2: Compared.optional(),
})
const QueryType = z.enum(['idtype-value', 'expression', 'predicate'])
const QueryValue = z.union([z.object({ type: text(99), value: Value }), z.array(Predicate).min(1).max(20)])

/** Why somebody may ask, or that the person agreed: the code is one of the purposes of lists. */
const Grounds = z.object({
  purpose: z.object({ code: text(99).optional(), text: z.string().max(500).optional() }).optional(),
})

const SearchCriteria = z.object({
  version: text(20).default('1.0.0'),
  reg_type: text(99).optional(),
  reg_record_type: text(99).optional(),
  query_type: QueryType,
  response_entity: z.enum(['Group', 'Member']).optional(),
  query: QueryValue,
  sort: z
    .array(z.object({ attribute_name: text(99), sort_order: z.enum(['asc', 'desc']).default('asc') }))
    .max(5)
    .optional(),
  pagination: z
    .object({ page_size: z.int().min(1).max(500), page_number: z.int().min(1).max(1_000_000).default(1) })
    .optional(),
  consent: Grounds.optional(),
  authorize: Grounds.optional(),
})
export type SearchCriteria = z.infer<typeof SearchCriteria>

/** Asks for records of the registry. */
export const RegistrySearchBody = sent(
  'search',
  z.object({
    transaction_id: TransactionId,
    search_request: z
      .array(
        z.object({
          reference_id: text(99),
          timestamp: Timestamp,
          search_criteria: SearchCriteria,
          locale: Locale.optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
).meta({ id: 'RegistrySearch' })
export type RegistrySearchBody = z.infer<typeof RegistrySearchBody>

const SubscribeCriteria = z.object({
  version: text(20).default('1.0.0'),
  reg_type: text(99).optional(),
  reg_event_type: text(99).meta({ description: 'REGISTER, UPDATE or DEREGISTER, with or without a namespace' }),
  frequency: z.object({ start_time: Timestamp, end_time: Timestamp, frequency: z.string().max(99) }).optional(),
  filter_type: QueryType.optional(),
  filter: QueryValue,
  notify_record_type: text(99),
  authorize: Grounds.optional(),
})

/** Asks to be told of what happens in the registry. */
export const RegistrySubscribeBody = sent(
  'subscribe',
  z.object({
    transaction_id: TransactionId,
    subscribe_request: z
      .array(
        z.object({
          reference_id: text(99),
          timestamp: Timestamp,
          subscribe_criteria: SubscribeCriteria,
          locale: Locale.optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
).meta({ id: 'RegistrySubscribe' })
export type RegistrySubscribeBody = z.infer<typeof RegistrySubscribeBody>

/** Asks to be told no more. */
export const RegistryUnsubscribeBody = sent(
  'unsubscribe',
  z.object({ transaction_id: TransactionId, timestamp: Timestamp, subscription_codes: z.array(Code).min(1).max(50) }),
).meta({ id: 'RegistryUnsubscribe' })
export type RegistryUnsubscribeBody = z.infer<typeof RegistryUnsubscribeBody>

/** Asks what became of an earlier request. */
export const RegistryStatusBody = sent(
  'txn-status',
  z.object({
    transaction_id: TransactionId,
    txnstatus_request: z.object({
      reference_id: text(99),
      txn_type: z.enum(['search', 'subscribe', 'receipt']),
      attribute_type: z.enum(['transaction_id', 'reference_id_list', 'correlation_id']),
      attribute_value: z.union([text(99), z.array(text(99)).min(1).max(20)]),
      locale: Locale.optional(),
    }),
  }),
).meta({ id: 'RegistryStatus' })
export type RegistryStatusBody = z.infer<typeof RegistryStatusBody>

/** A civil registry tells of events: of each what happened, and to whom (CRVS 1.0.0). */
export const RegistryNotifyBody = sent(
  'notify',
  z.object({
    transaction_id: TransactionId,
    notify_event: z
      .array(
        z.object({
          reference_id: text(99),
          timestamp: Timestamp,
          data: z.object({
            version: text(20).default('1.0.0'),
            reg_type: text(99).optional(),
            reg_event_type: text(99).optional().meta({
              description: 'LiveBirth, Death, LiveBirthReversal or DeathReversal, with or without a namespace',
            }),
            reg_record_type: text(99).optional(),
            reg_records: z.union([Free, z.array(Free).max(100)]),
          }),
          locale: Locale.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
).meta({ id: 'RegistryNotify' })

/** That a request was taken, and under which id its answer comes; or, by the standard's code, why it was not. */
export const RegistryAcknowledgement = z
  .object({
    message: z.object({
      ack_status: z.enum(['ACK', 'NACK', 'ERR']),
      timestamp: z.string(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
      correlation_id: z.string(),
    }),
  })
  .meta({ id: 'RegistryAcknowledgement' })
export type RegistryAcknowledgement = z.infer<typeof RegistryAcknowledgement>

const Status = z.enum(['rcvd', 'pdng', 'succ', 'rjct'])

const answered = <Message extends z.ZodType>(actions: readonly [string, ...string[]], message: Message) =>
  z.object({
    signature: z.string().optional(),
    header: z.object({
      version: z.string(),
      message_id: z.string(),
      message_ts: z.string(),
      action: z.enum(actions),
      status: Status,
      status_reason_code: z.string().optional(),
      status_reason_message: z.string().optional(),
      total_count: z.int(),
      completed_count: z.int(),
      sender_id: z.string(),
      receiver_id: z.string(),
      is_msg_encrypted: z.boolean(),
    }),
    message,
  })

const Searched = z.object({
  reference_id: z.string(),
  timestamp: z.string(),
  status: Status,
  status_reason_code: z.string().optional(),
  status_reason_message: z.string().optional(),
  data: z.object({
    version: z.string(),
    reg_type: z.string(),
    reg_record_type: z.string(),
    reg_records: z.array(Free),
  }),
  pagination: z.object({ page_size: z.int(), page_number: z.int(), total_count: z.int() }).optional(),
  locale: z.string(),
})
/** What one request of a search came to. */
export type Searched = z.infer<typeof Searched>

const SearchedMessage = z.object({
  transaction_id: z.string(),
  correlation_id: z.string(),
  search_response: z.array(Searched),
})
export type SearchedMessage = z.infer<typeof SearchedMessage>

/** The records that a search found. */
export const RegistrySearchAnswer = answered(['on-search'], SearchedMessage).meta({ id: 'RegistrySearched' })
export type RegistrySearchAnswer = z.infer<typeof RegistrySearchAnswer>

const Subscribed = z.object({
  reference_id: z.string(),
  timestamp: z.string(),
  status: Status,
  status_reason_code: z.string().optional(),
  status_reason_message: z.string().optional(),
  subscriptions: z.array(Free),
  locale: z.string(),
})
/** What one request to subscribe came to. */
export type Subscribed = z.infer<typeof Subscribed>

/** What became of an earlier request: its answer where it has one. */
export const RegistryStatusAnswer = answered(
  ['txn-on-status'],
  z.object({
    transaction_id: z.string(),
    correlation_id: z.string(),
    txnstatus_response: z.object({ txn_type: z.string(), txn_status: Free }),
  }),
).meta({ id: 'RegistryStatusAnswered' })
export type RegistryStatusAnswer = z.infer<typeof RegistryStatusAnswer>
