import { livingIn, type TrueHousehold } from '@shouwang/synth'
import type { WatchedYear } from './watched-year.ts'

/** Groups whose share of missed need is held against everybody else's. */
export const groups = ['country', 'elders', 'womenHeaded', 'withoutRegistration'] as const
export type Group = (typeof groups)[number]

type Share = { readonly missed: number; readonly needs: number }

/** What one county's year comes to, as counts that can be added up over counties. */
export type YearCounts = {
  readonly households: number
  readonly inhabitants: number
  readonly rows: number
  readonly setAside: number
  readonly visits: number
  readonly met: number
  readonly inNeed: number
  readonly leads: number
  readonly falseLeads: number
  /** Leads after the first month, which has all that was never looked at. */
  readonly leadsLater: number
  /** Households on the stock list at the end of the first month and of the year, and those of them in need. */
  readonly stockFirst: number
  readonly stockLast: number
  readonly stockLastInNeed: number
  readonly checks: number
  readonly checksRight: number
  readonly wronglyCovered: number
  readonly needs: number
  readonly found: number
  /** Needs of households of which some lead was opened, found or not. */
  readonly led: number
  /** Needs of households of which some indicator told while they were in need, whether a task was opened or not. */
  readonly told: number
  readonly foundBeforeAsking: number
  readonly newNeeds: number
  readonly newFound: number
  /** Months from the first month of need to the visit, over `newFound`. */
  readonly monthsToVisit: number
  readonly poorest: Share
  readonly groups: { readonly [G in Group]: { readonly inside: Share; readonly outside: Share } }
  /** Of each indicator: visits that it led to, and those that met need. */
  readonly indicators: Readonly<Record<string, readonly [visits: number, inNeed: number]>>
  /** Missed needs by the kind of need and by the shape of the household. */
  readonly missedBy: Readonly<Record<string, readonly [missed: number, needs: number]>>
}

type Need = { readonly household: TrueHousehold; readonly from: number; readonly found: number | null }

/** Counts a year: need is what lasted at least two months and began early enough to be visited. */
export const countYear = (year: WatchedYear): YearCounts => {
  const { county, visits, leads, foundIn } = year
  const { span, households } = county
  const needs = needsOf(year)
  const forHelp = visits.filter(({ direction }) => direction !== 'wrong')
  const met = forHelp.filter(({ answer }) => answer !== 'nobody-home')
  const inNeed = met.filter(({ answer }) => answer === 'need')
  const opened = leads.filter(({ direction }) => direction !== 'wrong')
  const led = new Set(opened.map(({ household }) => household))
  const checks = visits.filter(({ direction }) => direction === 'wrong')
  const checked = new Set(checks.map(({ household }) => household))
  const fresh = needs.filter(({ from }) => from > span.firstWatched)
  const freshFound = fresh.filter(({ found }) => found !== null)
  const found = needs.filter((need) => need.found !== null)
  return {
    households: households.length,
    inhabitants: households.reduce((sum, each) => sum + livingIn(each, span.firstWatched).length, 0),
    rows: year.rows,
    setAside: year.setAside,
    visits: forHelp.length,
    met: met.length,
    inNeed: inNeed.length,
    leads: opened.length,
    leadsLater: opened.filter(({ month }) => month > span.firstWatched).length,
    falseLeads: opened.filter(({ right }) => !right).length,
    stockFirst: year.stock.at(0)?.households ?? 0,
    stockLast: year.stock.at(-1)?.households ?? 0,
    stockLastInNeed: year.stock.at(-1)?.inNeed ?? 0,
    checks: checked.size,
    checksRight: new Set(checks.filter(({ answer }) => answer === 'wrong').map(({ household }) => household)).size,
    wronglyCovered: year.wronglyCovered.size,
    needs: needs.length,
    found: found.length,
    led: needs.filter(({ household }) => led.has(household)).length,
    told: needs.filter(({ household }) => year.toldOf.has(household)).length,
    foundBeforeAsking: found.filter(({ household }) => (household.asksIn ?? Infinity) > (foundIn.get(household) ?? 0))
      .length,
    newNeeds: fresh.length,
    newFound: freshFound.length,
    monthsToVisit: freshFound.reduce((sum, need) => sum + (need.found ?? 0) - need.from, 0),
    poorest: shareOf(needs, poorestFifth(year)),
    groups: groupShares(needs, span.firstWatched),
    indicators: byIndicator(met),
    missedBy: missedBy(needs),
  }
}

const needsOf = ({ county, foundIn }: WatchedYear): readonly Need[] => {
  const { households, span } = county
  const lastStart = span.months.length - 2
  return households.flatMap((household) => {
    const lasting = (month: number): boolean =>
      household.months[month]?.need != null && household.months[month + 1]?.need != null
    for (let from = span.firstWatched; from < lastStart; from += 1)
      if (lasting(from)) return [{ household, from, found: foundIn.get(household) ?? null }]
    return []
  })
}

const shareOf = (needs: readonly Need[], belongs: (household: TrueHousehold) => boolean): Share => {
  const inside = needs.filter(({ household }) => belongs(household))
  return { missed: inside.filter(({ found }) => found === null).length, needs: inside.length }
}

const poorestFifth = ({ county }: WatchedYear): ((household: TrueHousehold) => boolean) => {
  const month = county.span.firstWatched
  const perHead = (household: TrueHousehold): number => {
    const now = household.months[month]
    return now === undefined || now.heads === 0 ? Infinity : (now.incomeYuan + now.aidYuan) / now.heads
  }
  const ordered = county.households.map(perHead).sort((a, b) => a - b)
  const line = ordered[Math.floor(ordered.length / 5)] ?? 0
  return (household) => perHead(household) < line
}

const groupShares = (needs: readonly Need[], month: number): YearCounts['groups'] => {
  const ages = (household: TrueHousehold) => livingIn(household, month)
  const belongs: { readonly [G in Group]: (household: TrueHousehold) => boolean } = {
    country: ({ inCountry }) => inCountry,
    elders: (household) =>
      ages(household).every(({ pension, livelihood }) => pension !== null || livelihood === 'elder'),
    womenHeaded: (household) => ages(household)[0]?.sex === 'female',
    withoutRegistration: ({ registeredHere }) => !registeredHere,
  }
  const sides = (group: Group) => ({
    inside: shareOf(needs, belongs[group]),
    outside: shareOf(needs, (household) => !belongs[group](household)),
  })
  return {
    country: sides('country'),
    elders: sides('elders'),
    womenHeaded: sides('womenHeaded'),
    withoutRegistration: sides('withoutRegistration'),
  }
}

const byIndicator = (met: WatchedYear['visits']): YearCounts['indicators'] => {
  const counts: Record<string, [number, number]> = {}
  for (const { indicators, answer } of met)
    for (const id of indicators) {
      const [all, right] = counts[id] ?? [0, 0]
      counts[id] = [all + 1, right + (answer === 'need' ? 1 : 0)]
    }
  return counts
}

const missedBy = (needs: readonly Need[]): YearCounts['missedBy'] => {
  const counts: Record<string, [number, number]> = {}
  for (const { household, from, found } of needs) {
    const aided = household.roll === null ? '' : ', on a roll'
    for (const key of [`need: ${household.months[from]?.need}${aided}`, `shape: ${household.kind}`]) {
      const [missed, all] = counts[key] ?? [0, 0]
      counts[key] = [missed + (found === null ? 1 : 0), all + 1]
    }
  }
  return counts
}
