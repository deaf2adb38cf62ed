import type { RegistrySubscribeBody, RegistryUnsubscribeBody, Subscribed } from '@shouwang/console-api'
import type { ListPurpose } from '@shouwang/contracts'
import { readQuery } from '@shouwang/exchange'
import { endSubscription, findRegistered, MOST_WATCHED, type RegistryEvent, saveSubscription } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, regionsOf } from '../sign-in/access.ts'
import { fieldsOf, purposeOf } from './partner.ts'
import { REG_TYPE } from './search-registry.ts'

type Item = RegistrySubscribeBody['message']['subscribe_request'][number]

const EVENTS: readonly RegistryEvent[] = ['REGISTER', 'UPDATE', 'DEREGISTER']

/** Keeps what a partner wants to be told of. Each request has its own end, by the standard's codes. */
export const subscribeTo = async (
  backend: Backend,
  asker: Person,
  { transaction_id, subscribe_request }: RegistrySubscribeBody['message'],
  correlationId: string,
) => {
  const subscribed: Subscribed[] = []
  const purposes: ListPurpose[] = []
  for (const [nth, item] of subscribe_request.entries()) {
    const purpose = purposeOf(asker, item.subscribe_criteria.authorize)
    if (purpose.ok) purposes.push(purpose.purpose)
    const end = purpose.ok
      ? await subscribeOne(backend, asker, item, { transactionId: transaction_id, code: `${correlationId}-${nth + 1}` })
      : ({ code: 'rjct.notify_details.invalid', fault: purpose.fault } as const)
    subscribed.push(answerOf(backend, item, end))
  }
  const message = { transaction_id, correlation_id: correlationId, subscribe_response: subscribed }
  return { message, purposes }
}

type End =
  | { readonly subscription: string; readonly event: RegistryEvent; readonly entity: 'Group' | 'Member' }
  | { readonly code: string; readonly fault: string }

const subscribeOne = async (
  backend: Backend,
  asker: Person,
  { subscribe_criteria: criteria }: Item,
  about: { readonly transactionId: string; readonly code: string },
): Promise<End> => {
  if (asker.partner?.agreement.callback == null)
    return { code: 'rjct.notify_details.invalid', fault: 'no address for events was agreed with this key' }
  const name = criteria.reg_event_type.split(':').at(-1)?.toUpperCase()
  const event = EVENTS.find((one) => one === name)
  if (event === undefined)
    return { code: 'rjct.notify_types.invalid', fault: `reg_event_type is one of ${EVENTS.join(', ')}` }
  const fields = fieldsOf(asker)
  const kind = criteria.filter_type ?? (Array.isArray(criteria.filter) ? 'predicate' : guessedKind(criteria.filter))
  const read = readQuery({ query_type: kind, query: criteria.filter }, { fields, pseudonym: backend.vault.pseudonym })
  if (!read.ok) return { code: 'rjct.notify_details.invalid', fault: read.fault }
  const entity: 'Group' | 'Member' = /(Member|Person)$/i.test(criteria.notify_record_type) ? 'Member' : 'Group'
  if (entity === 'Member' && read.condition.is !== 'person' && read.condition.is !== 'nothing')
    return { code: 'rjct.notify_details.invalid', fault: 'of a Member one is told by an identifier of the person' }
  const within = regionsOf(asker)
  const one = { condition: read.condition, within, byHardship: null, limit: 1, offset: 0 }
  if ((await findRegistered(backend.sql, one)).total > MOST_WATCHED)
    return { code: 'rjct.notify_details.invalid', fault: `the filter means more than ${MOST_WATCHED} households` }
  const { start_time, end_time } = criteria.frequency ?? {}
  const now = new Date(backend.nowMs()).toISOString()
  const subscription = {
    ...{ ...about, partner: asker.staffNo, event, entity, condition: read.condition },
    since: start_time === undefined || Date.parse(start_time) < backend.nowMs() ? now : start_time,
    until: end_time ?? null,
  }
  const kept = await backend.sql.transaction((tx) => saveSubscription(tx, subscription, { within, fields }))
  return kept
    ? { subscription: about.code, event, entity }
    : { code: 'rjct.event.already_subscribed', fault: 'there is a subscription like this one' }
}

const guessedKind = (filter: object): 'idtype-value' | 'expression' =>
  'value' in filter && typeof filter.value === 'object' ? 'expression' : 'idtype-value'

const answerOf = (backend: Backend, { reference_id, locale, subscribe_criteria }: Item, end: End): Subscribed => {
  const timestamp = new Date(backend.nowMs()).toISOString()
  const about = { reference_id, timestamp, locale: locale ?? 'zho' }
  if (!('subscription' in end))
    return {
      ...about,
      status: 'rjct',
      status_reason_code: end.code,
      status_reason_message: end.fault,
      subscriptions: [],
    }
  const info = {
    ...{ version: '1.0.0', code: end.subscription, status: 'subscribe', timestamp, reg_type: REG_TYPE },
    ...{ reg_event_type: end.event, notify_record_type: end.entity, filter: subscribe_criteria.filter },
    locale: about.locale,
  }
  return { ...about, status: 'succ', subscriptions: [info] }
}

/** Ends what a partner was told of. Other partners' codes are not there. */
export const unsubscribeFrom = async (
  backend: Backend,
  asker: Person,
  { transaction_id, subscription_codes }: RegistryUnsubscribeBody['message'],
  correlationId: string,
) => {
  const now = new Date(backend.nowMs()).toISOString()
  const ended: string[] = []
  let fault: string | undefined
  for (const code of new Set(subscription_codes)) {
    const end = await endSubscription(backend.sql, asker.staffNo, code, now)
    if (end === 'ended') ended.push(code)
    else fault ??= end === 'unknown' ? 'rjct.subscription_code.invalid' : 'rjct.event.already_unsubscribed'
  }
  return {
    transaction_id,
    correlation_id: correlationId,
    timestamp: now,
    status: ended.length > 0 ? 'succ' : 'rjct',
    ...(fault === undefined ? {} : { status_reason_code: fault }),
    subscription_status: ended.map((code) => ({ code, status: 'unsubscribe' })),
  }
}
