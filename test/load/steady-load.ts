import { setTimeout as sleep } from 'node:timers/promises'
import { receiveRows } from '@shouwang/intake'
import type { Standalone } from '@shouwang/standalone'
import { countyRows } from '@shouwang/synth'
import type { Row } from './fire-at.ts'
import { today } from './installation.ts'

export const recordsPerSecond = 500
export const recordsPerRequest = 25

/** The register of a made-up county, its heads of households, and payments of its people to go on sending. */
export const countyOf = (people: number) => {
  const register: Row[] = []
  const payments: Row[] = []
  for (const { feed, row } of countyRows({ seed: 11, people, from: '2026-10-01', to: today })) {
    if (feed === 'resident-register') register.push(row)
    if (feed === 'social-insurance') payments.push(row)
  }
  /** Payments to send beside the `nth` request's own row. */
  const paymentsOf = (nth: number): readonly Row[] =>
    Array.from({ length: recordsPerRequest - 1 }, (_, at) => payments[(nth * 24 + at) % payments.length] as Row)
  return { register, heads: register.filter((row) => row.与户主关系 === '0'), paymentsOf }
}

export const send = (
  { feeds, intake }: Standalone,
  feedId: string,
  rows: readonly Row[],
  sender = 'bench',
): Promise<unknown> => {
  const feed = feeds.find(({ id }) => id === feedId)
  if (feed === undefined) throw new Error(`no feed "${feedId}" in the catalogue`)
  return receiveRows(intake, feed, rows, today, { sender })
}

/** Sends the register, a thousand rows a time, and waits until all are judged. */
export const sendRegister = async (
  installation: Standalone,
  register: readonly Row[],
  sender?: string,
): Promise<void> => {
  for (let at = 0; at < register.length; at += 1000)
    await send(installation, 'resident-register', register.slice(at, at + 1000), sender)
  await installation.untilIdle()
}

/** Makes requests at the steady rate, whether or not the ones before are through; resolves once all are. */
export const steadily = async (
  requests: number,
  request: (nth: number) => Promise<unknown>,
  perSecond = recordsPerSecond,
): Promise<void> => {
  const started = performance.now()
  const under: Promise<unknown>[] = []
  for (let nth = 0; nth < requests; nth++) {
    await sleep(Math.max(0, started + (nth * recordsPerRequest * 1000) / perSecond - performance.now()))
    under.push(request(nth))
  }
  await Promise.all(under)
}

/** Half, nearly all and all of these waits were no longer than so. */
export const percentiles = (waits: readonly number[]): string => {
  const sorted = waits.toSorted((one, other) => one - other)
  const at = (share: number): string =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)} ms`
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`
}
