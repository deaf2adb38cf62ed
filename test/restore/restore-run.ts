import { setTimeout as sleep } from 'node:timers/promises'
import { everyRead, idleCheck } from '@shouwang/console'
import { type EventFeed, loadFeeds } from '@shouwang/feeds'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { type Sql, savedUpTo } from '@shouwang/postgres'
import { type Load, loadOf } from '../faults/parcels.ts'
import { superviseProcesses } from '../faults/processes.ts'
import { openSender } from '../faults/sender.ts'
import { verdictOn } from '../faults/verdict.ts'
import { prepareServices, type ServiceName } from '../journeys/services.ts'
import { seededRandom } from '../journeys/shuffled.ts'
import { tasksIn } from '../journeys/what-came-out.ts'
import type { ArchivedEngines } from './archived-engines.ts'
import { type Done, openWorkers } from './people.ts'

export type RestoreOptions = {
  readonly records: number
  readonly seed: number
  /** What PostgreSQL is restored from: its base backup and the archive, or the base backup alone. */
  readonly from: 'archive' | 'base-backup'
  readonly say: (line: string) => void
  readonly logsIn?: (folder: string) => void
}

/** What differs in the end from a run without loss, and what the run was like. */
export type RestoreReport = { readonly differences: readonly string[]; readonly figures: readonly string[] }

const day = '2026-10-31'
const keys = { pseudonymKey: '0f'.repeat(32), vaultKey: 'f0'.repeat(32) }
const names: readonly ServiceName[] = ['ingest', 'scoring', 'alert', 'warehouse', 'console']
const lookEveryMs = 500
const settleLimitMs = 5 * 60_000
const tasksEachTime = 3
/** The shares of the load that are sent when the backup is taken, and when people work for the first time after it. */
const [backupAt, workAt] = [0.4, 0.7]

/** Loses PostgreSQL in the middle of a county's load, restores it, and compares the end with a fold in memory. */
export const runRestore = async (options: RestoreOptions, engines: ArchivedEngines): Promise<RestoreReport> => {
  const say = stamped(options.say)
  const feeds = loadFeeds()
  const load = firstWhoIsThere(
    loadOf({ seed: options.seed, records: options.records, day, feeds }, seededRandom(options.seed)),
  )
  const services = await prepareServices(engines.at, keys, day)
  options.logsIn?.(services.folder)
  const { sql, environment } = services
  const prefix = String(environment.SHOUWANG_KAFKA_PREFIX)
  const log = openKafka({ brokers: [engines.at.kafka], clientId: 'department', partitions: 3, prefix })
  const reads = everyRead(feeds)
  const startAll = async () => {
    const processes = superviseProcesses(services)
    await Promise.all(names.map(processes.start))
    return processes
  }
  try {
    const before = await startAll()
    const sender = openSender({ log, address: before.console, token: services.token, day })
    const workers = openWorkers(sql, before.console, services.token)
    for (const [feed, rows] of Object.entries(load.reference)) await sender.sendReference(feed, rows)
    let sent = 0
    const sendUpTo = async (share: number): Promise<void> => {
      for (; sent < load.parcels.length * share; sent += 1) {
        const parcel = load.parcels[sent]
        if (parcel !== undefined) await sender.send(parcel)
      }
    }
    await sendUpTo(backupAt)
    say(`${sent} of ${load.parcels.length} parcels are sent`)
    await workers.work(tasksEachTime)
    const backupBegan = performance.now()
    say('the base backup begins, while records flow')
    const sending = sendUpTo(workAt)
    await engines.takeBackup()
    const backupTook = performance.now() - backupBegan
    const backupEnded = performance.now()
    say(`the base backup took ${seconds(backupTook)}`)
    await sending
    await workers.work(tasksEachTime)
    const lastSure = performance.now()
    const segment = await currentSegment(sql)
    while (!(await engines.isArchived(segment))) await sleep(100)
    say('what people did so far is archived; the rest of the load comes, and more work')
    await workers.work(tasksEachTime)
    await sendUpTo(1)
    const killedAt = performance.now()
    await engines.killPostgres()
    for (const name of names) await before.stop(name, 'SIGKILL')
    say(`PostgreSQL is dead, its folder deleted; ${await judged(log, reads)}`)

    const restoring = performance.now()
    await engines.restorePostgres(options.from === 'archive')
    await untilWritable(sql)
    const restored = performance.now()
    say(`PostgreSQL is restored in ${seconds(restored - restoring)}`)
    const stood = await standsAt(log, sql, reads)
    say(`the database stands ${told(stood)} messages before the end of what these groups read`)
    const starting = performance.now()
    const after = await startAll()
    const visible = performance.now()
    say(`everything runs again after ${seconds(visible - starting)}`)
    const outcome = await workOutcome(sql, workers.done)
    const isIdle = idleCheck({ lag: log.lag, sql }, reads)
    await untilIdle(
      async () => (await isIdle()) && [...(await standsAt(log, sql, reads)).values()].every((behind) => behind === 0),
    )
    const settled = performance.now()
    say('settled; comparing with a fold in memory')
    await after.stopAll()
    const region = String(environment.SHOUWANG_REGION)
    const events = feeds.filter((feed): feed is EventFeed => feed.delivers !== 'reference')
    const warehouse = String(environment.SHOUWANG_CHDB_PATH)
    const work = outcome.filter(({ there }) => there)
    const verdict = await verdictOn({ load, sql, log, warehouse, feeds: events, region, day, keys, sender, work })
    const lost = outcome.filter(({ there }) => !there)
    const sureUntil = options.from === 'archive' ? lastSure : backupBegan
    const differences = [
      ...after.failures,
      ...verdict.differences,
      ...lost
        .filter(({ at }) => at <= sureUntil)
        .map(({ kind, taskId }) => `${taskId} was ${kind} before the last archived segment, and is not`),
    ]
    const newest = Math.max(...outcome.filter(({ there }) => there).map(({ at }) => at))
    return {
      differences,
      figures: [
        `${load.records} records, ${workers.done.length} commands; restored from ${options.from}`,
        `base backup ${seconds(backupTook)}, ended ${seconds(killedAt - backupEnded)} before the loss`,
        `lost: ${lost.length} of ${workers.done.length} commands; the newest that is there was done ${seconds(killedAt - newest)} before the loss, the oldest lost one ${lost.length === 0 ? 'none' : seconds(killedAt - Math.min(...lost.map(({ at }) => at)))}`,
        `PostgreSQL restored in ${seconds(restored - restoring)}, services ready ${seconds(visible - starting)} later, ${told(stood)} messages read again and all judged ${seconds(settled - visible)} after that: ${seconds(settled - restoring)} altogether`,
        ...verdict.figures,
        `${await namelessFiles(sql, sender.files)} of ${sender.files.size} files lost their names: they were announced in the lost seconds`,
      ],
    }
  } finally {
    await services.close()
    await log.close()
  }
}

