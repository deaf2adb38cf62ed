import type { Command } from 'commander'
import { Refusal } from '../refusal.ts'
import type { Shell } from '../shell.ts'
import { type ApiClient, answerOf } from './api-client.ts'

/** Signs a person in, with the password and the code of the second factor that the environment holds, and gives the session's cookie. */
export const signIn = async (
  api: ApiClient,
  staffNo: string,
  { SHOUWANG_SECRET: secret, SHOUWANG_CODE: code }: Readonly<Record<string, string | undefined>>,
): Promise<string> => {
  const json = { staffNo, ...(secret === undefined ? {} : { secret }), ...(code === undefined ? {} : { code }) }
  const { cookie } = await answerOf(api, { path: '/session', method: 'POST', json })
  if (cookie === undefined) throw new Refusal('登录没有成功：守望没有给出会话。')
  return cookie
}

/** Opens the installation as one person, and signs out again: a command leaves no session behind, and the person's pages stay signed in. */
export const enterAs = <Result>(
  { enter, terminal }: Shell,
  staffNo: string,
  work: (api: ApiClient, cookie: string) => Promise<Result>,
): Promise<Result> =>
  enter(async (api) => {
    const cookie = await signIn(api, staffNo, terminal.env)
    try {
      return await work(api, cookie)
    } finally {
      await api.call({ path: '/session', method: 'DELETE', cookie })
    }
  }, 'services')

/** The option that says who acts, with where his password comes from. */
export const actsBy = (command: Command): Command =>
  command
    .requiredOption('--by <工号>', '办理人')
    .addHelpText('after', '\n口令放在环境变量 SHOUWANG_SECRET，动态口令放在 SHOUWANG_CODE。')
