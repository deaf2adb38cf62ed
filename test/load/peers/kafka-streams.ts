import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { topics } from '@shouwang/contracts'
import type { KafkaLog } from '@shouwang/kafka'
import { usageOf } from '../engines/process-tree.ts'
import { type Drain, peakMiBOf, type Sample } from './drain.ts'

/** What the job reads, and the processes that serve it. */
export type PeerSetting = {
  readonly classPath: string
  readonly brokers: string
  /** The log without a prefix: the job's own topics have one of their own. */
  readonly log: KafkaLog
  /** Process ids of engines on this machine, by name. */
  readonly engines: Readonly<Record<string, number>>
  /** Prefix of the topic of change events. */
  readonly prefix: string
  /** Prefix of the topics and the group of this run. */
  readonly out: string
  readonly partitions: number
}

/** As it was tuned: two threads, exactly once, 20,000 households kept unpacked by each task. */
const jvm = ['-Xms1g', '-Xmx1500m', '-XX:+UseParallelGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn']
const tuned = { GUARANTEE: 'exactly_once_v2', COMMIT_MS: '500', HEAP: '20000', REPARTITION: 'no', BATCH_MS: '0' }
const lookEveryMs = 300
const lastWords = 2_000

/** The consumer group and the topics that a run of the job leaves. */
export const leftBehind = (out: string): { readonly group: string; readonly topics: readonly string[] } => ({
  group: `${out}peer`,
  topics: ['assessments', 'task-events', 'coverage'].map((name) => `${out}peer-${name}.v1`),
})

/** Drains the events of the topic by the Kafka Streams job, from the moment its threads run. */
export const drainByPeer = async (setting: PeerSetting, events: number): Promise<Drain> => {
  const state = await mkdtemp(join(tmpdir(), 'shouwang-peer-'))
  const job = startJob(setting, state)
  try {
    return await untilDrained(setting, job, events)
  } finally {
    await job.stop()
    await rm(state, { recursive: true, force: true })
  }
}

type Job = ReturnType<typeof startJob>

const startJob = ({ classPath, brokers, prefix, out, partitions }: PeerSetting, state: string) => {
  const env = { PATH: process.env.PATH, BROKERS: brokers, PREFIX: prefix, OUT: out, STATE: state, ...tuned }
  const child = spawn('java', [...jvm, '-cp', classPath, 'Peer'], {
    env: { ...env, PARTITIONS: String(partitions) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const abandon = (): void => void child.kill('SIGKILL')
  process.once('exit', abandon)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-lastWords)
  })
  child.stderr.pipe(createWriteStream(join(state, 'job.log')))
  let [isRunning, read] = [false, 0]
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as { readonly state?: string; readonly read?: number }
    if (told.state === 'RUNNING') isRunning = true
    read = told.read ?? read
  })
  return {
    pid: child.pid ?? 0,
    isRunning: () => isRunning,
    read: () => read,
    /** @throws Error with its last words once the job has ended by itself */
    throwIfEnded: (): void => {
      if (child.exitCode !== null) throw new Error(`the Kafka Streams job ended with ${child.exitCode}: ${said}`)
    },
    stop: async (): Promise<void> => {
      child.kill('SIGTERM')
      await ended
      process.off('exit', abandon)
    },
  }
}

const untilDrained = async ({ log, engines, prefix, out }: PeerSetting, job: Job, events: number): Promise<Drain> => {
  const look = async (): Promise<Sample> => {
    const own = { 'the job': job.pid, ...(engines.kafka === undefined ? {} : { kafka: engines.kafka }) }
    const used = Object.entries(own).map(async ([name, pid]) => [name, (await usageOf(pid)).processorSeconds] as const)
    return { at: performance.now(), events: job.read(), seconds: new Map(await Promise.all(used)) }
  }
  while (!job.isRunning()) {
    job.throwIfEnded()
    await sleep(20)
  }
  const { group, topics: own } = leftBehind(out)
  const waited = [`${prefix}${topics.changeEvents}`, ...own.slice(0, 1)]
  const samples: Sample[] = [{ ...(await look()), events: 0 }]
  for (;;) {
    await sleep(lookEveryMs)
    job.throwIfEnded()
    samples.push(await look())
    if (job.read() >= events && (await log.lag(group, waited)) === 0) break
  }
  return { samples, end: { ...(await look()), events }, peakMiB: await peakMiBOf(job.pid) }
}
