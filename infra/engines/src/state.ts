import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Addresses } from './engine.ts'
import type { LocalEngines } from './local-engines.ts'
import { isRunning } from './process.ts'

/** What `pnpm engines up` started, for `status` and `down`. */
export type State = {
  readonly addresses: Addresses
  readonly local?: LocalEngines
  readonly containers?: readonly string[]
}

/** One set of engines for each checkout. */
export const stateFolder = join(
  tmpdir(),
  `shouwang-engines-up-${createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8)}`,
)
const stateFile = join(stateFolder, 'state.json')

/** What was started last, whether or not all of it still runs. */
export const readLastState = async (): Promise<State | undefined> => {
  const text = await readFile(stateFile, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as State)
}

/** What is up; undefined when nothing is, or a process of it is gone. */
export const readState = async (): Promise<State | undefined> => {
  const state = await readLastState()
  if (state === undefined) return undefined
  const pids = [state.local?.broker?.pid, state.local?.postgres?.pid].filter((pid) => pid !== undefined)
  const alive = await Promise.all(pids.map((pid) => isRunning(pid, stateFolder)))
  return alive.every(Boolean) ? state : undefined
}

export const writeState = async (state: State): Promise<void> => {
  await mkdir(stateFolder, { recursive: true })
  await writeFile(stateFile, JSON.stringify(state, null, 2))
}

export const removeState = (): Promise<void> => rm(stateFolder, { recursive: true, force: true })
