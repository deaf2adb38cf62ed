import type { Assessment, Day, Direction, HardshipRing } from '@shouwang/contracts'
import { type Neighbourhood, profilesOf } from '@shouwang/household'
import { assess, keptHardship, type LevelHistory } from '@shouwang/indicators'
import { type Policy, type PolicyBook, policyOn } from '@shouwang/policy'
import { isWronglyCovered, type MonthDelivery, type TrueCounty, type TrueHousehold } from '@shouwang/synth'
import { type Caseload, caseloadOf, type Order } from './caseload.ts'
import { personOf, readDelivery, withFacts } from './rows-to-facts.ts'
import { surveyedBook } from './surveyed-book.ts'
import { type Answer, doorsOf, type County as Found } from './visits.ts'

/** One visit of the year, and whether there was need. */
type Visit = {
  readonly month: number
  readonly household: TrueHousehold | null
  readonly direction: Direction
  readonly answer: Answer
  readonly indicators: readonly string[]
}

/** A task that opened: in which month, for whom, and whether that household was in need then. */
type Lead = Pick<Visit, 'month' | 'household' | 'direction'> & { readonly right: boolean }

/** What a year of watching a county came to. */
export type WatchedYear = {
  readonly county: TrueCounty
  readonly visits: readonly Visit[]
  readonly leads: readonly Lead[]
  readonly rows: number
  readonly setAside: number
  /** Households of which some indicator told while they were in need, with a task or as a lead that supports others. */
  readonly toldOf: ReadonlySet<TrueHousehold>
  /** How many households stood on the stock list (存量摸排清单) at the end of each month, and how many of them were in need. */
  readonly stock: readonly { readonly month: number; readonly households: number; readonly inNeed: number }[]
  /** Households that were on a living allowance without a claim to it in some month. */
  readonly wronglyCovered: ReadonlySet<TrueHousehold>
  /** The month in which a visit found each household in need. */
  readonly foundIn: ReadonlyMap<TrueHousehold, number>
}

/** Share of households that caseworkers can visit in a month. */
const visitedShare = 0.01

/**
 * Watches a county for a year, month by month: what departments deliver becomes facts, households are judged, assessments
 * become tasks, and as many of them are visited, in the order of the page, as caseworkers have time for. A visit sees
 * the truth; what it finds goes back as a fact, and who is granted aid stands on the next rolls. Checks of recipients
 * are statutory and take no time of these visits. For its first `surveyDays` days the county takes stock: what its first deliveries tell
 * goes to the stock list, and a task opens when a household's turn comes. Only tasks that opened count as leads.
 */
export const watchYear = (
  county: TrueCounty,
  { order, surveyDays }: { readonly order: Order; readonly surveyDays: number },
  tell: (month: number) => void = () => {},
): WatchedYear => {
  const { span, households } = county
  const region =
    county.regions.find(({ 上级代码, 区划代码 }) => 上级代码 !== '' && 区划代码.endsWith('000000'))?.区划代码 ?? ''
  const book = surveyedBook(region, `${span.months[span.firstWatched]}-01`, surveyDays)
  const capacity = Math.max(1, Math.round(households.length * visitedShare))
  const doors = doorsOf(households, personOf)
  const caseload = caseloadOf(county)
  const year = {
    visits: [] as Visit[],
    leads: [] as Lead[],
    stock: [] as WatchedYear['stock'][number][],
    rows: 0,
    setAside: 0,
  }
  const before = new Map<string, LevelHistory>()
  const toldOf = new Set<TrueHousehold>()
  let known: Neighbourhood = { persons: new Map(), kin: new Map(), delivered: [] }
  const receive = (month: number): MonthDelivery => {
    const delivery = county.deliveryOf(month, doors.granted)
    const read = readDelivery(delivery, region)
    known = withFacts(known, read.events)
    year.rows += delivery.rows.length
    year.setAside += read.setAside
    return delivery
  }
  receive(span.firstWatched - 1)
  for (let month = span.firstWatched; month < span.months.length; month += 1) {
    const { day } = receive(month)
    const policy = policyOn(book, region, day)
    const livesIn = doors.trueHouseholds(known)
    for (const { ring, ...assessment } of judged(
      known,
      { book, day, version: month - span.firstWatched + 1 },
      before,
    )) {
      const household = livesIn(assessment.household)
      const tells = assessment.fires.some(({ direction }) => direction !== 'wrong')
      if (tells && household !== null && doors.needs(household, month)) toldOf.add(household)
      for (const direction of caseload.take(assessment, ring, policyOf(book, assessment, policy)))
        year.leads.push({ month, household, direction, right: isRight(doors, household, direction, month) })
    }
    for (const drawn of caseload.draw(day, policy)) {
      const household = livesIn(drawn)
      year.leads.push({ month, household, direction: 'missed', right: isRight(doors, household, 'missed', month) })
    }
    const waiting = caseload.waiting().map(livesIn)
    const inNeed = waiting.filter((household) => isRight(doors, household, 'missed', month)).length
    year.stock.push({ month, households: waiting.length, inNeed })
    const facts = visitAll(caseload, doors, { month, day, policy, capacity, livesIn, order }, year.visits)
    known = withFacts(known, [...facts, ...caseload.closeCases(day, policy)])
    tell(month)
  }
  return { ...year, county, toldOf, foundIn: doors.foundIn, wronglyCovered: wronglyCoveredIn(county) }
}

