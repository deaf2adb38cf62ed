import { addMonths, type ConditionWatch, type Day, monthOf } from '@shouwang/contracts'

/** A pension that somebody of the household was paid, as the feed told it. */
export type PensionSeen = {
  readonly month: string
  /** In 分. */
  readonly amountFen: number
  /** Null where the feed does not say whom it went to. */
  readonly payee: 'treasury' | 'institution' | 'other' | null
}

/** What a feed says of a condition; `isKept` is null where it does not tell, so that a person has to look. */
export type FeedSaid = { readonly isKept: boolean | null; readonly note: string }

/** Holds a condition against what a feed said last: of the month of `day`, else of the one before. */
export const saidByFeed = (watch: ConditionWatch, pensions: readonly PensionSeen[], day: Day): FeedSaid => {
  switch (watch) {
    case 'pension-to-treasury':
      return pensionToTreasury(pensions, day)
    default:
      return watch satisfies never
  }
}

const pensionToTreasury = (pensions: readonly PensionSeen[], day: Day): FeedSaid => {
  const fresh = [monthOf(day), addMonths(monthOf(day), -1)]
  const month = fresh.find((each) => pensions.some((one) => one.month === each && one.amountFen > 0))
  if (month === undefined) return { isKept: null, note: `${fresh.at(-1)}以来没有养老金发放记录` }
  const paid = pensions.filter((each) => each.month === month && each.amountFen > 0)
  const yuan = paid.reduce((sum, { amountFen }) => sum + amountFen, 0) / 100
  const told = `${month}发放养老金${yuan}元`
  if (paid.some(({ payee }) => payee === null)) return { isKept: null, note: `${told}，没有写明收款方` }
  const treasury = paid.filter(({ payee }) => payee === 'treasury').length
  if (treasury === paid.length) return { isKept: true, note: `${told}，交财政` }
  if (treasury > 0) return { isKept: null, note: `${told}，共${paid.length}笔，其中${treasury}笔交财政` }
  return { isKept: false, note: `${told}，没有交财政` }
}
