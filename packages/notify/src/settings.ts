import { z } from 'zod'
import type { Channel } from './channels/channel.ts'
import { dingtalkRobot, wecomRobot } from './channels/robots.ts'
import { smsGateway } from './channels/sms-gateway.ts'
import { webhook } from './channels/webhook.ts'
import { wecomApp } from './channels/wecom-app.ts'

const address = z.url({ protocol: /^https?$/, error: 'must be http:// or https://' }).optional()
const secret = z.string().min(1).optional()

/** How staff are told outside the console; each way is used where its settings are there. The addresses of robots hold keys: they are secrets. */
export const noticeSettings = {
  /** WeCom, or the address of the city's own 政务微信. */
  SHOUWANG_WECOM_URL: z.url({ protocol: /^https?$/ }).default('https://qyapi.weixin.qq.com'),
  SHOUWANG_WECOM_CORP_ID: secret,
  SHOUWANG_WECOM_AGENT_ID: z.coerce.number().int().min(1).optional(),
  SHOUWANG_WECOM_SECRET: secret,
  SHOUWANG_WECOM_ROBOT_URL: address,
  SHOUWANG_DINGTALK_ROBOT_URL: address,
  SHOUWANG_DINGTALK_ROBOT_SECRET: secret,
  SHOUWANG_SMS_URL: address,
  /** With {phone}, and {text} or {count} and {link}: JSON where it begins with a brace, else a form. */
  SHOUWANG_SMS_BODY: z
    .string()
    .refine((body) => body.includes('{phone}'), 'must have {phone} where the telephone stands')
    .optional(),
  SHOUWANG_SMS_AUTHORIZATION: secret,
  /** What the gateway's answer contains when it took a message, e.g. "code":0; a 2xx says so when unset. */
  SHOUWANG_SMS_TAKEN: secret,
  SHOUWANG_NOTICE_WEBHOOK_URL: address,
  SHOUWANG_NOTICE_WEBHOOK_SECRET: secret,
  /** The city's own quiet hours and digest; those of the program when unset. */
  SHOUWANG_NOTICE_TIMES: z.string().min(1).optional(),
}

const Settings = z.object(noticeSettings)
/** The settings of notices as a process has read them. */
export type NoticeSettings = z.infer<typeof Settings>

/** Why settings of notices do not go together. */
export class NoticeSettingsProblem extends Error {}

type Around = {
  readonly phoneOf: (staffNo: string) => Promise<string | undefined>
  readonly nowMs: () => number
}

/** The ways that the settings name. @throws NoticeSettingsProblem where one is named in part */
export const channelsOf = (settings: NoticeSettings, { phoneOf, nowMs }: Around): readonly Channel[] => {
  const { SHOUWANG_WECOM_ROBOT_URL: robot, SHOUWANG_NOTICE_WEBHOOK_URL: hook } = settings
  const { SHOUWANG_DINGTALK_ROBOT_URL: dingtalk, SHOUWANG_SMS_URL: sms, SHOUWANG_SMS_BODY: body } = settings
  if ((sms === undefined) !== (body === undefined))
    throw new NoticeSettingsProblem('short messages need both SHOUWANG_SMS_URL and SHOUWANG_SMS_BODY')
  return [
    ...wecomAppsOf(settings),
    ...(robot === undefined ? [] : [wecomRobot(robot)]),
    ...(dingtalk === undefined ? [] : [dingtalkRobot(dingtalk, settings.SHOUWANG_DINGTALK_ROBOT_SECRET, nowMs)]),
    ...(sms === undefined || body === undefined ? [] : [smsGateway(gatewayOf(settings, sms, body), phoneOf)]),
    ...(hook === undefined ? [] : [webhook(hook, settings.SHOUWANG_NOTICE_WEBHOOK_SECRET)]),
  ]
}

const gatewayOf = (settings: NoticeSettings, url: string, body: string) => ({
  ...{ url, body },
  authorization: settings.SHOUWANG_SMS_AUTHORIZATION,
  taken: settings.SHOUWANG_SMS_TAKEN,
})

const wecomAppsOf = ({
  SHOUWANG_WECOM_URL: url,
  SHOUWANG_WECOM_CORP_ID: corpId,
  SHOUWANG_WECOM_AGENT_ID: agentId,
  SHOUWANG_WECOM_SECRET: secret,
}: NoticeSettings): readonly Channel[] => {
  if (corpId === undefined && agentId === undefined && secret === undefined) return []
  if (corpId === undefined || agentId === undefined || secret === undefined)
    throw new NoticeSettingsProblem(
      'WeCom needs SHOUWANG_WECOM_CORP_ID, SHOUWANG_WECOM_AGENT_ID and SHOUWANG_WECOM_SECRET',
    )
  return [wecomApp({ url: url.replace(/\/$/, ''), corpId, agentId, secret })]
}
