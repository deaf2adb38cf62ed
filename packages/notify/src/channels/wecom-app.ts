import type { Outcome } from '../attempt.ts'
import type { Channel, Outgoing } from './channel.ts'
import { get, numberIn, post } from './post.ts'
import { meaningOf } from './robots.ts'

/** An application of WeCom that sends messages to its members. */
export type WecomApp = {
  readonly url: string
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
}

/** WeCom drops the same text to the same member within four hours: longer than a message is tried. */
const repeatsKnownForSeconds = 14_400
const tokenOver = new Set([40014, 41001, 42001])

/** An application of WeCom (企业微信应用消息). A member's account there (UserID) is the staff number. */
export const wecomApp = (app: WecomApp): Channel => {
  let token: string | undefined
  const sendOnce = async (message: Outgoing): Promise<Outcome> => {
    if (token === undefined) {
      const asked = await askToken(app)
      if (typeof asked !== 'string') return asked
      token = asked
    }
    return tell(app, token, message)
  }
  return {
    name: 'wecom-app',
    to: 'person',
    knowsRepeats: true,
    send: async (message) => {
      const first = await sendOnce(message)
      if (first.result === 'taken' || !tokenOver.has(Number(first.fault.replace('errcode-', '')))) return first
      token = undefined
      return sendOnce(message)
    },
  }
}

/** A token, or why there is none: without one nothing was sent, and settings may be mended. */
const askToken = async ({ url, corpId, secret }: WecomApp): Promise<string | Outcome> => {
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret })
  const answer = await get(`${url}/cgi-bin/gettoken?${query}`)
  if (answer.result !== 'answered') return { result: 'away', fault: `token-${answer.fault}` }
  const errcode = numberIn(answer.text, 'errcode')
  if (errcode !== 0) return { result: 'away', fault: `token-errcode-${errcode ?? 'none'}` }
  const { access_token: token } = JSON.parse(answer.text) as { readonly access_token?: unknown }
  return typeof token === 'string' ? token : { result: 'away', fault: 'token-none' }
}

const tell = async ({ url, agentId }: WecomApp, token: string, { staffNo, text }: Outgoing): Promise<Outcome> => {
  const body = {
    touser: staffNo,
    msgtype: 'text',
    agentid: agentId,
    text: { content: text },
    enable_duplicate_check: 1,
    duplicate_check_interval: repeatsKnownForSeconds,
  }
  const answer = await post(
    `${url}/cgi-bin/message/send?access_token=${encodeURIComponent(token)}`,
    JSON.stringify(body),
    {
      'content-type': 'application/json',
    },
  )
  if (answer.result !== 'answered') return answer
  const meaning = meaningOf(numberIn(answer.text, 'errcode'))
  if (meaning.result !== 'taken') return meaning
  const { invaliduser } = JSON.parse(answer.text) as { readonly invaliduser?: unknown }
  return invaliduser === undefined || invaliduser === '' ? meaning : { result: 'refused', fault: 'no-account' }
}
