/** What the other side said to a message: it took it, it surely did not and may later, or it never will. */
export type Outcome = { readonly result: 'taken' | 'away' | 'refused'; readonly fault: string | null }

/** What becomes of a message after an attempt. */
export type AttemptEnd = {
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly nextAt: string
  readonly fault: string | null
}

const MOST_ATTEMPTS = 10
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000

/**
 * Tries again, later each time. Where no answer came the message may have arrived: it is sent again all the same, since the
 * standard's `message_id` lets the other side know a repeat. `attempts` counts the one that just ended.
 */
export const afterAttempt = (attempts: number, { result, fault }: Outcome, nowMs: number): AttemptEnd => {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1))
  const again = result === 'away' && attempts < MOST_ATTEMPTS
  return {
    state: result === 'taken' ? 'sent' : again ? 'waiting' : 'failed',
    nextAt: new Date(again ? nowMs + waitMs : nowMs).toISOString(),
    fault,
  }
}
