import { type ChangeEvent, type Day, monthOf, type RegionCode } from '@shouwang/contracts'
import { feedById, loadFeeds, mapRow } from '@shouwang/feeds'
import {
  coverageOf,
  foldEvents,
  householdBooks,
  type KinBooks,
  kinBooksOf,
  type PersonRecord,
  profileOf,
} from '@shouwang/household'
import { pseudonymiser } from '@shouwang/identity'
import { assess } from '@shouwang/indicators'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { type County, type FeedRow, feeds, layouts } from '@shouwang/synth'

const catalogue = loadFeeds()
const book = loadPolicies()
const identity = pseudonymiser(new Uint8Array(32).fill(5))
const receivedAt = '2026-10-31T20:00:00+08:00'

/** What one county came to: the indicators that fire by 户号, and how many rows of each feed were set aside. */
export type Detected = {
  readonly firesOf: ReadonlyMap<string, readonly string[]>
  readonly setAside: Partial<Record<FeedRow['feed'], number>>
}

/** Takes a county's rows through the pure core alone: rows to events, events to people, households to verdicts. */
export const detect = (county: County): Detected => {
  const setAside: Partial<Record<FeedRow['feed'], number>> = {}
  const events: ChangeEvent[] = []
  let rowNo = 0
  for (const sent of county.rows()) {
    rowNo += 1
    const event = eventOf(sent, rowNo, county.span)
    if (event === null) setAside[sent.feed] = (setAside[sent.feed] ?? 0) + 1
    else events.push(event)
  }
  const region = county.regions.find(({ 上级代码 }) => 上级代码 === '')?.区划代码 ?? null
  if (region === null) throw new Error('the county has no region without one above it')
  const everything = [...events, ...feeds.map((feed) => deliveryOf(feed, region, county.span.to))]
  const { neighbourhood } = foldEvents({ persons: new Map(), kin: new Map(), delivered: [] }, everything)
  const kinIn = kinBooksOf(neighbourhood)
  const booksOf = householdBooks(neighbourhood.persons.values())
  const firesOf = new Map<string, readonly string[]>()
  for (const [household, members] of Map.groupBy(neighbourhood.persons.values(), ({ household }) => household))
    firesOf.set(
      household,
      firesIn(household, members, booksOf(household), kinIn, neighbourhood.delivered, county.span.to),
    )
  return { firesOf, setAside }
}

const eventOf = ({ feed, row }: FeedRow, rowNo: number, { registerDay, to }: County['span']): ChangeEvent | null => {
  const declared = feedById(catalogue, feed)
  if (declared === undefined || declared.delivers === 'reference')
    throw new Error(`no feed of events is called ${feed}`)
  const { snapshot } = { snapshot: undefined, ...layouts[feed] }
  const businessDay = snapshot === 'register' ? registerDay : to
  const mapped = mapRow(declared, { ...row }, { delivery: feed, rowNo, businessDay, receivedAt, today: to }, identity)
  return mapped.kind === 'accepted' ? mapped.event : null
}

const deliveryOf = (feed: FeedRow['feed'], region: RegionCode, day: Day): ChangeEvent => ({
  specversion: '1.0',
  id: `${feed}/end`,
  source: `/feeds/${feed}`,
  type: 'RollDelivered',
  subject: `region:${region}`,
  time: receivedAt,
  feed,
  provider: feed,
  delivery: feed,
  businessday: day,
  asof: day,
  sourcekey: feed,
  revision: Number(day.replaceAll('-', '')),
  retracted: false,
  data: { day, throughMonth: monthOf(day), rows: 1 },
})

const firesIn = (
  household: string,
  members: readonly PersonRecord[],
  own: ReturnType<ReturnType<typeof householdBooks>>,
  kinIn: KinBooks,
  delivered: Parameters<typeof coverageOf>[0],
  day: Day,
): readonly string[] => {
  const profile = profileOf({ household, ...own, kin: kinIn(household, members), coverage: () => undefined })
  const coverage = coverageOf(delivered, profile.region)
  const assessed = assess({ ...profile, coverage }, policyOn(book, profile.region, day), day)
  return assessed.fires.map(({ indicator }) => indicator)
}
