/**
 * Loses PostgreSQL in the middle of a load, restores it as docs/operations/backup.md says, and compares the end with a run without
 * loss: `pnpm drill [--records 20000] [--from archive|base-backup] [--seed S] [--record]`. Ends with 1 when
 * anything differs.
 */
import { appendFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { resultFile, resultText } from '../load/result-file.ts'
import { startArchivedEngines } from './archived-engines.ts'
import { runRestore } from './restore-run.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    from: { type: 'string', default: 'archive' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
})
const { from } = values
const [records, seed] = [Number(values.records), Number(values.seed)]
if (from !== 'archive' && from !== 'base-backup')
  throw new Error('usage: pnpm drill [--records N] [--from archive|base-backup] [--seed S] [--record]')
if (![records, seed].every(Number.isSafeInteger)) throw new Error('--records and --seed are whole numbers')
const shownDifferences = 60

const said: string[] = []
const say = (line: string): void => {
  said.push(line)
  process.stdout.write(`${line}\n`)
}
const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')

const command = `pnpm drill --records ${records} --from ${from} --seed ${seed}`
say(`${command}, load of the machine ${load()}`)
const engines = await startArchivedEngines()
if ('missing' in engines) throw new Error(`a drill needs Kafka and PostgreSQL of its own: ${engines.missing}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void engines.end().finally(() => process.exit(130)))
const logsIn = (folder: string): void => void process.stderr.write(`the services log to ${folder} until the run ends\n`)
const { differences, figures } = await runRestore({ records, seed, from, say, logsIn }, engines).finally(engines.end)
for (const line of [...figures, `load of the machine at the end ${load()}`]) say(line)
for (const line of differences.slice(0, shownDifferences)) say(line)
say(
  differences.length === 0
    ? 'nothing that Kafka or the archive holds is lost, nothing doubled'
    : `${differences.length} differences`,
)
if (values.record) {
  const { path, head } = resultFile(import.meta.dirname, 'Restore drill')
  await appendFile(path, `${resultText(head, command, said.join('\n'))}\n`)
  process.stderr.write(`written to ${path}\n`)
}
process.exit(differences.length === 0 ? 0 : 1)
