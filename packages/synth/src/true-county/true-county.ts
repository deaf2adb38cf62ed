import { addMonths, type Day, monthOf } from '@shouwang/contracts'
import type { FeedId, FeedRow } from '../layouts.ts'
import { randomAt, shuffleOf } from '../random.ts'
import { type CountyRegion, type CountyRegionRow, type CountyStaffRow, divisionsOf, exampleCounty } from '../region.ts'
import { afterFaults, type FaultyDelivery } from './faults.ts'
import type { TrueHousehold, TrueSpan } from './household.ts'
import { tieTogether } from './kin.ts'
import { live } from './live.ts'
import { makeHousehold } from './make-household.ts'
import { aidOffices } from './offices/aid-offices.ts'
import { civilOffices } from './offices/civil-offices.ts'
import { deskOf, type Sent } from './offices/desk.ts'
import { healthOffices } from './offices/health-offices.ts'
import { incomeOffices } from './offices/income-offices.ts'
import { type Granted, insuredAt, rollsAt } from './offices/rolls.ts'
import * as rates from './rates.ts'

/** What departments hand over in one month: the rows, and the feeds that were delivered whole. */
export type MonthDelivery = {
  readonly month: number
  readonly day: Day
  readonly rows: readonly FeedRow[]
  readonly whole: ReadonlySet<FeedId>
}

/** A county with a hidden truth, and what departments hold of it. */
export type TrueCounty = {
  readonly span: TrueSpan
  readonly households: readonly TrueHousehold[]
  readonly regions: readonly CountyRegionRow[]
  readonly staff: readonly CountyStaffRow[]
  /** What arrives in a month; in the first one everything up to it. Of those in `granted` the rolls say so. */
  readonly deliveryOf: (month: number, granted: ReadonlyMap<TrueHousehold, Granted>) => MonthDelivery
}

/**
 * A made-up county whose households have a true income, true outlays, savings and need, and whose departments' files are
 * derived from that, with what each misses, delays and gets wrong. The truth knows nothing of any indicator. A year
 * passes before the year that is watched, so that files have a past. Held in memory: for tens of thousands of people.
 */
export const trueCounty = (options: {
  readonly seed: number
  readonly people: number
  /** The last month of the watched year ends with this day. */
  readonly to: Day
  readonly region?: CountyRegion
}): TrueCounty => {
  const { seed, people, to, region = exampleCounty } = options
  const first = addMonths(monthOf(to), 1 - monthsInAll)
  const months = Array.from({ length: monthsInAll }, (_, at) => addMonths(first, at))
  const span = { months, firstWatched: monthsInAll - monthsWatched }
  const divisions = divisionsOf(region, people, seed)
  const [towns, country] = [divisions.villages.filter(isTown), divisions.villages.filter((village) => !isTown(village))]
  const count = Math.max(20, Math.round(people / peoplePerHousehold))
  const place = shuffleOf(count, seed)
  const households = Array.from({ length: count }, (_, unit) => {
    const inCountry = place(unit) < count * rates.people.countryShare.value
    const random = randomAt(seed ^ 0x7247e, unit)
    const village = random.pick(inCountry ? country : towns)
    return makeHousehold(random, { inCountry, unit, seed, on: `${first}-01`, county: region, village })
  })
  tieTogether(households, `${first}-01`, randomAt(seed ^ 0x7247e, -1))
  for (const household of households) live(household, randomAt(seed ^ 0x11fe, household.unit), span)
  const sent = Map.groupBy(
    households.flatMap((household) => rowsOf(household, span, seed)),
    ({ arrives }) => arrives,
  )
  const faulty = afterFaults(sent, span, seed, divisions.villages, households)
  const deliveryOf = (month: number, granted: ReadonlyMap<TrueHousehold, Granted>): MonthDelivery => {
    const rolls: Sent[] = []
    for (const household of households) {
      const desk = deskOf(household, span, randomAt(seed ^ 0x7011, household.unit), rolls)
      rollsAt(desk, month, granted.get(household))
      if ((month - span.firstWatched + 1) % 3 === 0) insuredAt(desk, month)
    }
    return delivered(month, faulty(month), rolls, span, granted, households)
  }
  return { span, households, regions: divisions.regions, staff: divisions.staff, deliveryOf }
}

const monthsInAll = 24
const monthsWatched = 12
/** Seen over many households; only decides how many make up the people asked for. */
const peoplePerHousehold = 2.75

const isTown = ({ name }: { readonly name: string }): boolean => name.endsWith('社区')

const rowsOf = (household: TrueHousehold, span: TrueSpan, seed: number): Sent[] => {
  const sent: Sent[] = []
  const desk = deskOf(household, span, randomAt(seed ^ 0x0ff1ce, household.unit), sent)
  civilOffices(desk)
  incomeOffices(desk)
  healthOffices(desk)
  aidOffices(desk)
  return sent
}

/** Who was helped after a visit has no more reason to call the hotline. */
const delivered = (
  month: number,
  { rows, whole }: FaultyDelivery,
  rolls: readonly Sent[],
  span: TrueSpan,
  granted: ReadonlyMap<TrueHousehold, Granted>,
  households: readonly TrueHousehold[],
): MonthDelivery => {
  const content = (sent: Sent): boolean => {
    const household = households[sent.unit]
    return household !== undefined && granted.has(household)
  }
  const kept = rows.filter((sent) => !((sent.feed === 'help-order' || sent.feed === 'grid-report') && content(sent)))
  return { month, day: `${span.months[month]}-28`, rows: [...kept, ...rolls], whole }
}
