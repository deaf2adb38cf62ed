import type { Words } from '@shouwang/casework'
import { type MessageState, type NoticeChannel, readTellings, type Telling } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'

/** The ways on which staff are told outside the console. */
export const channelWords = {
  'wecom-app': { zh: '企业微信', en: 'WeCom' },
  'wecom-robot': { zh: '企业微信群', en: 'WeCom group' },
  'dingtalk-robot': { zh: '钉钉群', en: 'DingTalk group' },
  sms: { zh: '短信', en: 'text message' },
  webhook: { zh: '统一消息平台', en: 'the city’s own system' },
} as const satisfies Record<NoticeChannel, Words>

/** What became of a message. */
export const messageStateWords = {
  waiting: { zh: '待发', en: 'waits' },
  sending: { zh: '正在发', en: 'on its way' },
  sent: { zh: '已送达对方系统', en: 'taken by the other side' },
  failed: { zh: '没送到', en: 'did not arrive' },
  unsure: { zh: '不知是否送到', en: 'nobody knows whether it arrived' },
  seen: { zh: '发前已在系统里看过', en: 'seen before it went' },
} as const satisfies Record<MessageState, Words>

const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  ...({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
})

/** What a history says behind a line of whom it told, once it did: nothing where nobody was told yet. */
export type ToldOf = { readonly staffNos: readonly string[]; readonly text: (seq: number, nameOf: NameOf) => string }
type NameOf = (staffNo: string) => string

/** Who was told of the lines of a task or a case: by a message that was taken, or since he saw the notice. */
export const toldOf = async ({ sql }: Pick<Backend, 'sql'>, about: string): Promise<ToldOf> => {
  const tellings = await readTellings(sql, about)
  return {
    staffNos: [...new Set(tellings.map(({ staffNo }) => staffNo))],
    text: (seq, nameOf) => {
      const lines = tellings.filter((telling) => telling.seq === seq).map((telling) => toldText(telling, nameOf))
      return lines.length === 0 ? '' : `（${lines.join('；')}）`
    },
  }
}

const toldText = ({ staffNo, channel, at }: Telling, nameOf: NameOf): string => {
  const when = moment.format(new Date(at)).replaceAll('/', '-')
  return channel === null
    ? `${nameOf(staffNo)} ${when} 已看提醒`
    : `${when} 已发${channelWords[channel].zh}告知${nameOf(staffNo)}`
}
