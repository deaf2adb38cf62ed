import type { ChangeEvent, Month, PersonId, RegionCode } from '@shouwang/contracts'
import { type EventFeed, feedById, loadFeeds, mapRow } from '@shouwang/feeds'
import { foldEvents, type Neighbourhood } from '@shouwang/household'
import { pseudonymiser } from '@shouwang/identity'
import type { FeedId, FeedRow, MonthDelivery } from '@shouwang/synth'

const catalogue = loadFeeds()
const identity = pseudonymiser(new Uint8Array(32).fill(7))

/** The name under which the program knows a person. */
export const personOf = (idNumber: string): PersonId => identity.person(idNumber) as PersonId

const declared = new Map<FeedId, EventFeed>()

const feedOf = (id: FeedId): EventFeed => {
  const known = declared.get(id)
  if (known !== undefined) return known
  const feed = feedById(catalogue, id)
  if (feed === undefined || feed.delivers === 'reference') throw new Error(`no feed of events is called ${id}`)
  declared.set(id, feed)
  return feed
}

/** A month's delivery as the catalogue reads it: its events, the ends of the feeds that came whole, and the rows set aside. */
export type Read = { readonly events: readonly ChangeEvent[]; readonly setAside: number }

/** Reads rows through the feeds' own mapping, as ingest does, and ends each feed that was delivered whole. */
export const readDelivery = ({ day, rows, whole }: MonthDelivery, region: RegionCode): Read => {
  const events: ChangeEvent[] = []
  const through = new Map<FeedId, Month>()
  let setAside = 0
  for (const [at, sent] of rows.entries()) {
    const event = eventOf(sent, at + 1, day)
    if (event === null) {
      setAside += 1
      continue
    }
    events.push(event)
    if ('month' in event.data && event.data.month > (through.get(sent.feed) ?? ''))
      through.set(sent.feed, event.data.month)
  }
  const told = new Set(rows.map(({ feed }) => feed))
  const ends = [...whole]
    .filter((feed) => told.has(feed))
    .map((feed) => endOf(feed, region, day, through.get(feed) ?? null))
  return { events: [...events, ...ends], setAside }
}

const moment = (day: string): string => `${day}T20:00:00+08:00`

const eventOf = ({ feed, row }: FeedRow, rowNo: number, day: string): ChangeEvent | null => {
  const context = { delivery: `${feed}/${day}`, rowNo, businessDay: day, receivedAt: moment(day), today: day }
  const mapped = mapRow(feedOf(feed), { ...row }, context, identity)
  return mapped.kind === 'accepted' ? mapped.event : null
}

const endOf = (feed: FeedId, region: RegionCode, day: string, throughMonth: Month | null): ChangeEvent => ({
  specversion: '1.0',
  id: `${feed}/${day}/end`,
  source: `/feeds/${feed}`,
  type: 'RollDelivered',
  subject: `region:${region}`,
  time: moment(day),
  feed,
  provider: feedOf(feed).provider,
  delivery: `${feed}/${day}`,
  businessday: day,
  asof: day,
  sourcekey: feed,
  revision: Number(day.replaceAll('-', '')),
  retracted: false,
  data: { day, throughMonth, rows: 0 },
})

/** What is known after these events too. */
export const withFacts = (before: Neighbourhood, events: readonly ChangeEvent[]): Neighbourhood =>
  foldEvents(before, events).neighbourhood