/** The register and the roll come first, so that there are tasks with workers when the backup is taken. */
const firstWhoIsThere = (load: Load): Load => {
  const whole = ({ feed }: Load['parcels'][number]): boolean =>
    ['resident-register', 'assistance-roll'].includes(feed.id)
  return { ...load, parcels: [...load.parcels.filter(whole), ...load.parcels.filter((parcel) => !whole(parcel))] }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

const judged = async (log: ReturnType<typeof openKafka>, reads: ReturnType<typeof everyRead>): Promise<string> => {
  const lags = reads.map(async ({ group, topics }) => `${group} ${await log.lag(group, topics)}`)
  return `behind by messages: ${(await Promise.all(lags)).join(', ')}`
}

/** How many messages lie behind where the database stands, for each group whose state it keeps. */
const standsAt = async (
  log: KafkaLog,
  sql: Sql,
  reads: ReturnType<typeof everyRead>,
): Promise<ReadonlyMap<string, number>> => {
  const behind = reads
    .filter(({ group }) => group !== 'warehouse')
    .map(async ({ group, topics }) => {
      const [ends, saved] = [await log.ends(topics), await savedUpTo(sql, group)]
      return [group, [...ends].reduce((sum, [name, end]) => sum + end - (saved.get(name) ?? 0), 0)] as const
    })
  return new Map(await Promise.all(behind))
}

const told = (behind: ReadonlyMap<string, number>): string => [...behind].map((pair) => pair.join(' ')).join(', ')

/** The segment of WAL that holds what was written last. */
const currentSegment = async (sql: Sql): Promise<string> =>
  (await sql.query<{ segment: string }>('select pg_walfile_name(pg_current_wal_lsn()) as segment'))[0]?.segment ?? ''

/** A server that restores answers before it takes writes. */
const untilWritable = async (sql: Sql): Promise<void> => {
  for (;;) {
    const rows = await sql.query<{ restoring: boolean }>('select pg_is_in_recovery() as restoring').catch(() => [])
    if (rows[0]?.restoring === false) return
    await sleep(50)
  }
}

/** How many files have an account that was opened again from their rows: who handed them in under which name is lost. */
const namelessFiles = async (sql: Sql, files: ReadonlySet<string>): Promise<number> =>
  (await sql.query('select 1 from deliveries where delivery = any($1) and file_name is null', [[...files]])).length

/** Whether what people were told is done is there now. */
const workOutcome = async (sql: Sql, done: readonly Done[]) => {
  const tasks = new Map((await tasksIn(sql)).map((task) => [task.taskId, task.status]))
  return done.map((one) => {
    const status = tasks.get(one.taskId)
    return { ...one, there: status === 'closed' || (one.kind === 'accepted' && status === 'accepted') }
  })
}

const untilIdle = async (isIdle: () => Promise<boolean>): Promise<void> => {
  const until = performance.now() + settleLimitMs
  for (let calm = 0; calm < 2; await sleep(lookEveryMs)) {
    calm = (await isIdle().catch(() => false)) ? calm + 1 : 0
    if (performance.now() > until) throw new Error(`not settled within ${seconds(settleLimitMs)}`)
  }
}

const stamped = (say: RestoreOptions['say']): RestoreOptions['say'] => {
  const started = performance.now()
  return (line) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(7)} s  ${line}`)
}
