/**
 * How many records a second become tasks on engines, and what each process spends on a record. A department produces the
 * rows of a made-up county ahead; the clock runs from the moment ingest is ready until the last household is judged and
 * its task is there. Beside it, how fast the same topics can be read and parsed by kafkajs alone.
 * Run: `node test/load/engines/drained.ts [PEOPLE] [--ingest N] [--scoring N] [--profiles FOLDER]`.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { CountyOptions } from '@shouwang/synth'
import { countOf } from '../count-of.ts'
import { progress, today } from '../installation.ts'
import { untilDone, untilJudged } from './backlog.ts'
import { produceRows } from './county-on-topics.ts'
import { type OnEngines, onEngines, settingOf } from './on-engines.ts'

const { setting, positionals } = settingOf(process.argv.slice(2))
const people = countOf('people', positionals[0], 20_000)
const county: CountyOptions = { seed: 7, people, to: today }
const toTasks = ['ingest', 'scoring', 'alert']

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Drains what was produced, from the moment ingest is ready. */
const drain = async (running: OnEngines, records: number, registered: number) => {
  const before = await running.usage()
  const batchesBefore = await running.batches()
  const started = performance.now()
  const receivedAt = await untilJudged(running, registered + records)
  const judgedAt = performance.now()
  await untilDone(running, toTasks)
  const ms = performance.now() - started
  // What the copy still has to do is paid for as well.
  await untilDone(running, [...toTasks, 'warehouse'])
  const copiedMs = performance.now() - started
  const after = await running.usage()
  progress(
    `ingest had all after ${seconds(receivedAt - started)}, scoring after ${seconds(judgedAt - started)}, alert after ${seconds(ms)}, the copy after ${seconds(copiedMs)}`,
  )
  for (const [name, { batches, messages, seconds: took }] of await running.batches()) {
    const known = batchesBefore.get(name) ?? { batches: 0, messages: 0, seconds: 0 }
    const count = batches - known.batches
    const [each, eachMs] = [(messages - known.messages) / count, ((took - known.seconds) / count) * 1000]
    if (count > 0) progress(`${name}: ${count} batches of ${each.toFixed(0)} in ${eachMs.toFixed(0)} ms`)
  }
  const spent = [...after].map(([name, { processorSeconds }]) => {
    const micros = ((processorSeconds - (before.get(name)?.processorSeconds ?? 0)) / records) * 1e6
    return [name, micros] as const
  })
  return { ms, spent }
}

const reading = (running: OnEngines, how: 'kafkajs' | 'our-source') => {
  const topics = running.groups.find(({ group }) => group === 'ingest')?.topics ?? []
  const script = join(import.meta.dirname, '../../../packages/kafka/load/read-topics.ts')
  const { SHOUWANG_KAFKA_BROKERS: brokers = '', SHOUWANG_KAFKA_PREFIX: prefix = '' } = running.services.environment
  const written = execFileSync(process.execPath, [script, how, brokers, prefix, topics.join()], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(written) as { messages: number; seconds: number; processorSeconds: number }
}

await onEngines(setting, async (running) => {
  await running.start('scoring', 'alert', 'warehouse', 'console')
  const [firstIngest = []] = [await running.start('ingest')]
  progress(`producing and draining the register of ${people} people`)
  const registered = await produceRows(running, county, ({ feed }) => feed === 'resident-register')
  const warmUp = performance.now()
  await untilJudged(running, registered)
  await untilDone(running, [...toTasks, 'warehouse'])
  progress(`${registered} people registered after ${seconds(performance.now() - warmUp)}`)
  await Promise.all(firstIngest.map(({ stop }) => stop()))

  const records = await produceRows(running, county, ({ feed }) => feed !== 'resident-register')
  progress(`${records} records produced; draining`)
  await running.start('ingest')
  const { ms, spent } = await drain(running, records, registered)
  const [tasks] = await running.services.sql.query<{ count: number }>('select count(*) from tasks')
  const perSecond = (records / ms) * 1000
  console.log(`records           ${records} of ${registered} people on their topics, ${tasks?.count} tasks`)
  console.log(`records → tasks   ${Math.round(perSecond)} records/s (budget 10000)`)
  console.log(
    `processor time    ${Math.round(spent.reduce((sum, [, micros]) => sum + micros, 0))} µs a record: ${spent
      .map(([name, micros]) => `${name} ${Math.round(micros)}`)
      .join(', ')}`,
  )
  for (const how of ['kafkajs', 'our-source'] as const) {
    const { messages, seconds: took, processorSeconds } = reading(running, how)
    const rate = messages / took
    console.log(
      `${how === 'kafkajs' ? 'kafkajs alone    ' : 'our source alone '} ${Math.round(rate)} records/s read and parsed, ${((processorSeconds / messages) * 1e6).toFixed(1)} µs a record; ${(rate / perSecond).toFixed(1)} × the pipeline`,
    )
  }
})