const wronglyCoveredIn = ({ households, span }: TrueCounty): ReadonlySet<TrueHousehold> => {
  const watched = span.months
    .keys()
    .filter((month) => month >= span.firstWatched)
    .toArray()
  return new Set(households.filter((household) => watched.some((month) => isWronglyCovered(household, month))))
}

const policyOf = (book: PolicyBook, { region, day }: Assessment, ofCounty: Policy): Policy =>
  region === null ? ofCounty : policyOn(book, region, day)

/** Every household, judged on the day, with the level that it had. */
function* judged(
  known: Neighbourhood,
  { book, day, version }: { readonly book: PolicyBook; readonly day: Day; readonly version: number },
  before: Map<string, LevelHistory>,
): Generator<Assessment & { readonly ring: HardshipRing }> {
  const profileIn = profilesOf(known)
  for (const household of new Set([...known.persons.values()].map(({ household }) => household))) {
    const profile = profileIn(household, null)
    const policy = policyOn(book, profile.region, day)
    const { levelHistory, ...assessed } = assess(profile, policy, day, before.get(household))
    before.set(household, levelHistory)
    yield { ...assessed, version, ring: keptHardship(profile, policy, day).ring }
  }
}

const isRight = ({ needs }: Found, household: TrueHousehold | null, direction: Direction, month: number): boolean =>
  household !== null && (direction === 'wrong' ? isWronglyCovered(household, month) : needs(household, month))

type Moment = {
  readonly month: number
  readonly day: Day
  readonly policy: Policy
  readonly capacity: number
  readonly order: Order
  readonly livesIn: (household: string) => TrueHousehold | null
}

/** One visit to a household answers all of its tasks; the first of them in the order says when its turn comes. */
const visitAll = (caseload: Caseload, doors: Found, at: Moment, visits: Visit[]) => {
  const forHelp = Map.groupBy(
    caseload.inOrder(at.order, (direction) => direction !== 'wrong', at.day, at.policy),
    ({ household }) => household,
  )
  const checks = caseload.inOrder('due', (direction) => direction === 'wrong', at.day, at.policy).map((task) => [task])
  return [...[...forHelp.values()].slice(0, at.capacity), ...checks].flatMap((tasks) => {
    const [first] = tasks
    if (first === undefined) return []
    const household = at.livesIn(first.household)
    const { answer, found } = doors.answer(household, first, at.month)
    const indicators = [
      ...new Set(
        tasks.flatMap(({ leads }) => leads.filter(({ cleared }) => !cleared).map(({ indicator }) => indicator)),
      ),
    ]
    visits.push({ month: at.month, household, direction: first.direction, answer, indicators })
    return tasks.flatMap((task) => caseload.visited(task, found, at.day, at.policy))
  })
}
