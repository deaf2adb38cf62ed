/**
 * How the cost of a record moves with the size of the population: a monthly payment of every household, judged against
 * stores of different sizes. Run: `node test/load/growth.ts [PEOPLE …]`.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { progress } from './installation.ts'

type Cost = {
  readonly people: number
  readonly records: number
  readonly wallMicros: number
  readonly processorMicros: number
  readonly peakGib: string
}

const sizes = process.argv.length > 2 ? process.argv.slice(2) : ['10000', '100000', '300000']

const costs = sizes.map((people): Cost => {
  progress(`${people} people`)
  const script = join(import.meta.dirname, 'growth-at.ts')
  return JSON.parse(
    execFileSync(process.execPath, [script, people], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  )
})
const smallest = costs[0]
for (const { people, records, wallMicros, processorMicros, peakGib } of costs) {
  const times = (processorMicros / (smallest?.processorMicros ?? Number.NaN)).toFixed(2)
  console.log(
    `${String(people).padStart(8)} people   ${records} records: ${wallMicros} µs a record, ${processorMicros} µs of processor time (${times} ×), peak ${peakGib} GiB`,
  )
}
console.log('budget: flat within 1.5 × from 10 thousand to 1 million people')
