/**
 * Scoring and alert beside a Kafka Streams job that does less ([peers/kafka-streams](../peers/kafka-streams/README.md)), in
 * turns on one broker and one topic: events a second, and microseconds of processor time an event with stores and broker,
 * from ready until nothing is left, and once warm. Other checkouts of this repository may take turns too.
 * Run: `node test/load/engines/peers.ts [PEOPLE] [--turns N] [--scoring N] [--beside FOLDER] [--profiles FOLDER]`.
 */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { obtainEngines } from '@shouwang/engines'
import { openKafka } from '@shouwang/kafka'
import { openPatiently } from '@shouwang/postgres/testing'
import type { CountyOptions } from '@shouwang/synth'
import { countOf } from '../count-of.ts'
import { progress, today } from '../installation.ts'
import { buildPeer, Refused } from '../peers/build.ts'
import { type Drain, type Figures, figuresOf, median } from '../peers/drain.ts'
import { drainByPeer, leftBehind } from '../peers/kafka-streams.ts'
import { drainByUs } from '../peers/ours.ts'
import { type EventsTopic, fillTopic } from '../peers/topic.ts'
import { type Engines, onThese, partitions, type Setting } from './on-engines.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    turns: { type: 'string', default: '3' },
    scoring: { type: 'string', default: '2' },
    beside: { type: 'string', multiple: true, default: [] },
    profiles: { type: 'string' },
  },
})
const turns = countOf('turns', values.turns)
const people = countOf('people', positionals[0], 30_000)
const county: CountyOptions = { seed: 7, people, to: today }
const setting: Setting = {
  counts: { ingest: 1, scoring: countOf('--scoring', values.scoring), alert: 1, warehouse: 1, console: 1 },
  profiles: values.profiles,
}
/** Machine code is made and caches are filled by the time the register and so many more events are done. */
const warmAfter = 5_000

type Side = { readonly name: string; readonly drain: (topic: EventsTopic) => Promise<Drain>; readonly all: Figures[] }

const forget = (brokers: string, groups: readonly string[], topics: readonly string[]): void => {
  const script = join(import.meta.dirname, '../../../packages/kafka/load/forget.ts')
  execFileSync(process.execPath, [script, brokers, groups.join(), topics.join()])
}

