import { isoInstant, type Queryable } from '../engine/sql.ts'

/** The ways on which staff are told outside the console. */
export type NoticeChannel = 'wecom-app' | 'wecom-robot' | 'dingtalk-robot' | 'sms' | 'webhook'

/**
 * What became of a message. `failed`: it surely did not arrive and is tried no more; `unsure`: it was sent again once and again
 * no answer came; `seen`: its notices were seen in the console before it went.
 */
export type MessageState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unsure' | 'seen'

/** A notice that a channel has not told of. `urgent`: a red task came, was raised or is overdue. */
export type PendingNotice = {
  readonly about: string
  readonly seq: number
  readonly staffNo: string
  readonly at: string
  readonly urgent: boolean
}

/** A message to be made, with the notices that it tells of. `staffNo` is null for a group. */
export type NewMessage = {
  readonly messageId: string
  readonly staffNo: string | null
  readonly notices: readonly PendingNotice[]
}

/** A message that is to be sent. */
export type WaitingMessage = {
  readonly messageId: string
  readonly staffNo: string | null
  readonly notices: number
  readonly urgent: number
  readonly people: number
  readonly madeAt: string
  readonly attempts: number
  readonly repeated: boolean
}

/** Claims a channel for a while. Returns from when on it tells of notices; undefined while another process sends on it. */
export const claimNoticeChannel = async (
  sql: Queryable,
  { channel, holder, seconds, now }: { channel: NoticeChannel; holder: string; seconds: number; now: string },
): Promise<string | undefined> =>
  (
    await sql.query<{ since: string }>(
      `insert into notice_channels (channel, since, claimed_by, claimed_until)
       values ($1, $4, $2, now() + make_interval(secs => $3))
       on conflict (channel) do update set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
         where notice_channels.claimed_until is null or notice_channels.claimed_until < now()
           or notice_channels.claimed_by = excluded.claimed_by
       returning ${isoInstant('since')} as since`,
      [channel, holder, seconds, now],
    )
  )[0]?.since

/** Ends the claim of a process. */
export const releaseNoticeChannel = async (sql: Queryable, channel: NoticeChannel, holder: string): Promise<void> => {
  await sql.query(
    'update notice_channels set claimed_by = null, claimed_until = null where channel = $1 and claimed_by = $2',
    [channel, holder],
  )
}

/** How old a notice may be that a message still tells of. */
const toldWithinDays = 7

/** Notices that nobody has seen and no message of the channel tells of, the oldest first. */
export const readPendingNotices = (
  sql: Queryable,
  channel: NoticeChannel,
  { since, now }: { readonly since: string; readonly now: string },
): Promise<PendingNotice[]> =>
  sql.query<PendingNotice>(
    `select n.about, n.seq, n.staff_no as "staffNo", ${isoInstant('n.at')} as at,
       coalesce(t.level = 'red', false) and n.kind in ('assigned', 'raised', 'overdue') as urgent
     from notices n left join tasks t on t.task_id = n.about
     where n.seen_at is null and n.at >= greatest($2::timestamptz, $3::timestamptz - make_interval(days => ${toldWithinDays}))
       and n.at <= $3
       and not exists (select 1 from notice_tellings l
         where l.channel = $1 and l.about = n.about and l.seq = n.seq and l.staff_no = n.staff_no)
     order by n.at, n.about, n.seq, n.staff_no limit 20000`,
    [channel, since, now],
  )

/** Makes messages, each with the notices that it tells of. Fails where one of these is in a message of the channel already. */
export const saveNoticeMessages = async (
  tx: Queryable,
  channel: NoticeChannel,
  messages: readonly NewMessage[],
  now: string,
): Promise<void> => {
  if (messages.length === 0) return
  const all = messages.flatMap(({ messageId, notices }) => notices.map((notice) => ({ messageId, ...notice })))
  await tx.query(
    `insert into notice_messages (message_id, channel, staff_no, notices, urgent, people, made_at, next_at)
     select m.message_id, $1, m.staff_no, m.notices, m.urgent, m.people, $7, $7
     from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[]) as m (message_id, staff_no, notices, urgent, people)`,
    [
      channel,
      messages.map(({ messageId }) => messageId),
      messages.map(({ staffNo }) => staffNo),
      messages.map(({ notices }) => notices.length),
      messages.map(({ notices }) => notices.filter(({ urgent }) => urgent).length),
      messages.map(({ notices }) => new Set(notices.map(({ staffNo }) => staffNo)).size),
      now,
    ],
  )
  await tx.query(
    `insert into notice_tellings (channel, about, seq, staff_no, message_id)
     select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[])`,
    [
      channel,
      all.map(({ about }) => about),
      all.map(({ seq }) => seq),
      all.map(({ staffNo }) => staffNo),
      all.map(({ messageId }) => messageId),
    ],
  )
}

const waitingColumns = `message_id as "messageId", staff_no as "staffNo", notices, urgent, people,
  ${isoInstant('made_at')} as "madeAt", attempts, repeated`

/** Messages whose sender ended between sending and noting the answer. */
export const readInterrupted = (sql: Queryable, channel: NoticeChannel): Promise<WaitingMessage[]> =>
  sql.query<WaitingMessage>(
    `select ${waitingColumns} from notice_messages where channel = $1 and state = 'sending' order by made_at, message_id`,
    [channel],
  )

