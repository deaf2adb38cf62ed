import { pause } from '@shouwang/flow'
import {
  beginSending,
  claimNoticeChannel,
  readInterrupted,
  readPendingNotices,
  readSendable,
  releaseNoticeChannel,
  type Sql,
  saveAttempt,
  saveNoticeMessages,
  type WaitingMessage,
} from '@shouwang/postgres'
import { afterAttempt, type Outcome } from './attempt.ts'
import type { Channel } from './channels/channel.ts'
import { messageText } from './message-text.ts'
import { planMessages } from './plan.ts'
import type { NoticeEvents } from './telemetry.ts'
import { maySend, type Times, timesAt } from './times.ts'

/** Everything outside that the sending of notices touches. */
export type Sending = {
  readonly sql: Sql
  readonly channels: readonly Channel[]
  readonly times: readonly Times[]
  /** Where people read their notices. */
  readonly link: string
  /** Names this process, as no other that ever ran. */
  readonly holder: string
  readonly nowMs: () => number
  readonly events: NoticeEvents
  readonly signal: AbortSignal
}

const lookAgainMs = 5_000
/** Longer than an attempt takes: who has no claim any more sends nothing. */
const claimSeconds = 60

/** Tells staff of their notices on every channel until the signal aborts. Of all processes one sends on a channel at a time. */
export const sendNotices = async (sending: Sending): Promise<void> => {
  await Promise.all(sending.channels.map((channel) => keepSending(sending, channel)))
}

const keepSending = async (sending: Sending, channel: Channel): Promise<void> => {
  const { signal, events } = sending
  while (!signal.aborted) {
    await sendOnce(sending, channel).catch((error: unknown) => events.notSent(channel.name, error))
    await pause(lookAgainMs, signal)
  }
}

/** Makes and sends what is due on a channel now. Returns how many attempts it made; none while another process sends. */
export const sendOnce = async (sending: Sending, channel: Channel): Promise<number> => {
  const { sql, holder, nowMs, signal } = sending
  const now = new Date(nowMs()).toISOString()
  const since = await claimNoticeChannel(sql, { channel: channel.name, holder, seconds: claimSeconds, now })
  if (since === undefined) return 0
  try {
    await afterCrash(sending, channel)
    await makeMessages(sending, channel, since)
    let attempts = 0
    for (const message of await readSendable(sql, channel.name, now)) {
      if (signal.aborted) break
      if (maySend(timesAt(sending.times, nowMs()), nowMs(), message.urgent > 0))
        attempts += (await attempt(sending, channel, message)) ? 1 : 0
    }
    return attempts
  } finally {
    await releaseNoticeChannel(sql, channel.name, holder)
  }
}

/** Whoever holds the claim is alone, so what is still being sent was left behind: nobody knows whether it arrived. */
const afterCrash = async ({ sql, nowMs, events }: Sending, channel: Channel): Promise<void> => {
  for (const message of await readInterrupted(sql, channel.name)) {
    const outcome: Outcome = { result: 'unknown', fault: 'process-ended' }
    const end = afterAttempt(message, outcome, channel.knowsRepeats, nowMs())
    await saveAttempt(sql, message.messageId, end, new Date(nowMs()).toISOString())
    events.interrupted(channel.name, message.messageId, end.state)
  }
}

const makeMessages = (sending: Sending, channel: Channel, since: string): Promise<void> =>
  sending.sql.transaction(async (tx) => {
    const [nowMs, name] = [sending.nowMs(), channel.name]
    const now = new Date(nowMs).toISOString()
    const pending = await readPendingNotices(tx, name, { since, now })
    await saveNoticeMessages(tx, name, planMessages(pending, channel, timesAt(sending.times, nowMs), nowMs), now)
  })

/** Notes the attempt, sends, notes the end: what lies between the notes may repeat. False where another process had the message. */
const attempt = async (sending: Sending, channel: Channel, message: WaitingMessage): Promise<boolean> => {
  const { sql, holder, nowMs, events } = sending
  const { messageId, staffNo, notices, urgent, people, madeAt } = message
  const begun = { messageId, holder, seconds: claimSeconds, now: new Date(nowMs()).toISOString() }
  if (!(await beginSending(sql, begun))) return false
  const said = { notices, urgent, people: channel.to === 'group' ? people : null, link: sending.link }
  const text = messageText({ ...said, madeMs: Date.parse(madeAt) })
  const outcome = await channel
    .send({ messageId, staffNo, text, notices, urgent, link: sending.link })
    .catch((error: unknown): Outcome => {
      events.notSent(channel.name, error)
      return { result: 'unknown', fault: 'crashed' }
    })
  const end = afterAttempt({ ...message, attempts: message.attempts + 1 }, outcome, channel.knowsRepeats, nowMs())
  await saveAttempt(sql, messageId, end, new Date(nowMs()).toISOString())
  events.attempted(channel.name, messageId, end.state, end.fault)
  return true
}
