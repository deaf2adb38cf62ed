import type { MessageState, NoticeChannel } from '@shouwang/postgres'
import type { Logger, Metrics } from '@shouwang/telemetry'

/** What the sending of notices tells operators: never what a message says, nor to whom it goes. */
export const noticeTelemetry = ({ log, metrics }: { readonly log: Logger; readonly metrics: Metrics }) => {
  const attempts = metrics.counter('notify_attempts_total', 'Attempts to send a message, and what became of it then', [
    'channel',
    'state',
  ])
  return {
    attempted: (channel: NoticeChannel, messageId: string, state: MessageState, fault: string | null) => {
      attempts.inc({ channel, state })
      const line = { channel, messageId, state, fault }
      if (state === 'failed' || state === 'unsure') log.error(line, 'a message of notices did not surely arrive')
      else if (fault !== null) log.warn(line, 'a message of notices is tried again later')
      else log.info(line, 'a message of notices was sent')
    },
    /** The process before this one ended while it sent: the message is repeated, or left for somebody to look at. */
    interrupted: (channel: NoticeChannel, messageId: string, state: MessageState) => {
      attempts.inc({ channel, state })
      log.warn({ channel, messageId, state }, 'a process ended while it sent this message: it may come twice')
    },
    notSent: (channel: NoticeChannel, error: unknown) =>
      log.warn({ err: error, channel }, 'messages of notices could not be looked at; they wait'),
  }
}

/** What the sending of notices tells. */
export type NoticeEvents = ReturnType<typeof noticeTelemetry>
