/**
 * A steady 500 records a second on engines: how long after its acceptance (HTTP 202) a record's task is there, how much
 * memory each service holds, and how soon the lag of a five-fold spike is gone. With one request in five comes a fire at a
 * home that had none, which opens a task; the task counts from when its event is read from the log, which is after it can
 * be seen in the store. Run: `node test/load/engines/steady.ts [MINUTES] [--ingest N] [--scoring N] [--profiles FOLDER]`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CountyOptions } from '@shouwang/synth'
import { countOf } from '../count-of.ts'
import { progress, today } from '../installation.ts'
import { percentiles } from '../steady-load.ts'
import { accountsOf, untilDone, untilJudged } from './backlog.ts'
import { ordinaryHeads, produceRows } from './county-on-topics.ts'
import { watchMemory } from './memory-watch.ts'
import { type OnEngines, onEngines, settingOf } from './on-engines.ts'
import { openSender, type Sender } from './sender.ts'
import { watchTasks } from './task-watch.ts'

const { setting, positionals } = settingOf(process.argv.slice(2))
const minutes = countOf('minutes', positionals[0], 15)
const recordsPerSecond = 500
const spikeTimes = 5
const spikeSeconds = 30
const warmUpSeconds = 20
const patienceSeconds = 300
const lookedEveryMs = 500
const recordsAPerson = 8

const most = recordsPerSecond * (minutes * 60 + warmUpSeconds + spikeSeconds * spikeTimes + patienceSeconds)
const county: CountyOptions = { seed: 11, people: Math.max(12_000, Math.ceil(most / recordsAPerson)), to: today }

/** Watches how many accepted records are not yet judged; `since` gives the most of them since a moment. */
const watchLag = (running: OnEngines, sender: Sender, registered: number) => {
  const seen: { readonly at: number; readonly behind: number }[] = []
  let watching = true
  const watch = async (): Promise<void> => {
    for (; watching; await sleep(lookedEveryMs)) {
      const { quarantined, settled } = await accountsOf(running)
      seen.push({ at: performance.now(), behind: sender.accepted() + registered - quarantined - settled })
    }
  }
  const watched = watch()
  // What ends the measurement also takes the store away: that is the error to tell, not this one.
  watched.catch(() => undefined)
  return {
    largest: (from: number, to: number): number =>
      Math.max(0, ...seen.filter(({ at }) => at >= from && at <= to).map(({ behind }) => behind)),
    /** When it was last above a limit. */
    lastAbove: (limit: number): number => seen.findLast(({ behind }) => behind > limit)?.at ?? 0,
    latest: (): number => seen.at(-1)?.behind ?? 0,
    stop: (): Promise<void> => {
      watching = false
      return watched
    },
  }
}

/** Starts everything, registers the county, and sends until the processes are warm. */
const prepare = async (running: OnEngines) => {
  const started = await running.start('scoring', 'alert', 'warehouse', 'console', 'ingest')
  const address = started.find(({ name }) => name === 'console')?.address ?? ''
  const registered = await produceRows(running, county, ({ feed }) => feed === 'resident-register')
  await untilJudged(running, registered)
  progress(`${registered} people registered; sending ${recordsPerSecond} records/s for ${minutes} minutes`)
  const sender = openSender(running, address, { county, heads: ordinaryHeads(county) })
  const tasks = await watchTasks(running)
  await sender.send(recordsPerSecond, warmUpSeconds)
  return { sender, tasks, lag: watchLag(running, sender, registered) }
}

/** Sends steadily; gives from when to when, what each process used, and how much memory it held. */
const sendSteadily = async (running: OnEngines, sender: Sender) => {
  const memory = watchMemory(running)
  const before = await running.usage()
  const from = performance.now()
  await sender.send(recordsPerSecond, minutes * 60)
  const to = performance.now()
  const used = [...(await running.usage())].map(([name, { processorSeconds }]) => {
    const share = (processorSeconds - (before.get(name)?.processorSeconds ?? 0)) / ((to - from) / 1000)
    return `${name} ${(share * 100).toFixed(0)} %`
  })
  return { from, to, used, remembered: memory.stop() }
}

/** Sends five times as much for a while, then as usual until no more is waiting than `usual`. Says what came of it. */
const spike = async (sender: Sender, lag: ReturnType<typeof watchLag>, usual: number): Promise<string> => {
  const from = performance.now()
  await sender.send(recordsPerSecond * spikeTimes, spikeSeconds)
  await sender.answered()
  const ended = performance.now()
  while (lag.latest() > usual && performance.now() < ended + patienceSeconds * 1000)
    await sender.send(recordsPerSecond, 1)
  await sender.answered()
  const most = lag.largest(from, ended)
  const seconds = Math.max(0, (lag.lastAbove(usual) - ended) / 1000)
  const gone = lag.latest() <= usual ? `gone ${seconds.toFixed(0)} s after its end` : 'never gone'
  return `${recordsPerSecond * spikeTimes} records/s for ${spikeSeconds} s: ${most} records behind at most, ${gone} (usually ${usual} behind)`
}

await onEngines(setting, async (running) => {
  const { sender, tasks, lag } = await prepare(running)
  const { from, to, used, remembered } = await sendSteadily(running, sender)
  const spiked = await spike(sender, lag, lag.largest(from, to))
  await lag.stop()
  await untilDone(running, ['ingest', 'scoring', 'alert'])
  await sleep(1_000)
  await tasks.close()
  const waits = [...sender.acceptedAt]
    .filter(([, at]) => at >= from && at <= to)
    .map(([no, at]) => Math.max(0, (tasks.openedAt.get(no) ?? Infinity) - at))
  console.log(
    `accepted → task   ${percentiles(waits)} of ${waits.length} tasks at ${recordsPerSecond} records/s (budget p99 1000 ms)`,
  )
  console.log(`spike             ${spiked}`)
  console.log(`of one core       ${used.join(', ')}`)
  console.log(`resident memory over ${minutes} minutes`)
  for (const line of remembered) console.log(line)
})
