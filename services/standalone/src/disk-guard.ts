import { statfsSync } from 'node:fs'
import type { WarehouseClient } from '@shouwang/clickhouse'
import { EngineAway } from '@shouwang/flow'
import type { Sql } from '@shouwang/postgres'
import type { EmbeddedEngines } from './engines.ts'
import type { WriteGate } from './write-gate.ts'

/** How much room there has to be, in bytes: `reserve` for what comes in, `least` for anything at all. */
type Room = { readonly reserve: number; readonly least: number }

/** What is told of the room on the disk. */
export type DiskEvents = {
  readonly roomSeen: (freeBytes: number) => void
  /** Less than twice the reserve is left. */
  readonly roomShort: (freeBytes: number) => void
  readonly roomGone: (why: string) => void
  readonly roomBack: () => void
}

const megabyte = 1024 * 1024
/** What was taken in is still worked off while nothing new comes in; the last quarter is for closing and for people to look. */
const leastShare = 1 / 4

/** The room that a data folder asks for. */
export const roomOf = (reserveMegabytes: number): Room => ({
  reserve: reserveMegabytes * megabyte,
  least: reserveMegabytes * megabyte * leastShare,
})

/** Free bytes on the disk of a folder, for who is not its administrator. */
export const freeBytesOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** What a full disk does to whoever wants to write, in Chinese. */
export const diskFullText = (freeBytes: number, wanted: number): string =>
  `磁盘空间不足：剩 ${Math.floor(freeBytes / megabyte)} MB，需留 ${Math.ceil(wanted / megabyte)} MB。请清理磁盘或扩容，守望会自己继续`

const lookEveryMs = 500

/**
 * The embedded engines as long as there is room: what can't be kept is refused as an outage before an engine meets the end of the
 * disk, where it would hang or end the process. Rows that come in are refused first; stages wait only when little is left.
 */
export const guardedEngines = (
  { log, sql, warehouse, close }: EmbeddedEngines,
  room: Room,
  free: () => number,
  events: DiskEvents,
  gate: WriteGate,
  nowMs: () => number = () => performance.now(),
): EmbeddedEngines => {
  const freeNow = lookedUp(free, room, events, nowMs)
  const refuseBelow = (wanted: number): void => {
    const left = freeNow()
    if (left >= wanted) return
    throw new EngineAway(
      'the disk',
      new Error(`${left} bytes are free and ${wanted} are needed`),
      diskFullText(left, wanted),
    )
  }
  return {
    log: {
      ...log,
      append: async (topic, messages) => {
        refuseBelow(topic.startsWith(incoming) ? room.reserve : room.least)
        return gate.enter(() => log.append(topic, messages))
      },
      source: (about) => {
        const source = log.source(about)
        return { ...source, commit: (messages) => gate.enter(() => source.commit(messages)) }
      },
    },
    sql: guardedSql(sql, gate, () => refuseBelow(room.least)),
    warehouse: new Proxy(warehouse, {
      get: (client, name) => {
        const member: unknown = Reflect.get(client, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]): unknown => {
          const ask = () => (member as (...all: unknown[]) => unknown).apply(client, given)
          if (name !== 'insert') return ask()
          refuseBelow(room.least)
          return gate.enter(async () => ask())
        }
      },
    }) as WarehouseClient,
    close,
  }
}

const incoming = 'records.'

const guardedSql = (sql: Sql, gate: WriteGate, check: () => void): Sql => ({
  ...sql,
  query: async (text, values) => {
    if (!changes.test(text)) return sql.query(text, values)
    check()
    return gate.enter(() => sql.query(text, values))
  },
  transaction: async (work) => {
    check()
    return gate.enter(() => sql.transaction(work))
  },
})

const changes = /\b(?:insert|update|delete|truncate|create|alter|drop)\b/i

const lookedUp = (free: () => number, { reserve }: Room, events: DiskEvents, nowMs: () => number): (() => number) => {
  let [last, lookedAtMs, state] = [0, Number.NEGATIVE_INFINITY, 'enough' as 'enough' | 'short' | 'gone']
  return () => {
    if (nowMs() - lookedAtMs < lookEveryMs) return last
    lookedAtMs = nowMs()
    last = free()
    events.roomSeen(last)
    const now = last < reserve ? 'gone' : last < 2 * reserve ? 'short' : 'enough'
    if (now === state) return last
    if (now === 'gone') events.roomGone(diskFullText(last, reserve))
    else if (state === 'gone') events.roomBack()
    if (now === 'short') events.roomShort(last)
    state = now
    return last
  }
}
