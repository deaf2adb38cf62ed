import type { HttpPull } from '@shouwang/feeds'
import { losslessJson } from '@shouwang/intake'
import { answerLimitMs, type Page, PullRefused } from './page.ts'

/** Asks an HTTP interface for the rows behind a cursor, with the bearer token of the feed where it names one. */
export const askHttp = async (
  pull: HttpPull,
  token: string | undefined,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> => {
  const url = new URL(pull.url)
  if (pull.cursor !== undefined && cursor !== null) url.searchParams.set(pull.cursor.parameter, cursor)
  const response = await fetch(url, {
    headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]),
  })
  if (!response.ok) {
    const what = `${url.origin}${url.pathname} answered ${response.status}`
    throw response.status < 500 && response.status !== 429 ? new PullRefused(what) : new Error(what)
  }
  const answer: unknown = losslessJson(await response.text())
  const rows = pull.rows === undefined ? answer : at(answer, pull.rows)
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row)))
    throw new PullRefused(`${url.origin}${url.pathname} answered no list of rows at ${pull.rows ?? 'its top'}`)
  const next = pull.cursor === undefined ? undefined : at(answer, pull.cursor.next)
  return { rows, next: next === undefined || next === null ? null : String(next) }
}

const at = (value: unknown, place: string): unknown =>
  place
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
      value,
    )
