import {
  RegistryAcknowledgement,
  RegistrySearchAnswer,
  RegistrySearchBody,
  RegistryStatusAnswer,
  RegistryStatusBody,
  RegistrySubscribeBody,
  RegistryUnsubscribeBody,
} from '@shouwang/console-api'
import { type CallbackAction, callbackAddress, type HeaderFault, headerFault } from '@shouwang/exchange'
import { correlationOf, readRegistryTransaction, saveRegistryMessage } from '@shouwang/postgres'
import type { Context } from 'hono'
import type { Backend } from '../../backend/backend.ts'
import { sharedCounter } from '../../backend/shared-counter.ts'
import { headerOf, signedFor } from '../../registry/answer-message.ts'
import { fieldsOf, purposeText } from '../../registry/partner.ts'
import { searchRegistry } from '../../registry/search-registry.ts'
import { subscribeTo, unsubscribeFrom } from '../../registry/subscribe.ts'
import type { Person } from '../../sign-in/access.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const syncSearch = jsonRoute({
  method: 'post',
  path: '/registry/sync/search',
  summary: 'Records of the registry for another system, at once (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistrySearchBody) },
  answer: RegistrySearchAnswer,
})
const search = jsonRoute({
  method: 'post',
  path: '/registry/search',
  summary: 'Records of the registry for another system, sent to its on-search (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistrySearchBody) },
  answer: RegistryAcknowledgement,
})
const subscribe = jsonRoute({
  method: 'post',
  path: '/registry/subscribe',
  summary: 'Another system is told of households that come, change or go; answered at its on-subscribe (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistrySubscribeBody) },
  answer: RegistryAcknowledgement,
})
const unsubscribe = jsonRoute({
  method: 'post',
  path: '/registry/unsubscribe',
  summary: 'Another system is told no more; answered at its on-unsubscribe (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistryUnsubscribeBody) },
  answer: RegistryAcknowledgement,
})
const syncStatus = jsonRoute({
  method: 'post',
  path: '/registry/sync/txn/status',
  summary: 'What became of an earlier search or subscription of the asker, with its answer where that is kept (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistryStatusBody) },
  answer: RegistryStatusAnswer,
})
const status = jsonRoute({
  method: 'post',
  path: '/registry/txn/status',
  summary: 'The same, sent to the asker’s txn/on-status (SP-DCI)',
  tag: 'registry',
  request: { body: jsonBody(RegistryStatusBody) },
  answer: RegistryAcknowledgement,
})

const MINUTE_SECONDS = 60
/** Of one partner a minute, through all consoles together. */
const MESSAGES_A_MINUTE = 120
const RECORDS_A_MINUTE = 20_000

type Sent = Parameters<typeof headerFault>[0] & {
  readonly header: { readonly message_id: string; readonly total_count: number }
  readonly message: { readonly transaction_id: string }
}

