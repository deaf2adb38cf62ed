import { type FeedId, feeds } from '../layouts.ts'
import { randomAt } from '../random.ts'
import type { Village } from '../region.ts'
import type { TrueHousehold, TrueSpan } from './household.ts'
import type { Sent } from './offices/desk.ts'
import * as rates from './rates.ts'

/** The rows that come in a month after what goes wrong on the way, and the feeds whose delivery was whole. */
export type FaultyDelivery = { readonly rows: readonly Sent[]; readonly whole: ReadonlySet<FeedId> }

/** Feeds whose rows a silent office does not send. */
const silenced: ReadonlySet<FeedId> = new Set<FeedId>([
  'social-insurance',
  'pension-pay',
  'med-settlement',
  'housing-fund',
  'disability-cert',
])
/** Feeds of which a half was sometimes delivered; the rest comes a month later. */
const halved: readonly FeedId[] = [
  'social-insurance',
  'pension-pay',
  'med-settlement',
  'income-tax',
  'housing-fund',
  'inpatient-admission',
]

/**
 * Half-delivered months, one village whose offices are silent for some months, and wrong ID numbers. What is late comes
 * later; a silent office's file looks whole. The first delivery holds everything up to its month.
 */
export const afterFaults = (
  sent: ReadonlyMap<number, readonly Sent[]>,
  { months, firstWatched }: TrueSpan,
  seed: number,
  villages: readonly Village[],
  households: readonly TrueHousehold[],
): ((month: number) => FaultyDelivery) => {
  const random = randomAt(seed ^ 0xfa17, 0)
  const last = months.length - 1
  const silentVillage = random.pick(villages).code
  const silentFrom = firstWatched + random.int(1, monthsBeforeEnd(months.length - firstWatched))
  const halves = new Map<string, number>()
  for (const feed of halved)
    for (let month = firstWatched; month < last; month += 1)
      if (random.chance(rates.records.halfDelivered.value)) halves.set(`${feed}/${month}`, random.int(0, 1))
  const isSilent = ({ feed, unit }: Sent, month: number): boolean =>
    silenced.has(feed) &&
    month >= silentFrom &&
    month < silentFrom + rates.records.silentMonths.value &&
    households[unit]?.village.code === silentVillage
  const comesIn = (row: Sent): number => {
    if (isSilent(row, row.arrives)) return silentFrom + rates.records.silentMonths.value
    return halves.get(`${row.feed}/${row.arrives}`) === row.unit % 2 ? row.arrives + 1 : row.arrives
  }
  const arriving = Map.groupBy([...sent.values()].flat(), comesIn)
  return (month) => ({
    rows: (arriving.get(month) ?? []).map((row, at) => withWrongNumber(row, seed, month, at)),
    whole: new Set(feeds.filter((feed) => !halves.has(`${feed}/${month}`))),
  })
}

const monthsBeforeEnd = (watched: number): number => Math.max(1, watched - 5)

/** Somebody copied a digit wrongly: the check digit tells, and the row is set aside. */
const withWrongNumber = (sent: Sent, seed: number, month: number, at: number): Sent => {
  if (sent.feed === 'resident-register' || !('身份证号' in sent.row)) return sent
  if (!randomAt(seed ^ month, at).chance(rates.records.wrongNumber.value)) return sent
  const number = String(sent.row.身份证号)
  const digit = (Number(number.charAt(16)) + 1) % 10
  return { ...sent, row: { ...sent.row, 身份证号: `${number.slice(0, 16)}${digit}${number.slice(17)}` } } as Sent
}
