import { createHmac } from 'node:crypto'
import type { Outcome } from '../attempt.ts'
import type { Channel } from './channel.ts'
import { numberIn, post } from './post.ts'

const asJson = { 'content-type': 'application/json; charset=utf-8' }

/** Too often within a minute, or busy: it was not taken, and will be later. */
const busyCodes = new Set([-1, 45009, 45033, 130101])

/** A group robot of WeCom (企业微信群机器人). The address holds its key. */
export const wecomRobot = (url: string): Channel => ({
  name: 'wecom-robot',
  to: 'group',
  knowsRepeats: false,
  send: ({ text }) => say(url, { msgtype: 'text', text: { content: text } }),
})

/** A group robot of DingTalk (钉钉群机器人) with its signature (加签). */
export const dingtalkRobot = (url: string, secret: string | undefined, nowMs: () => number): Channel => ({
  name: 'dingtalk-robot',
  to: 'group',
  knowsRepeats: false,
  send: ({ text }) =>
    say(secret === undefined ? url : signed(url, secret, nowMs()), { msgtype: 'text', text: { content: text } }),
})

const signed = (url: string, secret: string, atMs: number): string => {
  const address = new URL(url)
  address.searchParams.set('timestamp', String(atMs))
  address.searchParams.set('sign', createHmac('sha256', secret).update(`${atMs}\n${secret}`).digest('base64'))
  return address.href
}

const say = async (url: string, body: object): Promise<Outcome> => {
  const answer = await post(url, JSON.stringify(body), asJson)
  return answer.result === 'answered' ? meaningOf(numberIn(answer.text, 'errcode')) : answer
}

/** What the error code of WeCom and DingTalk means; an answer without one may come from anybody on the way. */
export const meaningOf = (errcode: number | undefined): Outcome => {
  if (errcode === 0) return { result: 'taken' }
  if (errcode === undefined) return { result: 'unknown', fault: 'no-errcode' }
  return { result: busyCodes.has(errcode) ? 'away' : 'refused', fault: `errcode-${errcode}` }
}