/** The registry for other systems, by messages of the interchange standard. */
export const registryRoutes = ({ api, backend }: RouteContext): void => {
  const limits = limitsOf(backend)
  api.openapi(syncSearch, async (c) => {
    const [asker, sent] = [c.get('person'), c.req.valid('json')]
    await limits.message(asker)
    told(c, sent)
    const fault = headerFault(sent, asker.partner?.agreement, backend.nowMs())
    if (fault !== undefined)
      return refuse('not-allowed', FAULTS[fault], { errors: [{ path: 'header', message: fault }] })
    const found = await searchRegistry(backend, asker, sent.message, newId(backend))
    told(c, sent, found)
    await limits.records(asker, found.records)
    return c.json(signed(backend, asker, 'on-search', sent, found.message), 200)
  })
  api.openapi(syncStatus, async (c) => {
    const [asker, sent] = [c.get('person'), c.req.valid('json')]
    await limits.message(asker)
    told(c, sent)
    const fault = headerFault(sent, asker.partner?.agreement, backend.nowMs())
    if (fault !== undefined)
      return refuse('not-allowed', FAULTS[fault], { errors: [{ path: 'header', message: fault }] })
    const { message, rejected } = await statusOf(backend, asker, sent, newId(backend))
    return c.json(signed(backend, asker, 'txn-on-status', sent, message, rejected), 200)
  })
  api.openapi(search, async (c) =>
    c.json(
      await acknowledged(c, 'on-search', c.req.valid('json'), async (asker, sent, id) => {
        const found = await searchRegistry(backend, asker, sent.message, id)
        told(c, sent, found)
        await limits.records(asker, found.records)
        return { message: found.message, references: sent.message.search_request.map((item) => item.reference_id) }
      }),
      200,
    ),
  )
  api.openapi(subscribe, async (c) =>
    c.json(
      await acknowledged(c, 'on-subscribe', c.req.valid('json'), async (asker, sent, id) => {
        const { message, purposes } = await subscribeTo(backend, asker, sent.message, id)
        told(c, sent, { whom: [], purposes })
        return { message, references: sent.message.subscribe_request.map((item) => item.reference_id) }
      }),
      200,
    ),
  )
  api.openapi(unsubscribe, async (c) =>
    c.json(
      await acknowledged(c, 'on-unsubscribe', c.req.valid('json'), async (asker, sent, id) => ({
        message: await unsubscribeFrom(backend, asker, sent.message, id),
      })),
      200,
    ),
  )
  api.openapi(status, async (c) =>
    c.json(
      await acknowledged(c, 'txn-on-status', c.req.valid('json'), async (asker, sent, id) =>
        statusOf(backend, asker, sent, id),
      ),
      200,
    ),
  )

  /** Takes a message that is answered by another one: the answer is kept before the acknowledgement leaves. */
  const acknowledged = async <Asked extends Sent>(
    c: Context<ConsoleEnv>,
    action: CallbackAction,
    sent: Asked,
    answer: (asker: Person, sent: Asked, id: string) => Promise<Answer>,
  ): Promise<RegistryAcknowledgement> => {
    const asker = c.get('person')
    await limits.message(asker)
    told(c, sent)
    const fault = headerFault(sent, asker.partner?.agreement, backend.nowMs())
    if (fault !== undefined) return acknowledgement(backend, newId(backend), fault)
    const before = await correlationOf(backend.sql, asker.staffNo, sent.header.message_id)
    if (before !== undefined) return acknowledgement(backend, before)
    const id = newId(backend)
    const { message, references = [], rejected } = await answer(asker, sent, id)
    const header = headerFor(backend, asker, action, sent, message, rejected)
    const correlationId = await saveRegistryMessage(backend.sql, {
      ...{ correlationId: id, partner: asker.staffNo, messageId: sent.header.message_id, action, references },
      transactionId: sent.message.transaction_id,
      address: callbackAddress(action, asker.partner?.agreement, sent.header.sender_uri),
      sealed: backend.cipher.seal(JSON.stringify({ header, message }), id),
      at: new Date(backend.nowMs()).toISOString(),
    })
    return acknowledgement(backend, correlationId)
  }
}

type Rejected = { readonly code?: string; readonly message: string }
type Answer = { readonly message: object; readonly references?: readonly string[]; readonly rejected?: Rejected }

const limitsOf = ({ sql }: Backend) => {
  const messages = sharedCounter(sql, 'registry', MINUTE_SECONDS)
  const records = sharedCounter(sql, 'registry-records', MINUTE_SECONDS)
  const tooMany = (waitMs: number): never =>
    refuse('too-many-rows', '这把密钥一分钟内的请求或记录太多，请稍后再试。', {
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    })
  return {
    message: async ({ partner, staffNo }: Person): Promise<void> => {
      if (partner === undefined) return
      const used = await messages.penalty(staffNo)
      if (used.consumedPoints > MESSAGES_A_MINUTE) tooMany(used.msBeforeNext)
    },
    /** What was found counts, also where it is then too much to be told. */
    records: async ({ partner, staffNo }: Person, found: number): Promise<void> => {
      if (partner === undefined || found === 0) return
      const used = await records.penalty(staffNo, found)
      if (used.consumedPoints > RECORDS_A_MINUTE) tooMany(used.msBeforeNext)
    },
  }
}

