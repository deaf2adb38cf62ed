import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProgram } from '@shouwang/standalone'

export const day = '2026-10-31'
const lookEveryMs = 100
const startLimitMs = 120_000

/** The program as it runs. */
export type Started = { readonly child: ChildProcess; readonly url: string; readonly token: string }
type Ended = { readonly code: number | null; readonly said: string }

const spawned = (data: string, more: Readonly<Record<string, string>>): { child: ChildProcess; said: () => string } => {
  const env = { ...process.env, SHOUWANG_SEED: 'false', SHOUWANG_AS_OF: day, ...more }
  const child = spawn(process.execPath, [startProgram, '--data', data, '--port', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  return { child, said: () => words }
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null ? new Promise((resolve) => child.once('close', resolve)) : Promise.resolve(child.exitCode)

/** Starts the program on a data folder, and waits until its console answers. */
export const start = async (data: string, more: Readonly<Record<string, string>> = {}): Promise<Started> => {
  const { child, said } = spawned(data, more)
  for (let waitedMs = 0; waitedMs < startLimitMs; waitedMs += lookEveryMs) {
    const url = /控制台：(http\S+)/.exec(said())?.[1]
    if (url !== undefined)
      return { child, url, token: (await readFile(join(data, 'keys', 'operator.token'), 'utf8')).trim() }
    if (child.exitCode !== null) throw new Error(`the program did not start: ${said()}`)
    await sleep(lookEveryMs)
  }
  throw new Error(`the program did not start in time: ${said()}`)
}

/** Starts what is to refuse: what it said, and how it ended. */
export const refused = async (data: string): Promise<Ended> => {
  const { child, said } = spawned(data, {})
  return { code: await endOf(child), said: said() }
}

/** Ends the program as an operator does. Returns its exit code. */
export const stop = async ({ child }: Started): Promise<number | null> => {
  child.kill('SIGTERM')
  return endOf(child)
}

/** Sends records of a feed with the token of the machine. */
export const send = async (
  { url, token }: Started,
  feed: string,
  body: string,
): Promise<{ status: number; detail: string }> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
  const answer = await fetch(`${url}/api/v1/feeds/${feed}/records`, { method: 'POST', headers, body })
  return { status: answer.status, detail: ((await answer.json()) as { detail?: string }).detail ?? '' }
}

/** The memory that the program has of its own, in MB. Files that it maps, such as its log, are the kernel's to take back. */
export const ownMegabytes = ({ child }: Started): number =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** How many ticks of the processor's account a second has; the same on every Linux that Node runs on. */
const ticksPerSecond = 100

/** The processor time that the program has used so far, in seconds. */
export const processorSeconds = ({ child }: Started): number => {
  // The second field is the name in brackets, which may hold spaces: what is counted begins behind it.
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** What went on, and whether it is as it should be; undefined where it could not be tried. */
export type Seen = { readonly held: boolean | undefined; readonly what: string }
