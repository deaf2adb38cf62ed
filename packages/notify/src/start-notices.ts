import { countNoticeMessages, type Sql, sealedPhones } from '@shouwang/postgres'
import type { Logger, Metrics } from '@shouwang/telemetry'
import { sendNotices } from './send-notices.ts'
import { channelsOf, type NoticeSettings, NoticeSettingsProblem } from './settings.ts'
import { noticeTelemetry } from './telemetry.ts'
import { loadTimes } from './times.ts'

/** What a process gives the sending of notices. */
export type NoticeDependencies = {
  readonly sql: Sql
  /** Opens what is sealed under a name: telephones of staff. */
  readonly cipher: { readonly open: (sealed: string, name: string) => string }
  readonly log: Logger
  readonly metrics: Metrics
  readonly nowMs: () => number
  /** Names this process, as no other that ever ran. */
  readonly holder: string
  readonly signal: AbortSignal
}

type Settings = NoticeSettings & { readonly SHOUWANG_PUBLIC_URL?: string | undefined }

/**
 * Reads what the settings say of notices and gives what sends them until the signal aborts; nothing where they name no way.
 * @throws NoticeSettingsProblem or NoticeTimesProblem where they can't be used
 */
export const noticeSender = (settings: Settings): ((dependencies: NoticeDependencies) => Promise<void>) => {
  const times = loadTimes(settings.SHOUWANG_NOTICE_TIMES)
  const around = { phoneOf: async () => undefined, nowMs: () => 0 }
  if (channelsOf(settings, around).length === 0) return async () => undefined
  const { SHOUWANG_PUBLIC_URL: address } = settings
  if (address === undefined)
    throw new NoticeSettingsProblem('messages name a link: set SHOUWANG_PUBLIC_URL to where people reach the console')
  const link = new URL('/notices', address).href
  return async ({ sql, cipher, log, metrics, nowMs, holder, signal }) => {
    const phoneOf = async (staffNo: string): Promise<string | undefined> => {
      const sealed = (await sealedPhones(sql, [staffNo])).get(staffNo)
      return sealed === undefined ? undefined : cipher.open(sealed, staffNo)
    }
    metrics.reading('notify_messages', 'Messages that wait, failed or are unsure', ['channel', 'state'], async () =>
      (await countNoticeMessages(sql)).map(({ messages, ...labels }) => ({ labels, value: messages })),
    )
    const channels = channelsOf(settings, { phoneOf, nowMs })
    await sendNotices({ sql, channels, times, link, holder, nowMs, events: noticeTelemetry({ log, metrics }), signal })
  }
}
