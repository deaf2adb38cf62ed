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
import { correlationOf, saveRegistryMessage } from '@shouwang/postgres'
import type { Context } from 'hono'
import type { Backend } from '../../backend/backend.ts'
import { headerOf, type Rejected, signedFor } from '../../registry/answer-message.ts'
import { registryLimits } from '../../registry/limits.ts'
import { fieldsOf, purposeText } from '../../registry/partner.ts'
import { searchRegistry } from '../../registry/search-registry.ts'
import { subscribeTo, unsubscribeFrom } from '../../registry/subscribe.ts'
import { statusOf } from '../../registry/transaction-status.ts'
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

type Sent = Parameters<typeof headerFault>[0] & {
  readonly header: { readonly message_id: string; readonly total_count: number }
  readonly message: { readonly transaction_id: string }
}

/** What a request came to, with the households that it is about. */
type Answer = {
  readonly message: object
  readonly references?: readonly string[]
  readonly about?: readonly string[]
  readonly rejected?: Rejected | undefined
}

/** What the routes of the registry share. */
type Registry = { readonly backend: Backend; readonly limits: ReturnType<typeof registryLimits> }

/** The registry for other systems, by messages of the interchange standard. */
export const registryRoutes = ({ api, backend }: RouteContext): void => {
  const registry = { backend, limits: registryLimits(backend.sql) }
  api.openapi(syncSearch, async (c) => {
    const sent = c.req.valid('json')
    const asker = await taken(registry, c, sent)
    const { message } = await searched(registry, c, asker, sent, newId(backend))
    return c.json(signed(backend, asker, 'on-search', sent, message), 200)
  })
  api.openapi(syncStatus, async (c) => {
    const sent = c.req.valid('json')
    const asker = await taken(registry, c, sent)
    const { message, rejected, about } = await statusOf(backend, asker, sent, newId(backend))
    told(c, sent, { whom: about, purposes: [] })
    return c.json(signed(backend, asker, 'txn-on-status', sent, message, rejected), 200)
  })
  api.openapi(search, async (c) => {
    const sent = c.req.valid('json')
    const references = sent.message.search_request.map((item) => item.reference_id)
    const answer = async (asker: Person, id: string): Promise<Answer> => {
      const { message, whom } = await searched(registry, c, asker, sent, id)
      return { message, references, about: whom }
    }
    return c.json(await acknowledged(registry, c, 'on-search', sent, answer), 200)
  })
  api.openapi(subscribe, async (c) => {
    const sent = c.req.valid('json')
    const references = sent.message.subscribe_request.map((item) => item.reference_id)
    const answer = async (asker: Person, id: string): Promise<Answer> => {
      const { message, purposes } = await subscribeTo(backend, asker, sent.message, id)
      told(c, sent, { whom: [], purposes })
      return { message, references }
    }
    return c.json(await acknowledged(registry, c, 'on-subscribe', sent, answer), 200)
  })
  api.openapi(unsubscribe, async (c) => {
    const sent = c.req.valid('json')
    const answer = async (asker: Person, id: string): Promise<Answer> => ({
      message: await unsubscribeFrom(backend, asker, sent.message, id),
    })
    return c.json(await acknowledged(registry, c, 'on-unsubscribe', sent, answer), 200)
  })
  api.openapi(status, async (c) => {
    const sent = c.req.valid('json')
    const answer = (asker: Person, id: string): Promise<Answer> => statusOf(backend, asker, sent, id)
    return c.json(await acknowledged(registry, c, 'txn-on-status', sent, answer), 200)
  })
}

/** Who asks, once the message is one that it may send. Ends the request with a problem that has the standard's code. */
const taken = async ({ backend, limits }: Registry, c: Context<ConsoleEnv>, sent: Sent): Promise<Person> => {
  const asker = c.get('person')
  await limits.message(asker)
  told(c, sent)
  const fault = headerFault(sent, asker.partner?.agreement, backend.nowMs())
  if (fault !== undefined) refuse('not-allowed', FAULTS[fault], { errors: [{ path: 'header', message: fault }] })
  return asker
}

/** Takes a message that is answered by another one: the answer is kept before the acknowledgement leaves. */
const acknowledged = async (
  { backend, limits }: Registry,
  c: Context<ConsoleEnv>,
  action: CallbackAction,
  sent: Sent,
  answer: (asker: Person, id: string) => Promise<Answer>,
): Promise<RegistryAcknowledgement> => {
  const asker = c.get('person')
  await limits.message(asker)
  told(c, sent)
  const fault = headerFault(sent, asker.partner?.agreement, backend.nowMs())
  if (fault !== undefined) return acknowledgement(backend, newId(backend), fault)
  const messageId = sent.header.message_id
  const before = await correlationOf(backend.sql, asker.staffNo, messageId)
  if (before !== undefined) return acknowledgement(backend, before)
  const id = newId(backend)
  const { message, references = [], about = [], rejected } = await answer(asker, id)
  const header = headerFor(backend, asker, action, sent, message, rejected)
  const correlationId = await saveRegistryMessage(backend.sql, {
    ...{ correlationId: id, partner: asker.staffNo, messageId, action, references, about },
    transactionId: sent.message.transaction_id,
    address: callbackAddress(action, asker.partner?.agreement, sent.header.sender_uri),
    sealed: backend.cipher.seal(JSON.stringify({ header, message }), id),
    at: new Date(backend.nowMs()).toISOString(),
  })
  return acknowledgement(backend, correlationId)
}

const searched = async (
  { backend, limits }: Registry,
  c: Context<ConsoleEnv>,
  asker: Person,
  sent: RegistrySearchBody,
  id: string,
) => {
  const found = await searchRegistry(backend, asker, sent.message, id)
  told(c, sent, found)
  await limits.records(asker, found.records)
  return found
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
  { partner }: Person,
  action: Action,
  { header }: Sent,
  message: object,
  rejected?: Rejected,
) => ({
  ...headerOf({
    ...{ messageId: newId(backend), nowMs: backend.nowMs(), action, rejected },
    ...{
      receiver: partner?.agreement.senderId ?? header.sender_id,
      total: header.total_count,
      completed: partsOf(message),
    },
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
