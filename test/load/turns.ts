/**
 * One benchmark at two commits or more, in turns in one run: the machine's own speed moves by more than what is asked. Each commit
 * is checked out and installed in a folder of its own. Prints the median of every figure, and its ratio to the first commit's.
 * Run: `node test/load/turns.ts SCRIPT COMMIT COMMIT… [--rounds N] [-- ARGUMENTS of the script]`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countOf } from './count-of.ts'
import { progress } from './installation.ts'
import { machine } from './machine.ts'

const ours = process.argv.slice(2)
const ends = ours.indexOf('--')
const passed = ends < 0 ? [] : ours.slice(ends + 1)
const { values, positionals } = parseArgs({
  args: ends < 0 ? ours : ours.slice(0, ends),
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
})
const [script, ...commits] = positionals
const rounds = countOf('rounds', values.rounds)
if (script === undefined || commits.length < 2 || !(rounds >= 1)) {
  throw new Error('say a script of test/load and two commits or more, as `judging.ts HEAD~1 HEAD --rounds 5`')
}

/** The first number of each line that has a name, two spaces and a figure; numbers in names do not tell lines apart. */
const figuresOf = (output: string): ReadonlyMap<string, number> =>
  new Map(
    output.split('\n').flatMap((line) => {
      const [name, figure] = line.split(/\s{2,}/)
      const value = Number(
        figure
          ?.replace(/^p\d+ /, '')
          .match(/[\d,.]*\d/)?.[0]
          .replaceAll(',', '') ?? Number.NaN,
      )
      return name === undefined || Number.isNaN(value) ? [] : [[name.replaceAll(/\d+/g, 'N'), value] as const]
    }),
  )

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0,
  ]
  return (low + high) / 2
}

const folder = await mkdtemp(join(tmpdir(), 'shouwang-turns-'))
const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
const places = commits.map((commit) => ({
  commit: git('rev-parse', '--short', commit),
  runs: [] as ReadonlyMap<string, number>[],
}))
try {
  for (const { commit } of places) {
    progress(`checking out and installing ${commit}`)
    git('worktree', 'add', '--quiet', '--force', '--detach', join(folder, commit), commit)
    execFileSync('npx', ['--yes', 'pnpm@12', 'install', '--prefer-offline', '--frozen-lockfile'], {
      cwd: join(folder, commit),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { commit, runs } of round % 2 === 1 ? places : places.toReversed()) {
      progress(`round ${round} of ${rounds}: ${commit}`)
      const output = execFileSync(
        process.execPath,
        ['--expose-gc', join(folder, commit, 'test/load', script), ...passed],
        {
          cwd: join(folder, commit),
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      )
      runs.push(figuresOf(output))
    }
  }
} finally {
  for (const { commit } of places) git('worktree', 'remove', '--force', join(folder, commit))
  await rm(folder, { recursive: true, force: true })
}

console.log(`${machine()}\n- ${script} ${passed.join(' ')}, medians of ${rounds} rounds in turns\n`)
for (const name of places[0]?.runs[0]?.keys() ?? []) {
  const medians = places.map(({ runs }) => median(runs.flatMap((run) => run.get(name) ?? [])))
  const told = places.map(({ commit }, at) => {
    const ratio = ((medians[at] ?? 0) / (medians[0] ?? 1)).toFixed(3)
    return `${commit} ${(medians[at] ?? 0).toLocaleString('en')}${at === 0 ? '' : ` (× ${ratio})`}`
  })
  console.log(`${name.padEnd(44)} ${told.join('   ')}`)
}