/** An empty database. Whoever opens one migrates it, and a checkout with fewer migrations refuses what another has migrated. */
const ownDatabase = async (server: string): Promise<string> => {
  const name = `beside_${randomUUID().replaceAll('-', '')}`
  const admin = await openPatiently(server, 1)
  await admin.query(`create database ${name}`)
  await admin.close()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Ours from a checkout: this one, or another. */
const ourSide = (engines: Engines, folder?: string): Side => ({
  name: folder === undefined ? 'Shouwang' : folder,
  all: [],
  drain: async ({ prefix, events }) => {
    const there: Pick<typeof import('./on-engines.ts'), 'onThese'> =
      folder === undefined ? { onThese } : await import(resolve(folder, 'test/load/engines/on-engines.ts'))
    const groups = ['scoring', 'alert'].map((group) => prefix + group)
    forget(engines.addresses.kafka ?? '', groups, [])
    const postgres = engines.addresses.postgres ?? ''
    const addresses = { ...engines.addresses, postgres: folder === undefined ? postgres : await ownDatabase(postgres) }
    return there.onThese({ ...engines, addresses }, setting, (running) => drainByUs(running, events), prefix)
  },
})

const peerSide = ({ addresses, processes }: Engines, classPath: string): Side => ({
  name: 'Kafka Streams',
  all: [],
  drain: async ({ prefix, events }) => {
    const brokers = addresses.kafka ?? ''
    const out = `${randomUUID().slice(0, 8)}-`
    const log = openKafka({ brokers: brokers.split(','), clientId: 'bench', partitions })
    try {
      const peer = { classPath, brokers, log, engines: processes, prefix, out, partitions }
      return await drainByPeer(peer, events)
    } finally {
      await log.close()
      forget(brokers, [], leftBehind(out).topics)
    }
  },
})

/** A county so small that one batch drains it never gets warm. */
const round = (value: number): string => (Number.isNaN(value) ? 'unknown' : Math.round(value).toLocaleString('en'))
const told = ({ perSecond, micros, warmPerSecond, warmMicros, cores, peakMiB, by }: Figures): string =>
  `${round(perSecond)} events/s at ${micros.toFixed(1)} µs (${[...by].map(([name, each]) => `${name} ${each.toFixed(1)}`).join(', ')}), ` +
  `warm ${round(warmPerSecond)}/s at ${warmMicros.toFixed(1)} µs, ${cores.toFixed(2)} cores busy, peak ${round(peakMiB)} MiB`

/** The medians of a side. */
const medianOf = ({ all }: Side): Figures => {
  const of = (read: (one: Figures) => number): number => median(all.map(read))
  const names = [...(all[0]?.by.keys() ?? [])]
  return {
    perSecond: of((one) => one.perSecond),
    micros: of((one) => one.micros),
    warmPerSecond: of((one) => one.warmPerSecond),
    warmMicros: of((one) => one.warmMicros),
    cores: of((one) => one.cores),
    peakMiB: of((one) => one.peakMiB),
    by: new Map(names.map((name) => [name, of((one) => one.by.get(name) ?? 0)])),
  }
}

const printRatios = (ours: Figures, peer: Figures): void => {
  const ratio = (one: number, other: number): string =>
    Number.isNaN(one / other) ? 'unknown to' : `${(one / other).toFixed(2)} ×`
  console.log(`events a second   ${ratio(ours.perSecond, peer.perSecond)} the peer (wanted 1.30)`)
  console.log(`once warm         ${ratio(ours.warmPerSecond, peer.warmPerSecond)} the peer (wanted 1.00)`)
  console.log(
    `processor time    ${ratio(ours.micros, peer.micros)} the peer, warm ${ratio(ours.warmMicros, peer.warmMicros)}`,
  )
}

const compare = async (engines: Engines, classPath: string): Promise<void> => {
  progress(`filling the topic with the change events of ${people} people`)
  const prefix = `bench-${randomUUID().slice(0, 8)}.`
  const brokers = (engines.addresses.kafka ?? '').split(',')
  const log = openKafka({ brokers, clientId: 'bench', partitions, prefix })
  const topic = await fillTopic(log, prefix, county)
  await log.close()
  const ours = ourSide(engines)
  const peer = peerSide(engines, classPath)
  const sides = [...values.beside.map((folder) => ourSide(engines, folder)), ours, peer]
  for (let turn = 1; turn <= turns; turn++)
    for (const side of turn % 2 === 1 ? sides : sides.toReversed()) {
      const figures = figuresOf(await side.drain(topic), topic.registered + warmAfter)
      side.all.push(figures)
      progress(`turn ${turn} of ${turns}, ${side.name}: ${told(figures)}`)
    }
  console.log(`change events     ${topic.events} of ${people} people, medians of ${turns} turns`)
  for (const side of sides) console.log(`${side.name.padEnd(17)} ${told(medianOf(side))}`)
  printRatios(medianOf(ours), medianOf(peer))
}

/** @throws Refused in one sentence when something is missing */
const needed = (engines: Engines): void => {
  for (const engine of ['kafka', 'postgres'] as const)
    if (engines.addresses[engine] === undefined) throw new Refused(`no ${engine}: ${engines.missing[engine]}`)
}

try {
  if (!(turns >= 1 && people >= 1)) throw new Refused('say how many people, and --turns of at least 1')
  const classPath = buildPeer()
  const engines = await obtainEngines(process.env)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void engines.end().finally(() => process.exit(1)))
  try {
    needed(engines)
    await compare(engines, classPath)
  } finally {
    await engines.end()
  }
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
