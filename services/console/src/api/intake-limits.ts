const MINUTE_MS = 60_000

/** How many rows each sender may still send now: a bucket that holds a minute's worth and fills evenly. */
export const intakeLimits = (nowMs: () => number) => {
  const buckets = new Map<string, { rows: number; atMs: number }>()
  return {
    /** Takes rows from a sender's bucket, or says after how many seconds it holds enough of them. */
    take: (sender: string, rowsPerMinute: number, rows: number): { ok: true } | { ok: false; afterSeconds: number } => {
      const now = nowMs()
      const before = buckets.get(sender) ?? { rows: rowsPerMinute, atMs: now }
      const held = Math.min(rowsPerMinute, before.rows + ((now - before.atMs) / MINUTE_MS) * rowsPerMinute)
      if (held < rows) {
        buckets.set(sender, { rows: held, atMs: now })
        return { ok: false, afterSeconds: Math.max(1, Math.ceil((((rows - held) / rowsPerMinute) * MINUTE_MS) / 1000)) }
      }
      buckets.set(sender, { rows: held - rows, atMs: now })
      return { ok: true }
    },
  }
}
