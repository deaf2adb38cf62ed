/**
 * Loads a made-up county on real engines while things go wrong, and holds the end against a fold in memory:
 * `pnpm faults [--records 200000] [--events 30] [--families 60] [--seed S] [--record]`. Exits with 1 when anything differs.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { resultFile, resultText } from '../load/result-file.ts'
import { runFaults } from './fault-run.ts'
import { startOwnEngines } from './own-engines.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '200000' },
    events: { type: 'string', default: '30' },
    families: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    record: { type: 'boolean', default: false },
  },
})
const options = {
  records: Number(values.records),
  faults: Number(values.events),
  families: Number(values.families),
  seed: Number(values.seed),
}
if (!Object.values(options).every((value) => Number.isSafeInteger(value) && value >= 0))
  throw new Error(
    'usage: node test/faults/faults.ts [--records N] [--events E] [--families F] [--seed S] [--record], all whole numbers',
  )
const shownDifferences = 100

const said: string[] = []
const say = (line: string): void => {
  said.push(line)
  process.stdout.write(`${line}\n`)
}

const command = `pnpm faults --records ${options.records} --events ${options.faults} --families ${options.families} --seed ${options.seed}`
say(command)
const engines = await startOwnEngines()
if ('missing' in engines) throw new Error(`a run needs Kafka and PostgreSQL of its own: ${engines.missing}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void engines.end().finally(() => process.exit(130)))
const logsIn = (folder: string): void => void process.stderr.write(`the services log to ${folder} until the run ends\n`)
const { differences, figures } = await runFaults({ ...options, say, logsIn }, engines).finally(engines.end)
for (const line of figures) say(line)
for (const line of differences.slice(0, shownDifferences)) say(line)
say(differences.length === 0 ? 'nothing lost, nothing doubled' : `${differences.length} differences`)
if (values.record) {
  const { path, head } = resultFile(import.meta.dirname, 'Faults')
  await writeFile(path, resultText(head, command, said.join('\n')))
  process.stderr.write(`written to ${path}\n`)
}
process.exit(differences.length === 0 ? 0 : 1)
