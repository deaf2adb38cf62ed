import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '@shouwang/engines'
import type { TestContext } from 'vitest'

const prometheusBinary = process.env.PROMETHEUS ?? '/usr/bin/prometheus'
const promtoolBinary = process.env.PROMTOOL ?? '/usr/bin/promtool'
const infra = fileURLToPath(new URL('../../infra/prometheus/', import.meta.url))

/** False on a machine without Prometheus; CI has one. */
export const hasPrometheus = existsSync(prometheusBinary) && existsSync(promtoolBinary)

/** Skips a test on a machine without Prometheus, and says what would do. */
export const needsPrometheus = ({ skip }: Pick<TestContext, 'skip'>): void =>
  skip(!hasPrometheus, `Prometheus: there is no ${prometheusBinary} on this machine, apt-get install prometheus`)

/** Runs promtool where the rules are; what it prints. Throws when it finds fault. */
export const promtool = (...args: string[]): string =>
  execFileSync(promtoolBinary, args, { cwd: infra, encoding: 'utf8', stdio: 'pipe' })

type Series = { readonly metric: Readonly<Record<string, string>>; readonly values: readonly number[] }

export type RunningPrometheus = {
  /** Every series of a query over the last `seconds`. Throws when Prometheus refuses the query. */
  readonly overLast: (seconds: number, query: string) => Promise<readonly Series[]>
  /** Resolves once the target has been scraped so many times more. */
  readonly nextScrapes: (count: number) => Promise<void>
  /** How each rule fares: its name, and the error of its last evaluation. */
  readonly rules: () => Promise<readonly { name: string; health: string; lastError?: string }[]>
  readonly close: () => Promise<void>
}

/** Starts Prometheus on a free port with our rules; it scrapes `target` every second as the standalone program. */
export const startPrometheus = async (target: string): Promise<RunningPrometheus> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-prometheus-'))
  const config = join(folder, 'prometheus.yml')
  await writeFile(config, configOf(target))
  const address = `127.0.0.1:${await freePort()}`
  const child = spawn(
    prometheusBinary,
    [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(String(text)))
  await answering(child, `http://${address}/-/ready`, said)
  const ask = async <T>(path: string, query: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(`http://${address}/api/v1/${path}?${new URLSearchParams(query)}`)
    const answer = (await response.json()) as { status: string; error?: string; data: T }
    if (answer.status !== 'success') throw new Error(`${answer.error}\n${query.query}`)
    return answer.data
  }
  const overLast = async (seconds: number, query: string): Promise<readonly Series[]> => {
    const end = Date.now() / 1000
    const range = { query, start: String(end - seconds), end: String(end), step: '1' }
    const { result } = await ask<{ result: Matrix }>('query_range', range)
    return result.map(({ metric, values }) => ({ metric, values: values.map(([, value]) => Number(value)) }))
  }
  return {
    overLast,
    nextScrapes: async (count) => {
      for (const from = Date.now(); ; await sleep(200)) {
        const scraped = await overLast(1, `sum(count_over_time(up[${Math.ceil((Date.now() - from) / 1000) + 1}s]))`)
        if (Math.max(0, ...scraped.flatMap(({ values }) => values)) > count) return
        if (Date.now() - from > longestWaitMs) throw new Error(`${target} was not scraped ${count} times in time`)
      }
    },
    rules: async () => (await ask<{ groups: { rules: [] }[] }>('rules')).groups.flatMap(({ rules }) => rules),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const longestWaitMs = 60_000

type Matrix = { metric: Record<string, string>; values: [number, string][] }[]

const configOf = (target: string): string => `
global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: [${JSON.stringify(join(infra, 'rules/*.yml'))}]
scrape_configs:
  - job_name: standalone
    static_configs: [{ targets: [${JSON.stringify(new URL(target).host)}] }]
`

const answering = async (child: ChildProcess, url: string, said: readonly string[]): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(100)
  }
  throw new Error(`Prometheus did not start:\n${said.join('')}`)
}
