import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const child = fileURLToPath(new URL('import-child.ts', import.meta.url))

/** How one run of the program went. `failure` is what it printed when it ended by itself without being done. */
export type Run = {
  readonly opened: boolean
  readonly done: boolean
  /** From being open to its end. */
  readonly openMs: number
  readonly failure?: string
}

/**
 * Starts the program on a folder and kills it: `ms` after its start, or after it said that it is open. Without `kill`
 * it lives until it is done.
 */
export const runUntilKilled = async (
  folder: string,
  kill?: { readonly ms: number; readonly after: 'start' | 'open' },
): Promise<Run> => {
  let openedAt: number | undefined
  const program = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const over = new AbortController()
  const said = { out: '', err: '' }
  program.stderr.on('data', (bytes: Buffer) => {
    said.err += bytes.toString()
  })
  const ended = new Promise<number | null>((resolve) => program.once('close', resolve))
  if (kill?.after === 'start') killLater(program, kill.ms, over.signal)
  program.stdout.on('data', (bytes: Buffer) => {
    said.out += bytes.toString()
    if (openedAt !== undefined || !said.out.includes('open')) return
    openedAt = performance.now()
    if (kill?.after === 'open') killLater(program, kill.ms, over.signal)
  })
  const code = await ended
  over.abort()
  const done = said.out.includes('done')
  return {
    opened: openedAt !== undefined,
    done,
    openMs: openedAt === undefined ? 0 : performance.now() - openedAt,
    ...(done || code === null ? {} : { failure: said.err }),
  }
}

const killLater = (program: ChildProcess, ms: number, signal: AbortSignal): void =>
  void sleep(ms, undefined, { signal }).then(
    () => program.kill('SIGKILL'),
    () => undefined,
  )