/** Messages whose turn it is, the oldest first; those whose notices have all been seen meanwhile are over. */
export const readSendable = async (sql: Queryable, channel: NoticeChannel, now: string): Promise<WaitingMessage[]> => {
  await sql.query(
    `update notice_messages m set state = 'seen' where channel = $1 and state = 'waiting' and staff_no is not null
       and not exists (select 1 from notice_tellings l join notices n using (about, seq, staff_no)
         where l.message_id = m.message_id and n.seen_at is null)`,
    [channel],
  )
  return sql.query<WaitingMessage>(
    `select ${waitingColumns} from notice_messages
     where channel = $1 and state = 'waiting' and next_at <= $2 order by next_at, message_id limit 500`,
    [channel, now],
  )
}

/** Notes that a message is about to be sent, and renews the claim. False where the claim is lost or another process took the message. */
export const beginSending = async (
  sql: Queryable,
  { messageId, holder, seconds, now }: { messageId: string; holder: string; seconds: number; now: string },
): Promise<boolean> =>
  (
    await sql.query(
      `with held as (
         update notice_channels c set claimed_until = now() + make_interval(secs => $3)
         from notice_messages m where m.message_id = $1 and m.channel = c.channel and c.claimed_by = $2
           and c.claimed_until > now()
         returning c.channel)
       update notice_messages m set state = 'sending', attempts = attempts + 1, tried_at = $4
       from held where m.message_id = $1 and m.channel = held.channel and m.state = 'waiting' returning m.message_id`,
      [messageId, holder, seconds, now],
    )
  ).length > 0

/** What became of an attempt; `nextAt` where it is tried again. */
export type AttemptEnd = {
  readonly state: Exclude<MessageState, 'sending' | 'seen'>
  readonly nextAt: string
  readonly repeated: boolean
  readonly fault: string | null
}

/** Notes what became of an attempt. */
export const saveAttempt = async (sql: Queryable, messageId: string, end: AttemptEnd, now: string): Promise<void> => {
  await sql.query(
    `update notice_messages set state = $2, next_at = $3, repeated = $4, fault = $5,
       sent_at = case when $2 = 'sent' then $6::timestamptz end
     where message_id = $1 and state = 'sending'`,
    [messageId, end.state, end.nextAt, end.repeated, end.fault, now],
  )
}

/** A message as those in charge see it. */
export type MessageRow = {
  readonly messageId: string
  readonly channel: NoticeChannel
  readonly staffNo: string | null
  readonly name: string | null
  readonly notices: number
  readonly urgent: number
  readonly state: MessageState
  readonly madeAt: string
  readonly sentAt: string | null
  readonly nextAt: string
  readonly attempts: number
  readonly repeated: boolean
  readonly fault: string | null
}

const within = `(m.staff_no is null or exists (select 1 from staff s where s.staff_no = m.staff_no and starts_with(s.region, $1)))`

/** Messages to the staff of some regions and to groups, the newest first. `failed`: only those that did not arrive, or may not have. */
export const listNoticeMessages = (
  sql: Queryable,
  { regions, failed, limit }: { readonly regions: string; readonly failed: boolean; readonly limit: number },
): Promise<MessageRow[]> =>
  sql.query<MessageRow>(
    `select m.message_id as "messageId", m.channel, m.staff_no as "staffNo", s.name, m.notices, m.urgent, m.state,
       ${isoInstant('m.made_at')} as "madeAt", ${isoInstant('m.sent_at')} as "sentAt", ${isoInstant('m.next_at')} as "nextAt",
       m.attempts, m.repeated, m.fault
     from notice_messages m left join staff s on s.staff_no = m.staff_no
     where ${within} and (not $2 or m.state in ('failed', 'unsure')) order by m.made_at desc, m.message_id limit $3`,
    [regions, failed, limit],
  )

/** Lets messages that did not arrive, or may not have, be tried again. Returns how many. */
export const retryNoticeMessages = async (sql: Queryable, regions: string, now: string): Promise<number> =>
  (
    await sql.query(
      `update notice_messages m set state = 'waiting', attempts = 0, next_at = $2, repeated = repeated or state = 'unsure'
       where m.state in ('failed', 'unsure') and ${within} returning m.message_id`,
      [regions, now],
    )
  ).length

/** How many messages of a channel stand in each state. */
export const countNoticeMessages = (
  sql: Queryable,
): Promise<{ channel: NoticeChannel; state: MessageState; messages: number }[]> =>
  sql.query(
    `select channel, state, count(*) as messages from notice_messages
     where state in ('waiting', 'sending', 'failed', 'unsure') group by channel, state`,
  )

/** That a member of staff was told of a line of a history: by a message that arrived, or by seeing it in the console (`channel` null). */
export type Telling = {
  readonly seq: number
  readonly staffNo: string
  readonly channel: NoticeChannel | null
  readonly at: string
}

/** Who was told of the lines of a task or a case, and when. */
export const readTellings = (sql: Queryable, about: string): Promise<Telling[]> =>
  sql.query<Telling>(
    `select n.seq, n.staff_no as "staffNo", null as channel, ${isoInstant('n.seen_at')} as at
       from notices n where n.about = $1 and n.seen_at is not null
     union all
     select l.seq, l.staff_no, m.channel, ${isoInstant('m.sent_at')}
       from notice_tellings l join notice_messages m using (message_id)
       where l.about = $1 and m.state = 'sent' and m.staff_no is not null
     order by at, 2`,
    [about],
  )
