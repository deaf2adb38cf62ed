import type { ServiceName } from '../journeys/services.ts'
import { shuffled } from '../journeys/shuffled.ts'

/** What goes wrong, and for how many seconds; of parcels that are sent again, they are these shares of what was sent. */
type Fault =
  | { readonly kind: 'service-killed'; readonly service: ServiceName; readonly seconds: number }
  | { readonly kind: 'broker-killed'; readonly seconds: number }
  | { readonly kind: 'postgres-killed'; readonly seconds: number }
  | { readonly kind: 'warehouse-stopped'; readonly seconds: number }
  | { readonly kind: 'warehouse-locked'; readonly seconds: number }
  | { readonly kind: 'scoring-shared'; readonly seconds: number; readonly leave: 'SIGTERM' | 'SIGKILL' }
  | { readonly kind: 'parcels-repeated'; readonly shares: readonly number[] }

/** A fault and its place: the share of the load that was sent before it. */
export type PlannedFault = Fault & { readonly at: number }

type Random = () => number

/** As many faults as asked for, spread over the load. Each kind comes about as often as it stands in the deck. */
export const planFaults = (count: number, random: Random): readonly PlannedFault[] => {
  const drawn: ((random: Random) => Fault)[] = []
  while (drawn.length < count) drawn.push(...shuffled(deck, random))
  return drawn.slice(0, count).map((draw, i) => ({ at: ((i + random()) / count) * lastShare, ...draw(random) }))
}

/** Beyond this share of the load nothing new goes wrong, so that the last fault still meets work. */
const lastShare = 0.97

const services: readonly ServiceName[] = ['ingest', 'scoring', 'alert', 'warehouse', 'console']
const seconds = (random: Random, least: number, most: number): number =>
  Math.round((least + random() * (most - least)) * 10) / 10

const serviceKilled = (random: Random): Fault => ({
  kind: 'service-killed',
  service: services[Math.floor(random() * services.length)] ?? 'scoring',
  seconds: seconds(random, 0, 3),
})

const parcelsRepeated = (random: Random): Fault => ({
  kind: 'parcels-repeated',
  shares: Array.from({ length: 3 + Math.floor(random() * 8) }, random),
})

const deck: readonly ((random: Random) => Fault)[] = [
  serviceKilled,
  serviceKilled,
  serviceKilled,
  (random) => ({ kind: 'broker-killed', seconds: seconds(random, 0, 8) }),
  (random) => ({ kind: 'postgres-killed', seconds: seconds(random, 0, 6) }),
  (random) => ({ kind: 'warehouse-stopped', seconds: seconds(random, 2, 12) }),
  (random) => ({ kind: 'warehouse-locked', seconds: seconds(random, 2, 12) }),
  (random) => ({
    kind: 'scoring-shared',
    seconds: seconds(random, 4, 20),
    leave: random() < 0.5 ? 'SIGTERM' : 'SIGKILL',
  }),
  parcelsRepeated,
  parcelsRepeated,
]
