import type { FeedAnswer } from '@shouwang/console-api'
import { addDays, type Day, daysBetween, type Receipt } from '@shouwang/contracts'
import { countQuarantine, readLastDeliveries, readUsualVolumes } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { FeedCard } from '../backend/cards.ts'
import { type Person, regionsOf } from '../sign-in/access.ts'

/** A delivery is small where it has less than this share of what is usual, and the usual one is no handful. */
const SMALL_SHARE = 0.5
const HANDFUL = 10

/** How every feed stands: its last delivery, when the next is expected, whether it is smaller than usual, and what waits. */
export const feedStates = async ({ sql, feeds, today }: Backend, asker: Person): Promise<FeedAnswer[]> => {
  const within = regionsOf(asker)
  const [last, usual, counts] = await Promise.all([
    readLastDeliveries(sql, within),
    readUsualVolumes(sql, within),
    countQuarantine(sql, { within }),
  ])
  return feeds.map((card) => {
    const waiting = counts.filter(({ feed }) => feed === card.feed).reduce((sum, count) => sum + count.waiting, 0)
    return stateOf(card, last.get(card.feed), usual.get(card.feed), waiting, today())
  })
}

const stateOf = (
  card: FeedCard,
  last: Receipt | undefined,
  usual: number | undefined,
  waiting: number,
  today: Day,
): FeedAnswer => {
  const expectedBy =
    card.overdueAfterDays === null || last === undefined ? null : addDays(last.businessDay, card.overdueAfterDays)
  const overdue = card.overdueAfterDays !== null && (expectedBy === null || expectedBy < today)
  const small = last !== undefined && usual !== undefined && usual >= HANDFUL && last.received < usual * SMALL_SHARE
  return {
    feed: card.feed,
    name: card.name,
    provider: card.provider,
    cadence: card.cadence,
    overdueAfterDays: card.overdueAfterDays,
    overdue,
    waiting,
    last: last ?? null,
    staleDays: last === undefined ? null : daysBetween(last.businessDay, today),
    expectedBy,
    usualRows: usual ?? null,
    trouble:
      last?.status === 'failed' ? 'failed' : overdue ? 'overdue' : small ? 'small' : waiting > 0 ? 'waiting' : 'none',
  }
}
