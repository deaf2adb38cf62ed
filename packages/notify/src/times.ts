import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isWorkingDay } from '@shouwang/casework'
import { load } from 'js-yaml'
import { z } from 'zod'

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:MM')
const minutes = z
  .int()
  .min(0)
  .max(24 * 60)

const Times = z.strictObject({
  from: z.iso.date(),
  quiet: z.strictObject({ from: ClockTime, until: ClockTime }),
  restDays: z.enum(['quiet', 'as-usual']),
  digestMinutes: minutes,
  urgent: z.strictObject({ digestMinutes: minutes, inQuietHours: z.boolean() }),
  basis: z.string().min(1),
})

/** When staff may be told, from a day on. */
export type Times = z.infer<typeof Times>

/** Why a file of times can't be used, in Chinese. */
export class NoticeTimesProblem extends Error {}

/** The times that come with the program, or a city's own in their place, the oldest first. @throws NoticeTimesProblem */
export const loadTimes = (ownFile?: string): readonly Times[] => {
  const parsed = z
    .array(Times)
    .min(1)
    .safeParse(read(ownFile ?? fileURLToPath(new URL('../times.yaml', import.meta.url))), {
      error: z.locales.zhCN().localeError,
    })
  if (!parsed.success)
    throw new NoticeTimesProblem(
      `提醒时间文件 ${ownFile} 有误：${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`,
    )
  return parsed.data.toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

const read = (file: string): unknown => {
  try {
    return load(readFileSync(file, 'utf8'), { maxAliases: 0 })
  } catch (error) {
    throw new NoticeTimesProblem(
      `提醒时间文件 ${file} 读不了：${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

const shanghaiMs = 8 * 3_600_000

/** A moment as the clocks of Beijing show it. */
export const localTime = (atMs: number): { readonly day: string; readonly clock: string } => {
  const iso = new Date(atMs + shanghaiMs).toISOString()
  return { day: iso.slice(0, 10), clock: iso.slice(11, 16) }
}

/** The times that hold at a moment; before the first ones these. */
export const timesAt = (all: readonly Times[], atMs: number): Times => {
  const { day } = localTime(atMs)
  const held = all.findLast(({ from }) => from <= day) ?? all[0]
  if (held === undefined) throw new RangeError('there are no times: a file of times has at least one entry')
  return held
}

/** Whether a message may go at a moment. */
export const maySend = (times: Times, atMs: number, isUrgent: boolean): boolean => {
  const { day, clock } = localTime(atMs)
  if (isWithin(times.quiet, clock)) return isUrgent && times.urgent.inQuietHours
  return isUrgent || times.restDays === 'as-usual' || isWorkingDay(day)
}

/** Quiet hours may go over midnight; those that begin when they end are none. */
const isWithin = ({ from, until }: Times['quiet'], clock: string): boolean =>
  from <= until ? clock >= from && clock < until : clock >= from || clock < until
