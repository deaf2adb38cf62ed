import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who runs a process; the one who runs this when empty. */
export type As = { readonly uid?: number; readonly gid?: number }

/** Runs a command to its end and gives what it wrote. Throws with its last words when it fails. */
export const runToEnd = (command: string, args: readonly string[], as: As = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...as, stdio: ['ignore', 'pipe', 'pipe'] })
    let written = ''
    const keep = (text: string): void => {
      written += text
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(written)
        : reject(new Error(`${command} ended with ${code}: ${written.trim().slice(-2_000)}`)),
    )
  })

/** Starts a process that outlives this one, writing to a log file. Gives its id. */
export const startDetached = (command: string, args: readonly string[], logFile: string, as: As = {}): number => {
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, { ...as, detached: true, stdio: ['ignore', log, log] })
  child.once('error', () => undefined)
  child.unref()
  if (child.pid === undefined) throw new Error(`${command} did not start; is it installed?`)
  return child.pid
}

/** True while a process runs whose command line names `mark`, so that a reused id is not taken for it. */
export const isRunning = async (pid: number, mark: string): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(mark)

const patienceMs = 15_000

/** Ends a process and waits until it is gone; kills it when it takes too long. */
export const endProcess = async (pid: number, mark: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  const killAt = performance.now() + patienceMs
  if (!(await isRunning(pid, mark))) return
  process.kill(pid, signal)
  while (await isRunning(pid, mark)) {
    if (performance.now() > killAt) process.kill(pid, 'SIGKILL')
    await sleep(20)
  }
  // One that has given its memory back is still there until it was collected, and a server that starts takes it for alive.
  while (isThere(pid) && performance.now() <= killAt) await sleep(20)
}

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
