import {
  type ChangeEvent,
  type Day,
  monthOf,
  type OfficialKinState,
  type PersonId,
  type RegionCode,
} from '@shouwang/contracts'
import { feedById, loadFeeds, mapRow } from '@shouwang/feeds'
import {
  coverageOf,
  foldEvents,
  householdBooks,
  type KinBooks,
  kinBooksOf,
  type PersonRecord,
  type Profile,
  profileOf,
} from '@shouwang/household'
import { pseudonymiser } from '@shouwang/identity'
import { assess, officialKinStanding } from '@shouwang/indicators'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { type County, type FeedRow, feeds, layouts } from '@shouwang/synth'

const catalogue = loadFeeds()
const book = loadPolicies()
const identity = pseudonymiser(new Uint8Array(32).fill(5))
/** The pseudonym of whoever has this ID number. */
export const nameOfPerson = (idNumber: string): PersonId => identity.person(idNumber)

const receivedAt = '2026-10-31T20:00:00+08:00'

/** What one county came to: the indicators that fire by 户号, and how many rows of each feed were set aside. */
export type Detected = {
  readonly firesOf: ReadonlyMap<string, readonly string[]>
  /** The same, with those that fire in shadow. */
  readonly saysOf: ReadonlyMap<string, readonly string[]>
  readonly setAside: Partial<Record<FeedRow['feed'], number>>
}

/** Rows of departments, events that come from no department, the business day and the region for which all feeds came whole. */
export type Rows = {
  readonly rows: Iterable<FeedRow>
  readonly also?: readonly ChangeEvent[]
  readonly to: Day
  readonly registerDay?: Day
  readonly region: RegionCode
}

/** Takes a county's rows through the pure core alone. */
export const detectCounty = (county: County): Detected => detect(rowsOf(county))

const rowsOf = (county: County): Rows => {
  const region = county.regions.find(({ 上级代码 }) => 上级代码 === '')?.区划代码 ?? null
  if (region === null) throw new Error('the county has no region without one above it')
  return { rows: county.rows(), region, to: county.span.to, registerDay: county.span.registerDay }
}

/** How each household of a county stands to 近亲属备案, by 户号. */
export const kinOfCounty = (county: County): ReadonlyMap<string, OfficialKinState> => {
  const asked = rowsOf(county)
  const states = [...folded(asked).profiles()].map(({ household, profile }) => {
    const { state } = officialKinStanding(profile, policyOn(book, profile.region, asked.to), asked.to)
    return [household, state] as const
  })
  return new Map(states)
}

/** Takes rows through the pure core alone: rows to events, events to people, households to verdicts. */
export const detect = (asked: Rows): Detected => {
  const { setAside, profiles } = folded(asked)
  const firesOf = new Map<string, readonly string[]>()
  const saysOf = new Map<string, readonly string[]>()
  for (const { household, profile } of profiles()) {
    const assessed = assess(profile, policyOn(book, profile.region, asked.to), asked.to)
    const shadow = (assessed.shadow ?? []).filter(({ status }) => status === 'fires')
    firesOf.set(
      household,
      assessed.fires.map(({ indicator }) => indicator),
    )
    saysOf.set(
      household,
      [...assessed.fires, ...shadow].map(({ indicator }) => indicator),
    )
  }
  return { firesOf, saysOf, setAside }
}

type Folded = Pick<Detected, 'setAside'> & {
  readonly profiles: () => Generator<{ readonly household: string; readonly profile: Profile }>
}

/** The people whom rows tell of, and the profile of each household. */
const folded = ({ rows, also = [], to, registerDay = to, region }: Rows): Folded => {
  const setAside: Partial<Record<FeedRow['feed'], number>> = {}
  const events: ChangeEvent[] = []
  let rowNo = 0
  for (const sent of rows) {
    rowNo += 1
    const event = eventOf(sent, rowNo, { registerDay, to })
    if (event === null) setAside[sent.feed] = (setAside[sent.feed] ?? 0) + 1
    else events.push(event)
  }
  const everything = [...events, ...also, ...feeds.map((feed) => deliveryOf(feed, region, to))]
  const { neighbourhood } = foldEvents({ persons: new Map(), kin: new Map(), delivered: [] }, everything)
  const kinIn = kinBooksOf(neighbourhood)
  const booksOf = householdBooks(neighbourhood.persons.values())
  return {
    setAside,
    *profiles() {
      for (const [household, members] of Map.groupBy(neighbourhood.persons.values(), (each) => each.household))
        yield { household, profile: profileIn(household, members, booksOf(household), kinIn, neighbourhood.delivered) }
    },
  }
}

const eventOf = (
  { feed, row }: FeedRow,
  rowNo: number,
  { registerDay, to }: Pick<County['span'], 'registerDay' | 'to'>,
): ChangeEvent | null => {
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

const profileIn = (
  household: string,
  members: readonly PersonRecord[],
  own: ReturnType<ReturnType<typeof householdBooks>>,
  kinIn: KinBooks,
  delivered: Parameters<typeof coverageOf>[0],
): Profile => {
  const profile = profileOf({ household, ...own, kin: kinIn(household, members), coverage: () => undefined })
  return { ...profile, coverage: coverageOf(delivered, profile.region) }
}
