import type { AttemptEnd, WaitingMessage } from '@shouwang/postgres'

/**
 * What a system said to a message. `away`: it surely did not take it, and may later; `refused`: it never will; `unknown`: no
 * answer came, so it may have. A fault is a short code: no address, no secret and no words of the other side.
 */
export type Outcome =
  | { readonly result: 'taken' }
  | { readonly result: 'away' | 'refused' | 'unknown'; readonly fault: string }

/** How often a message is tried before somebody has to look. */
export const mostAttempts = 8

const firstWaitMs = 30_000
const longestWaitMs = 3_600_000

/**
 * What becomes of a message after an attempt. What surely did not arrive is tried again, later each time. Where nobody knows, it
 * is sent again once and says so, and then no more; a system that knows a repeat by its key (`knowsRepeats`) may be asked again.
 *
 * @param attempts with the one that just ended
 */
export const afterAttempt = (
  { attempts, repeated }: Pick<WaitingMessage, 'attempts' | 'repeated'>,
  outcome: Outcome,
  knowsRepeats: boolean,
  nowMs: number,
): AttemptEnd => {
  const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1))
  const later = new Date(nowMs + waitMs).toISOString()
  const end = (state: AttemptEnd['state'], fault: string | null, again = repeated): AttemptEnd => ({
    ...{ state, fault, repeated: again },
    nextAt: state === 'waiting' ? later : new Date(nowMs).toISOString(),
  })
  switch (outcome.result) {
    case 'taken':
      return end('sent', null)
    case 'refused':
      return end('failed', outcome.fault)
    case 'away':
      return attempts < mostAttempts ? end('waiting', outcome.fault) : end('failed', outcome.fault)
    case 'unknown':
      return knowsRepeats ? end(attempts < mostAttempts ? 'waiting' : 'unsure', outcome.fault, true) : once(repeated)
  }
  function once(wasRepeated: boolean): AttemptEnd {
    const { fault } = outcome as { readonly fault: string }
    return wasRepeated ? end('unsure', fault) : end('waiting', fault, true)
  }
}
