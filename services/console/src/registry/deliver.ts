import { afterAttempt, goneRecord, type Outcome } from '@shouwang/exchange'
import { pause } from '@shouwang/flow'
import {
  type Change,
  claimRegistryMessage,
  countRegistryMessages,
  type DueRegistryMessage,
  nextWatched,
  type Queryable,
  readRegistered,
  saveRegistryAttempt,
  saveRegistryMessage,
  takeChanges,
  type Watched,
  writeAudit,
} from '@shouwang/postgres'
import type { Metrics } from '@shouwang/telemetry'
import type { Backend } from '../backend/backend.ts'
import { regionsOf } from '../sign-in/access.ts'
import type { ConsoleTelemetry } from '../telemetry.ts'
import { headerOf, signedFor } from './answer-message.ts'
import { householdsFor, recordsOf } from './households.ts'
import { purposeText } from './partner.ts'
import { dataOf } from './search-registry.ts'

/** Everything outside that the telling of other systems touches. */
export type Telling = {
  readonly backend: Backend
  readonly events: Pick<ConsoleTelemetry, 'registryTold' | 'registryNotTold'>
  readonly signal: AbortSignal
}

const LOOK_AGAIN_MS = 5_000
const WATCH_EVERY_MS = 60_000
/** Longer than an attempt takes. */
const CLAIM_SECONDS = 60
const PATIENCE_MS = 20_000
/** Households in one message of events. */
const EVENTS_IN_MESSAGE = 100

/** Sends answers and events to other systems until the signal aborts; of all processes one sends a message at a time. */
export const tellPartners = async (telling: Telling, metrics: Metrics): Promise<void> => {
  const { backend, signal, events } = telling
  metrics.reading(
    'registry_messages',
    'Messages to other systems that wait or were not delivered',
    ['state'],
    async () =>
      (await countRegistryMessages(backend.sql)).map(({ state, messages }) => ({ labels: { state }, value: messages })),
  )
  while (!signal.aborted) {
    await tellOnce(telling).catch((error: unknown) => events.registryNotTold('store', 'engine-away', error))
    await pause(LOOK_AGAIN_MS, signal)
  }
}

/** Makes the events that are due and sends every message whose turn it is. Returns how many were sent or failed. */
export const tellOnce = async (telling: Telling): Promise<number> => {
  const { backend, signal } = telling
  while (!signal.aborted && (await watchNext(backend)));
  let told = 0
  while (!signal.aborted) {
    const due = await claimRegistryMessage(backend.sql, isoNow(backend), CLAIM_SECONDS)
    if (due === undefined) break
    await attempt(telling, due)
    told += 1
  }
  return told
}

const isoNow = ({ nowMs }: Backend): string => new Date(nowMs()).toISOString()

/** Looks at the next subscription whose turn it is: what differs from what it was told becomes one message of the same moment. */
const watchNext = (backend: Backend): Promise<boolean> =>
  backend.sql.transaction(async (tx) => {
    const now = isoNow(backend)
    const watched = await nextWatched(tx, new Date(backend.nowMs() - WATCH_EVERY_MS).toISOString(), now)
    if (watched === undefined) return false
    const { fields } = watched.agreement
    const within = regionsOf({ staffNo: '', name: '', role: 'operator', region: watched.region })
    const changes = await takeChanges(tx, watched, { within, fields, limit: EVENTS_IN_MESSAGE })
    const mine = changes.filter(({ event }) => event === watched.event)
    if (mine.length > 0) await saveEvents(tx, backend, watched, mine)
    return true
  })

const saveEvents = async (
  tx: Queryable,
  backend: Backend,
  watched: Watched,
  changes: readonly Change[],
): Promise<void> => {
  const { partner, agreement, event, entity, transactionId, code, region, condition } = watched
  const { fields, callback, senderId, purpose } = agreement
  if (callback === null) return
  const whom = changes.map(({ household }) => household)
  const rows = [...(await readRegistered(tx, whom)).values()]
  const households = await householdsFor(
    { ...backend, sql: { ...backend.sql, query: tx.query } },
    partner,
    fields,
    rows,
  )
  const person = condition.is === 'person' ? condition.person : null
  const records =
    event === 'DEREGISTER'
      ? whom.map((household) => goneRecord(`group:${backend.vault.nameFor(partner, household)}`))
      : recordsOf(rows, households, fields, entity === 'Group' ? { is: 'Group' } : { is: 'Member', person })
  const [id, at] = [Buffer.from(backend.randomBytes(16)).toString('hex'), isoNow(backend)]
  const header = headerOf({
    ...{ messageId: id, nowMs: backend.nowMs(), receiver: senderId, action: 'notify' },
    ...{ total: records.length, completed: records.length },
  })
  const message = {
    transaction_id: transactionId,
    notify_event: records.map((record, nth) => ({
      ...{ reference_id: `${code}-${nth + 1}`, timestamp: at, locale: 'zho' },
      data: { ...dataOf(entity, []), reg_event_type: event, reg_records: record },
    })),
  }
  await saveRegistryMessage(tx, {
    ...{
      correlationId: id,
      partner,
      messageId: null,
      transactionId,
      references: [code],
      about: whom,
      action: 'notify',
      at,
    },
    ...{ address: `${callback}/notify`, sealed: backend.cipher.seal(JSON.stringify({ header, message }), id) },
  })
  await writeAudit(tx, {
    ...{
      who: partner,
      role: 'operator',
      region,
      action: 'POST registry/notify',
      subject: code,
      whom,
      fields: [...fields],
    },
    ...{ task: '', purpose: purposeText([purpose]), result: 'done', address: new URL(callback).host },
  })
}

const attempt = async ({ backend, events }: Telling, due: DueRegistryMessage): Promise<void> => {
  const { correlationId, action, address, sealed, attempts, keyName, keyHash } = due
  const { header, message } = JSON.parse(backend.cipher.open(sealed, correlationId)) as Record<
    'header' | 'message',
    object
  >
  const outcome = await post(address, signedFor({ name: keyName, keyHash }, header, message, backend.nowMs()))
  const end = afterAttempt(attempts, outcome, backend.nowMs())
  await saveRegistryAttempt(backend.sql, correlationId, { ...end, now: isoNow(backend) })
  if (end.state === 'sent') events.registryTold(action)
  else events.registryNotTold(action, end.fault ?? 'unknown')
}

/** Only what was surely refused is given up: behind every other end the message is tried again. */
const post = async (address: string, body: object): Promise<Outcome> => {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await answer.body?.cancel()
    if (answer.ok) return { result: 'taken', fault: null }
    const { status } = answer
    const never = status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status)
    return { result: never ? 'refused' : 'away', fault: `http-${status}` }
  } catch (error) {
    const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } }
    return { result: 'away', fault: (cause?.code ?? name ?? 'unknown').toLowerCase().replaceAll('_', '-') }
  }
}
