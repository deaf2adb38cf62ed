import type { Metrics } from './metrics.ts'

/** How many messages of these topics a group has still to commit. */
export type Lag = (group: string, topics: readonly string[]) => number | Promise<number>

/** Shows at every scrape how far each group is behind, topic by topic. */
export const lagReading = (
  metrics: Metrics,
  reads: readonly { readonly group: string; readonly topics: readonly string[] }[],
  lag: Lag,
): void =>
  metrics.reading('flow_lag_messages', 'Messages that a group has still to commit', ['group', 'topic'], () =>
    Promise.all(
      reads.flatMap(({ group, topics }) =>
        topics.map(async (topic) => ({ labels: { group, topic }, value: await lag(group, [topic]) })),
      ),
    ),
  )
