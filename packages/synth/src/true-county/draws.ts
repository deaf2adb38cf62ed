import type { Random } from '../random.ts'

/** A draw whose logarithm is normal: half of all lie below the median. */
export const lognormal = (random: Random, median: number, spread: number): number =>
  median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()))

/** Which of several shares a draw falls on; the last takes what is left. */
export const chances = (random: Random, shares: readonly number[]): number => {
  let left = random.next()
  for (const [at, share] of shares.entries()) {
    left -= share
    if (left < 0) return at
  }
  return shares.length - 1
}

/** The chance within a month of what has this chance within a year. */
export const monthly = (yearly: number): number => 1 - (1 - yearly) ** (1 / 12)
