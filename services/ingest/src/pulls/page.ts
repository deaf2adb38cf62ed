/**
 * A part of what a department has for a feed, and the cursor behind it; null where there is none. `ends` says whether this was all for
 * now; where a department doesn't tell, a part without rows is.
 */
export type Page = {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly next: string | null
  readonly ends?: boolean
}

/** What a department answered, or a setting says, that no repetition will better. */
export class PullRefused extends Error {}

/** Longer than this no department may think about an answer. */
export const answerLimitMs = 30_000
