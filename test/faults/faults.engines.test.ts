import { expect, test } from 'vitest'
import { runFaults } from './fault-run.ts'
import { startOwnEngines } from './own-engines.ts'

// Three minutes on two idle cores; a run that hangs is ended, one on a busy machine is not.
const limitMs = 900_000
/** Draws a killed broker, PostgreSQL and service, a locked warehouse, shared scoring and repeated parcels. */
const seed = 43

test('nothing is lost or doubled while engines and services are killed during a load, and while people work', {
  timeout: limitMs,
}, async ({ skip }) => {
  const engines = await startOwnEngines()
  if ('missing' in engines) return skip(`Kafka and PostgreSQL of its own: ${engines.missing}`)
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const { differences } = await runFaults({ records: 4_000, faults: 6, families: 5, seed, say }, engines).finally(
    engines.end,
  )
  expect(differences, said.join('\n')).toEqual([])
})
