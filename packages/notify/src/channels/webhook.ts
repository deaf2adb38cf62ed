import { createHmac } from 'node:crypto'
import type { Channel } from './channel.ts'
import { post } from './post.ts'

/**
 * The city's own system (统一消息平台): JSON, with the id of the message as the key of a repeat. Where a secret is set, the hexadecimal
 * HMAC-SHA256 of the body goes with it.
 */
export const webhook = (url: string, secret: string | undefined): Channel => ({
  name: 'webhook',
  to: 'person',
  knowsRepeats: true,
  send: async ({ messageId, staffNo, text, notices, urgent, link }) => {
    const body = JSON.stringify({ id: messageId, to: staffNo, text, notices, urgent, link })
    const answer = await post(url, body, {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': messageId,
      ...(secret === undefined
        ? {}
        : { 'x-shouwang-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
    })
    return answer.result === 'answered' ? { result: 'taken' } : answer
  },
})
