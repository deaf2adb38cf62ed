import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One series of a reading. */
type Reading<Label extends string> = { readonly labels: Readonly<Record<Label, string>>; readonly value: number }

/** The metrics of one process: `<service>_<noun>_<unit>`, counters ending in `_total`. */
export type Metrics = {
  counter: <Label extends string>(name: string, help: string, labels: readonly Label[]) => Counter<Label>
  gauge: <Label extends string>(name: string, help: string, labels: readonly Label[]) => Gauge<Label>
  histogram: <Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    bucketsSeconds?: readonly number[],
  ) => Histogram<Label>
  /**
   * A gauge whose series are read anew at every scrape. While `read` throws or takes too long it has none, so that
   * nobody takes an old value for a new one.
   */
  reading: <Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    read: () => Promise<readonly Reading<Label>[]>,
  ) => void
  /** The text that Prometheus scrapes, with its content type. */
  exposition: () => Promise<{ contentType: string; text: string }>
}

const readingLimitMs = 4_000

const latencyBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** A registry of its own, with the process's default metrics. Asking twice for a name gives the same metric. */
export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const once = <M>(name: string, make: () => M): M => (registry.getSingleMetric(name) as M | undefined) ?? make()
  const base = (name: string, help: string, labels: readonly string[]) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  })
  return {
    counter: <L extends string>(name: string, help: string, labels: readonly L[]) =>
      once(name, () => new Counter<L>(base(name, help, labels) as never)),
    gauge: <L extends string>(name: string, help: string, labels: readonly L[]) =>
      once(name, () => new Gauge<L>(base(name, help, labels) as never)),
    histogram: <L extends string>(
      name: string,
      help: string,
      labels: readonly L[],
      buckets: readonly number[] = latencyBuckets,
    ) => once(name, () => new Histogram<L>({ ...base(name, help, labels), buckets: [...buckets] } as never)),
    reading: (name, help, labels, read) => {
      once(
        name,
        () =>
          new Gauge({
            ...base(name, help, labels),
            async collect() {
              const series = await soonOrNone(read)
              this.reset()
              for (const { labels: of, value } of series) this.set(of, value)
            },
          }),
      )
    },
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

/** What `read` gives, or nothing when it throws or takes too long: a scrape must not wait for an engine that is away. */
const soonOrNone = async <T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(() => resolve([]), readingLimitMs)
  })
  try {
    return await Promise.race([read(), late])
  } catch {
    return []
  } finally {
    clearTimeout(timer)
  }
}
