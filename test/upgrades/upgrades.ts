/**
 * Does a folder that an earlier program made still open, and balance? `pnpm run upgrades [COMMIT…]`: checks each commit out
 * beside the repository, has its program take the sample, and opens the folder with today's. Without commits it takes the first of
 * each month. Ends with 1 where a folder neither opens nor is refused in one sentence. `--record` writes results/<date>-<commit>.md.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { sampleDay, sampleFiles } from '../journeys/sample.ts'
import { resultFile } from '../load/result-file.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const cli = join(repository, 'services/cli/bin/shouwang.js')
const run = promisify(execFile)
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim()

/** In the first month the program came to be: its first commits had none that takes files. */
const firstWithAProgram: Readonly<Record<string, string>> = { '2026-11': '7e34cc67' }

const firstOfEachMonth = (): readonly string[] => {
  const months = new Map<string, string>()
  for (const line of git('log', '--reverse', '--format=%h %cd', '--date=format:%Y-%m').split('\n')) {
    const [commit = '', month = ''] = line.split(' ')
    if (!months.has(month)) months.set(month, firstWithAProgram[month] ?? commit)
  }
  return [...months.values()]
}

/** Enough to see where a program broke off. */
const shownOfError = 3_000

type Came = { readonly commit: string; readonly of: string; readonly fine: boolean; readonly what: string }

const { values: options, positionals } = parseArgs({
  options: { record: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const folder = await mkdtemp(join(tmpdir(), 'shouwang-upgrades-'))
const all: Came[] = []
for (const commit of positionals.length > 0 ? positionals : firstOfEachMonth()) {
  const came = await upgraded(commit)
  all.push(came)
  process.stdout.write(`${lineOf(came)}\n`)
}
await rm(folder, { recursive: true, force: true })
if (options.record) await record()
process.exit(all.every(({ fine }) => fine) ? 0 : 1)

async function upgraded(commit: string): Promise<Came> {
  const of = git('show', '-s', '--format=%cd', '--date=format:%Y-%m-%d %H:%M', commit)
  const tree = join(folder, commit)
  git('worktree', 'add', '--quiet', '--detach', tree, commit)
  try {
    await run('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'], { cwd: tree })
    const data = join(folder, `${commit}-data`)
    const before = await filled(tree, data)
    return { commit, of, ...(await opened(data, before)) }
  } finally {
    git('worktree', 'remove', '--force', tree)
  }
}

/** Has the program of a checkout take the sample into a new folder. Returns how many tasks it had then. */
async function filled(tree: string, data: string): Promise<number> {
  const main = join(tree, 'services/standalone/src/main.ts')
  const child = spawn(process.execPath, [main, '--data', data, '--port', '0', '--as-of', sampleDay, '--no-seed'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const url = await addressOf(child)
    const headers = { authorization: `Bearer ${await tokenIn(data)}`, 'content-type': 'application/octet-stream' }
    for (const { fileName, bytes } of sampleFiles()) {
      const query = new URLSearchParams({ fileName, asOf: sampleDay })
      const body = new Uint8Array(bytes)
      await fetch(`${url}/api/v1/deliveries?${query}`, { method: 'POST', headers, body })
    }
    for (;;) {
      const { settled } = (await (await fetch(`${url}/api/v1/pipeline`, { headers })).json()) as { settled: boolean }
      if (settled) break
      await sleep(250)
    }
    const { tasks } = (await (await fetch(`${url}/api/v1/tasks?limit=200`, { headers })).json()) as {
      tasks?: unknown[]
    }
    return tasks?.length ?? 0
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  for (;;) {
    const url = /控制台：(http\S+)/.exec(said)?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null) throw new Error(`the program of that commit did not start: ${said}`)
    await sleep(250)
  }
}

/** The operator's token, wherever a version keeps it. */
async function tokenIn(data: string): Promise<string> {
  const own = await readFile(join(data, 'keys/operator.token'), 'utf8').catch(() => undefined)
  if (own !== undefined) return own.trim()
  return (JSON.parse(await readFile(join(data, 'keys.json'), 'utf8')) as { operatorToken: string }).operatorToken
}

/** Opens the folder with the program of today: does its account balance, or is it refused in one sentence? */
async function opened(data: string, tasksBefore: number): Promise<Pick<Came, 'fine' | 'what'>> {
  const ask = async (...words: readonly string[]) => {
    const args = [cli, ...words, '--data', data, '--as-of', sampleDay]
    const asked = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    return { code: 'code' in asked ? asked.code : 0, out: asked.stdout, err: asked.stderr.trim() }
  }
  const ledger = await ask('reconcile')
  const last = ledger.err.split('\n').at(-1) ?? ''
  if (ledger.code === 3) return { fine: !ledger.err.includes('\n'), what: `refused: ${ledger.err}` }
  if (ledger.code !== 0) return { fine: false, what: ledger.err.slice(0, shownOfError) }
  const tasks = JSON.parse((await ask('tasks', '--format', 'json')).out || '[]') as unknown[]
  const what = `${last} ${tasksBefore} tasks before, ${tasks.length} now`
  return { fine: last.includes('全部对上'), what }
}

function lineOf({ commit, of, fine, what }: Came): string {
  return `${fine ? 'fine' : 'FAILED'}  ${commit} (${of}): ${what.replaceAll(folder, '…')}`
}

async function record(): Promise<void> {
  const { path, head } = resultFile(import.meta.dirname, 'Folders of earlier programs')
  await writeFile(path, `${head}\n\n\`\`\`\n${all.map(lineOf).join('\n')}\n\`\`\`\n`)
}
