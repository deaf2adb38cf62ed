/**
 * All benchmarks, each in a process of its own: those of the embedded program, with `engines` those of the services on Kafka
 * and PostgreSQL, with `peers` those that run beside what others would build, with `simulation` that of a draft tried on a city.
 * `--help` tells the rest.
 */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resultFile } from './result-file.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    people: { type: 'string' },
    turns: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const help = `pnpm bench [embedded|engines|peers|simulation] [--quick] [--record]

  embedded           everything in one program (several minutes); what is run when nothing is said
  engines            every service as a process, on Kafka and PostgreSQL (twenty minutes)
  peers              scoring and alert in turns with a Kafka Streams job, on one broker and topic (six minutes);
                     needs Maven, Java 17 and PostgreSQL
    --people N       how many people the county of peers has (30000; --quick 3000)
    --turns N        how many turns each side of peers takes (3; --quick 1)
  simulation         a draft tried on a million households, alone and beside a running pipeline (fifteen minutes);
                     needs PostgreSQL
  --quick            a smaller county and fewer people
  --record           also writes test/load/results/<date>-<commit>.md`
if (options.help) {
  console.log(help)
  process.exit(0)
}

const embedded = [
  { title: 'Commands that have little to do', script: 'command-line.ts', args: [options.quick ? '3' : '7'] },
  { title: 'Households judged per second of processor time', script: 'judging.ts', args: [] },
  { title: 'Records to tasks, embedded, sustained', script: 'sustained.ts', args: [options.quick ? '4000' : '10000'] },
  { title: 'From a record accepted to its task', script: 'visible.ts', args: [options.quick ? '5' : '20'] },
  { title: 'What people wait for, 500 records/s beside', script: 'desk-beside.ts', args: [options.quick ? '5' : '20'] },
  {
    title: 'Cost per record as the population grows',
    script: 'growth.ts',
    args: options.quick ? ['10000', '30000'] : ['10000', '100000', '300000'],
  },
]

const onEngines = [
  {
    title: 'Records to tasks, on engines, sustained',
    script: 'engines/drained.ts',
    args: [options.quick ? '6000' : '30000'],
  },
  {
    title: 'From a record accepted to its task, after a spike, and in how much memory, on engines',
    script: 'engines/steady.ts',
    args: [options.quick ? '1' : '15'],
  },
]

const people = options.people ?? (options.quick ? '3000' : '30000')
const besidePeers = [
  {
    title: 'Scoring and alert beside a Kafka Streams job, in turns',
    script: 'engines/peers.ts',
    args: [people, '--turns', options.turns ?? (options.quick ? '1' : '3')],
  },
]

const ofDrafts = [
  {
    title: 'A draft tried on stored households, alone and beside a running pipeline',
    script: 'simulating-stored.ts',
    args: [options.quick ? '20000' : '1000000', '--server', '--beside', '150,500'],
  },
]

const [which = 'embedded'] = positionals
const parts = { embedded, engines: onEngines, peers: besidePeers, simulation: ofDrafts }[which]
if (parts === undefined) throw new Error(`unknown benchmarks "${which}"; say engines, peers, simulation, or nothing`)
if (which !== 'peers' && (options.people ?? options.turns) !== undefined)
  throw new Error('--people and --turns are for peers')

const run = (script: string, args: readonly string[]): string => {
  const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) process.exitCode = 1
  return status === 0 ? stdout.trimEnd() : `${stdout}failed with exit code ${status}`
}

const { path, head } = resultFile(import.meta.dirname, 'Load', which === 'embedded' ? '' : `-${which}`)
const sections = [head]
console.log(sections[0])
for (const { title, script, args } of parts) {
  process.stderr.write(`${title}\n`)
  const section = `## ${title}\n\n\`node test/load/${[script, ...args].join(' ')}\`\n\n\`\`\`\n${run(script, args)}\n\`\`\``
  console.log(`\n${section}`)
  sections.push(section)
}
if (options.record) {
  await writeFile(path, `${sections.join('\n\n')}\n`)
  process.stderr.write(`written to ${path}\n`)
}
