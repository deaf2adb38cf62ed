import { Refusal } from '../refusal.ts'
import { type ApiClient, answerOf } from './api-client.ts'

/** A session of a member of staff, in whose name something is done. @throws Refusal where it is not given. */
export const signIn = async (api: ApiClient, staffNo: string, secret: string | undefined): Promise<string> => {
  const json = { staffNo, ...(secret === undefined ? {} : { secret }) }
  const { cookie } = await answerOf(api, { path: '/session', method: 'POST', json })
  if (cookie === undefined) throw new Refusal('登录没有成功：守望没有给出会话。')
  return cookie
}
