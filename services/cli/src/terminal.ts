import type { Day } from '@shouwang/contracts'

/** Where the command line runs: results go to `out`, everything else that is said to `err`. */
export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** The day in Asia/Shanghai. */
  readonly today: () => Promise<Day>
  /** Draws progress bars; absent where nobody watches. */
  readonly bars?: NodeJS.WriteStream
}
