/**
 * What a command costs that has little to do: processor time of all threads of its process, wall time and memory, the
 * median of several runs over the sample city, while no instance runs. Run: `node test/load/command-line.ts [RUNS]`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countOf } from './count-of.ts'

const runs = countOf('runs', process.argv[2], 5)
const asOf = '2026-10-31'
const program = fileURLToPath(new URL('../../services/cli/bin/shouwang.js', import.meta.url))
const city = fileURLToPath(new URL('../samples/xiamen-small/', import.meta.url))

type Cost = { readonly processorMs: number; readonly wallMs: number; readonly memoryMb: number }

/** The process itself writes what it took, as it ends: nobody else knows the time of its threads. */
const meter = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    writeSync(3, JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]))
  })
`)}`

const run = (data: string, args: readonly string[]): Cost => {
  const started = performance.now()
  const command = ['--import', meter, program, ...args, '--data', data, '--as-of', asOf]
  const { status, output, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const wallMs = performance.now() - started
  // 1 says of an import that it refused a file, as the sample city has two.
  if (status !== 0 && args[0] !== 'import') throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  const [processorMs = Number.NaN, memoryMb = Number.NaN] = JSON.parse(output[3] ?? '[]') as number[]
  return { processorMs, wallMs, memoryMb }
}

const medianOf = (costs: readonly Cost[], of: keyof Cost): number =>
  costs.map((cost) => cost[of]).toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN

const print = (name: string, costs: readonly Cost[]): void => {
  const [processor, wall, memory] = (['processorMs', 'wallMs', 'memoryMb'] as const).map((of) => medianOf(costs, of))
  const seconds = (ms = Number.NaN): string => `${(ms / 1000).toFixed(2).padStart(6)} s`
  console.log(
    `${name.padEnd(28)} ${seconds(processor)} ${seconds(wall)} ${Math.round(memory ?? 0)
      .toString()
      .padStart(6)} MB`,
  )
}

const measure = (name: string, data: string, args: readonly string[]): void => {
  // The first run compiles what later ones find compiled.
  run(data, args)
  print(
    name,
    Array.from({ length: runs }, () => run(data, args)),
  )
}

const folder = await mkdtemp(join(tmpdir(), 'shouwang-command-line-'))
try {
  const [data, empty] = [join(folder, 'data'), join(folder, 'empty')]
  const files = (await readdir(city)).map((name) => join(city, name))
  console.log(`${'command'.padEnd(28)} processor     wall    memory`)
  print('import, the sample city', [run(data, ['import', ...files])])
  measure('--help', data, ['--help'])
  measure('policy', data, ['policy'])
  measure('feeds, nothing delivered', empty, ['feeds'])
  measure('feeds check', data, ['feeds', 'check', join(city, '残联_残疾人证.csv')])
  measure('feeds', data, ['feeds'])
  measure('tasks', data, ['tasks'])
  measure('explain', data, ['explain', '350100000028'])
  measure('quarantine', data, ['quarantine'])
  measure('reconcile', data, ['reconcile'])
  measure('report weekly', data, ['report', 'weekly'])
} finally {
  await rm(folder, { recursive: true, force: true })
}