const FAULTS: Readonly<Record<HeaderFault, string>> = {
  'err.version.not_supported': '消息的版本不支持，请用 1.0.0。',
  'err.sender_id.invalid': '消息里的 sender_id 不是这把密钥约定的名称。',
  'err.sender_uri.invalid': '消息里的 sender_uri 不在这把密钥约定的回调地址之下。',
  'err.signature.missing': '这把密钥约定了消息签名，消息没有签名。',
  'err.signature.invalid': '消息的签名核验不符，或已过期。',
  'err.encryption.invalid': '不接收加密的消息体，请用 HTTPS 直接发送。',
}

const acknowledgement = ({ nowMs }: Backend, correlationId: string, fault?: HeaderFault): RegistryAcknowledgement => ({
  message: {
    ack_status: fault === undefined ? 'ACK' : 'ERR',
    timestamp: new Date(nowMs()).toISOString(),
    ...(fault === undefined ? {} : { error: { code: fault, message: FAULTS[fault] } }),
    correlation_id: correlationId,
  },
})

const ID_BYTES = 16
const newId = ({ randomBytes }: Backend): string => Buffer.from(randomBytes(ID_BYTES)).toString('hex')

/** What the audit is told: the transaction, for what, of whom, and which fields the asker was granted. */
const told = (
  c: Context<ConsoleEnv>,
  { message }: Sent,
  found:
    | { readonly whom: readonly string[]; readonly purposes: Parameters<typeof purposeText>[0] }
    | undefined = undefined,
): void => {
  const fields = [...fieldsOf(c.get('person'))]
  const about = found === undefined ? {} : { whom: found.whom, purpose: purposeText(found.purposes), fields }
  c.set('told', { subject: message.transaction_id, ...about })
}

const headerFor = <Action extends CallbackAction>(
  backend: Backend,
  { partner, staffNo }: Person,
  action: Action,
  { header }: Sent,
  message: object,
  rejected?: Rejected,
) => ({
  ...headerOf({
    ...{ messageId: newId(backend), nowMs: backend.nowMs(), action, receiver: header.sender_id || staffNo },
    ...{ total: header.total_count, completed: partsOf(message), ...(rejected === undefined ? {} : { rejected }) },
    ...(partner === undefined ? {} : { receiver: partner.agreement.senderId }),
  }),
  action,
})

const partsOf = (message: object): number => {
  const parts = Object.values(message).find((value) => Array.isArray(value)) as readonly unknown[] | undefined
  return parts?.length ?? 1
}

const signed = <Action extends CallbackAction, Message extends object>(
  backend: Backend,
  asker: Person,
  action: Action,
  sent: Sent,
  message: Message,
  rejected?: Rejected,
) => {
  const key = asker.partner === undefined ? undefined : { name: asker.name, keyHash: asker.partner.keyHash }
  const header = headerFor(backend, asker, action, sent, message, rejected)
  return signedFor(key, header, message, backend.nowMs())
}

/** What became of a request of the asker, with its answer as long as that is kept. */
const statusOf = async (backend: Backend, asker: Person, { message }: RegistryStatusBody, correlationId: string) => {
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
  const answered = {
    transaction_id: message.transaction_id,
    correlation_id: correlationId,
    txnstatus_response: {
      txn_type,
      txn_status: (kept?.message ?? {
        transaction_id: found?.transactionId ?? message.transaction_id,
        correlation_id: found?.correlationId ?? '',
        [txn_type === 'subscribe' ? 'subscribe_response' : 'search_response']: [],
        ...(txn_type === 'receipt' ? { receipt_information: { beneficiaries: [] } } : {}),
      }) as Record<string, unknown>,
    },
  }
  const rejected =
    found === undefined
      ? { message: 'no request of this key is known by this' }
      : found.state === 'failed'
        ? { message: 'its answer could not be delivered' }
        : undefined
  return { message: answered, ...(rejected === undefined ? {} : { rejected }) }
}
