import { stableHash } from '@shouwang/contracts'
import type { Log, Message, Received, Sink, Source } from '@shouwang/flow'
import type { Done, Process, World } from './world.ts'

const partitions = 2
/** A read that finds nothing gives up after this long instead of a second: an idle hour then costs little to simulate. */
const idleMs = 600_000
const idleFromMs = 1_000

/** `owners`: who may commit now, whatever an earlier owner that hung still believes. */
type Group = {
  readonly members: Member[]
  readonly committed: Map<string, number>
  readonly owners: Map<string, Member>
}
type Member = {
  readonly process: Process
  readonly topics: readonly string[]
  owned: string[]
  readonly next: Map<string, number>
}

/** A log as Kafka is one: partitions, groups that share them out anew when a member comes or goes, and readers that know it late. */
export type SimulatedLog = {
  readonly logOf: (process: Process) => Log
  /** The process died or hangs: its partitions go to others. */
  readonly leave: (process: Process) => void
  /** It is back: partitions come to it again. */
  readonly join: (process: Process) => void
  readonly messages: (topic: string) => readonly Received[]
  readonly committed: (group: string) => ReadonlyMap<string, number>
  /** Messages that a group has still to read. */
  readonly lag: (group: string, topics: readonly string[]) => number
  /** True where a message with this origin, or these bytes, is in the topic. */
  readonly holds: (topic: string, value: string) => boolean
}

/** The place of a partition in every table. */
export const partitionName = (topic: string, partition: number): string => `${topic}/${partition}`

/** Opens the log. `done` is told of every append and commit; `repeats` says how often an append lands. */
export const openLog = (world: World, done: (what: Done) => void, repeats: () => number): SimulatedLog => {
  const held = new Map<string, Received[]>()
  const values = new Map<string, Set<string>>()
  const groups = new Map<string, Group>()
  const waiting: (() => void)[] = []
  const of = (name: string): Received[] => {
    const known = held.get(name) ?? []
    held.set(name, known)
    return known
  }
  const wakeAll = (): void => {
    for (const wake of waiting.splice(0)) world.after(1, wake)
  }
  const share = (group: Group): void => {
    const present = group.members.filter(({ process }) => process.alive && process.stalledUntilMs <= world.nowMs())
    if (present.length === 0) return
    const all = (present[0]?.topics ?? []).flatMap((topic) =>
      Array.from({ length: partitions }, (_, partition) => partitionName(topic, partition)),
    )
    present.forEach((member, place) => {
      const owned = all.filter((_, at) => at % present.length === place)
      for (const name of owned) if (!member.owned.includes(name)) member.next.set(name, group.committed.get(name) ?? 0)
      member.owned = owned
      for (const name of owned) group.owners.set(name, member)
    })
    wakeAll()
  }
  const append = (by: Process, topic: string, messages: readonly Message[]): void => {
    const known = values.get(topic) ?? new Set()
    values.set(topic, known)
    for (let times = repeats(); times > 0; times--)
      for (const message of messages) {
        const partition = Number(stableHash(message.key, 32)) % partitions
        const line = of(partitionName(topic, partition))
        line.push({ ...message, topic, partition, offset: line.length })
        known.add(message.value)
      }
    done({ kind: 'appended', by: by.name, topic, messages })
    wakeAll()
  }
  const source = (process: Process, topics: readonly string[], name: string): Source => {
    const group: Group = groups.get(name) ?? { members: [], committed: new Map(), owners: new Map() }
    groups.set(name, group)
    const member: Member = { process, topics, owned: [], next: new Map() }
    group.members.push(member)
    share(group)
    return {
      read: async ({ max, waitMs }) => {
        for (const untilMs = world.nowMs() + (waitMs < idleFromMs ? waitMs : idleMs); ; ) {
          const { batch, next } = await world.effect(process, 'log', `reads as ${name}`, () => take(member, max))
          // Whose answer was lost reads the same again.
          for (const [partition, offset] of next) member.next.set(partition, offset)
          if (batch.length > 0 || world.nowMs() >= untilMs) return batch
          await untilWoken(process, untilMs - world.nowMs())
        }
      },
      commit: (messages) =>
        world.effect(process, 'log', `commits as ${name}`, () => {
          for (const { topic, partition, offset } of messages) {
            const place = partitionName(topic, partition)
            // As Kafka fences a member that has lost the partition.
            if (group.owners.get(place) !== member) continue
            group.committed.set(place, Math.max(offset + 1, group.committed.get(place) ?? 0))
          }
          done({ kind: 'committed', by: process.name, group: name, messages })
        }),
      close: async () => undefined,
    }
  }
  const take = (member: Member, max: number) => {
    const batch: Received[] = []
    const next = new Map<string, number>()
    const first = world.random.int(0, Math.max(0, member.owned.length - 1))
    for (const [at] of member.owned.entries()) {
      const name = member.owned[(at + first) % member.owned.length] as string
      const from = member.next.get(name) ?? 0
      // However much there is, a read may bring a part of it: who reads must not count on whole batches.
      const some = world.random.chance(0.3) ? world.random.int(1, 3) : max
      const taken = of(name).slice(from, from + Math.min(some, max - batch.length))
      next.set(name, from + taken.length)
      batch.push(...taken)
    }
    return { batch, next }
  }
  const untilWoken = (process: Process, ms: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve)
      void world.pause(process, ms).then(resolve)
    })
  return {
    logOf: (process): Log => {
      const sink: Sink = {
        append: (topic, messages) =>
          world.effect(process, 'log', `appends ${messages.length} to ${topic}`, () =>
            append(process, topic, messages),
          ),
      }
      return { ...sink, source: ({ topics, group }) => source(process, topics, group) }
    },
    leave: (process) => {
      for (const group of groups.values()) {
        const gone = group.members.findIndex((member) => member.process === process)
        if (gone !== -1 && !process.alive) group.members.splice(gone, 1)
        share(group)
      }
    },
    join: (process) => {
      for (const group of groups.values()) if (group.members.some((each) => each.process === process)) share(group)
    },
    messages: (topic) => Array.from({ length: partitions }, (_, at) => of(partitionName(topic, at))).flat(),
    committed: (group) => groups.get(group)?.committed ?? new Map(),
    lag: (group, topics) =>
      topics
        .flatMap((topic) => Array.from({ length: partitions }, (_, at) => partitionName(topic, at)))
        .reduce((sum, name) => sum + of(name).length - (groups.get(group)?.committed.get(name) ?? 0), 0),
    holds: (topic, value) => values.get(topic)?.has(value) === true,
  }
}
