import { RegistryAcknowledgement, RegistryNotifyBody } from '@shouwang/console-api'
import { type HeaderFault, headerFault, VITAL_FEEDS, type VitalRow, vitalRow } from '@shouwang/exchange'
import type { Backend } from '../../backend/backend.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'
import { recordsDoor } from '../take-records.ts'

const notify = jsonRoute({
  method: 'post',
  path: '/registry/notify',
  summary:
    'A civil registry tells of births and deaths, or takes one back (SP-DCI CRVS); each becomes a record of its feed',
  tag: 'registry',
  request: { body: jsonBody(RegistryNotifyBody) },
  answer: RegistryAcknowledgement,
})

/**
 * Births and deaths that a civil registry notifies of. They go through the door that all records take: a key for the feeds of births and
 * deaths, its limits, quarantine for what can't be read, and the message's id as the key that makes a repetition the same delivery.
 */
export const vitalEventRoutes = ({ api, backend }: RouteContext, maxBacklog: number): void => {
  const door = recordsDoor(backend, maxBacklog)
  api.openapi(notify, async (c) => {
    const { signature, header, message } = c.req.valid('json')
    const { sender_uri: _, ...over } = header
    const fault = headerFault(
      { ...(signature === undefined ? {} : { signature }), header: over, message },
      undefined,
      backend.nowMs(),
    )
    if (fault !== undefined) return c.json(acknowledgement(backend, header.message_id, fault), 200)
    const rows = message.notify_event.flatMap(({ data }) => {
      const records = Array.isArray(data.reg_records) ? data.reg_records : [data.reg_records]
      return records.flatMap((record) => vitalRow(data, record) ?? [])
    })
    const [person, sender] = [c.get('person'), c.get('sender')]
    const strange = rows.find(({ feed }) => sender !== undefined && !sender.feeds.includes(feed))
    if (strange !== undefined) return refuse('not-allowed', `报送密钥“${sender?.name}”不能报送 ${strange.feed}。`)
    const deliveries: string[] = []
    for (const feed of VITAL_FEEDS) {
      const records = recordsOf(rows, feed)
      if (records.length === 0) continue
      await door.open(feed)
      deliveries.push(await door.take(records, { feed, person, sender, key: `notify ${header.message_id}` }))
    }
    return c.json(acknowledgement(backend, deliveries[0] ?? header.message_id), 200)
  })
}

const recordsOf = (rows: readonly VitalRow[], feed: string) =>
  rows.filter((row) => row.feed === feed).map(({ cells }, at) => ({ rowNo: at + 1, cells }))

const acknowledgement = ({ nowMs }: Backend, correlationId: string, fault?: HeaderFault): RegistryAcknowledgement => ({
  message: {
    ack_status: fault === undefined ? 'ACK' : 'ERR',
    timestamp: new Date(nowMs()).toISOString(),
    ...(fault === undefined ? {} : { error: { code: fault, message: FAULTS[fault] ?? '消息头不能接受。' } }),
    correlation_id: correlationId,
  },
})

const FAULTS: Partial<Readonly<Record<HeaderFault, string>>> = {
  'err.version.not_supported': '消息的版本不支持，请用 1.0.0。',
  'err.encryption.invalid': '不接收加密的消息体，请用 HTTPS 直接发送。',
}
