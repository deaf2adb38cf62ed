import { createHash } from 'node:crypto'
import type { Day } from '@shouwang/contracts'
import { afterCivilTurn, civilAnswer, civilSearch, civilTurn, vitalRow } from '@shouwang/exchange'
import type { CivilRegistryPull, EventFeed } from '@shouwang/feeds'
import { losslessJson } from '@shouwang/intake'
import { answerLimitMs, type Page, PullRefused } from './page.ts'

type Asking = {
  readonly cursor: string | null
  /** Epoch milliseconds. */
  readonly nowMs: number
  readonly today: Day
  readonly signal: AbortSignal
}

/**
 * Searches a civil registry for the page behind a cursor; each record becomes a row of the feed, one of a kind that takes back a row that
 * withdraws. Throws `PullRefused` for what no repetition betters, also where births come for the feed of deaths.
 */
export const askCivilRegistry = async (
  feed: EventFeed,
  pull: CivilRegistryPull,
  token: string,
  { cursor, nowMs, today, signal }: Asking,
): Promise<Page> => {
  const turn = civilTurn(pull, cursor, today)
  const url = `${pull.url.replace(/\/$/, '')}/sync/search`
  const id = sha256(JSON.stringify([feed.id, url, turn, nowMs])).slice(0, 32)
  const sent = civilSearch(pull, turn, { id, keyHash: sha256(token), nowMs })
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(sent),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]),
  })
  const body = await response.text()
  const said = civilAnswer(sent, parsed(body), { page: turn.page, pageSize: pull.pageSize })
  const passes = response.status >= 500 || response.status === 429
  if (said.kind !== 'page' || !response.ok) {
    const why = said.kind === 'page' ? 'says that it found something' : said.why
    const what = response.ok ? `${url} ${why}` : `${url} answered ${response.status} and ${why}`
    throw passes || (response.ok && said.kind === 'away') ? new Error(what) : new PullRefused(what)
  }
  const told = { reg_event_type: turn.record, reg_record_type: said.recordType }
  const rows = said.records.flatMap((each) => vitalRow(told, each) ?? [])
  const strange = rows.find((row) => row.feed !== feed.id)
  if (strange !== undefined || rows.length < said.records.length)
    throw new PullRefused(`${url} answered ${said.recordType ?? turn.record}, which is no row of the feed "${feed.id}"`)
  return { rows: rows.map(({ cells }) => cells), ...afterCivilTurn(pull, turn, { isLast: said.isLast, today }) }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The answer as JSON; undefined where it is none, as of a proxy that answers in its own words. */
const parsed = (body: string): unknown => {
  try {
    return losslessJson(body)
  } catch {
    return undefined
  }
}
