import { isKnownAddress, type Sql } from '@shouwang/postgres'
import { sharedCounter } from '../backend/shared-counter.ts'

const WINDOW_SECONDS = 15 * 60
/** Of one person from one address, of anybody from one address, and of one person from addresses he never came from. */
const PER_PERSON_AND_ADDRESS = 5
const PER_ADDRESS = 60
const PER_PERSON_FROM_STRANGERS = 15
const KNOWN_MS = 60 * 24 * 60 * 60 * 1000

type Who = { readonly staffNo: string; readonly address: string }

/**
 * Counts attempts to sign in, over all console processes. Guesses from elsewhere never keep a person out who comes from
 * where he came before: they slow strangers only.
 */
export const signInAttempts = (sql: Sql, nowMs: () => number) => {
  const pairs = sharedCounter(sql, 'sign-in', WINDOW_SECONDS)
  const addresses = sharedCounter(sql, 'sign-in-from', WINDOW_SECONDS)
  const strangers = sharedCounter(sql, 'sign-in-strangers', WINDOW_SECONDS)
  const pairOf = ({ staffNo, address }: Who) => `${staffNo}|${address}`
  return {
    /** Counts one attempt before it is tried; true where it is not to be tried any more. */
    tooMany: async (who: Who): Promise<boolean> => {
      const { staffNo, address } = who
      if ((await addresses.penalty(address)).consumedPoints > PER_ADDRESS) return true
      if ((await pairs.penalty(pairOf(who))).consumedPoints > PER_PERSON_AND_ADDRESS) return true
      const since = new Date(nowMs() - KNOWN_MS).toISOString()
      if (await isKnownAddress(sql, { staffNo, address, since })) return false
      return (await strangers.penalty(staffNo)).consumedPoints > PER_PERSON_FROM_STRANGERS
    },
    /** Forgets what a person got wrong at this address: he is in. */
    passed: async (who: Who): Promise<void> => {
      await pairs.delete(pairOf(who))
      await addresses.reward(who.address)
    },
  }
}
