import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

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
  /** The text that Prometheus scrapes, with its content type. */
  exposition: () => Promise<{ contentType: string; text: string }>
}

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
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
