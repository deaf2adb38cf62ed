import type { Me } from '@shouwang/console-api'
import { device, findKey, makeKey, seal, unseal } from './device-store.ts'

const KEY = 'session'

/** A working day: as long as a session of the server at most. What was downloaded cannot be read after it. */
const SESSION_MS = 12 * 60 * 60 * 1000

/** Lets this phone keep what is read, for whoever signed in; of somebody else nothing is left. */
export const beginKeeping = async ({ staffNo }: Me): Promise<void> => {
  const known = await liveKey()
  if (known?.staffNo === staffNo) return
  await endKeeping()
  await makeKey(KEY, staffNo, Date.now() + SESSION_MS)
}

/** Ends what was kept: without its key nobody can read it, and it is deleted. What waits to be sent stays. */
export const endKeeping = async (): Promise<void> => {
  const db = await device()
  await db.delete('keys', KEY)
  await db.clear('answers')
}

/** Keeps an answer of the server. Does nothing where nobody is signed in on a phone. */
export const keepAnswer = async (path: string, answer: unknown): Promise<void> => {
  const found = await liveKey()
  if (found !== undefined) await (await device()).put('answers', await seal(found.key, answer), path)
}

/** The answer that was kept; undefined where there is none, or its session has ended. */
export const keptAnswer = async <Answer>(path: string): Promise<Answer | undefined> => {
  const found = await liveKey()
  const kept = found === undefined ? undefined : await (await device()).get('answers', path)
  return found === undefined || kept === undefined ? undefined : unseal<Answer>(found.key, kept)
}

/** The paths of all answers that are kept. */
export const keptPaths = async (): Promise<readonly string[]> =>
  (await liveKey()) === undefined ? [] : (await device()).getAllKeys('answers')

const liveKey = async () => {
  const found = await findKey(KEY)
  if (found === undefined || found.until === null) return undefined
  if (found.until > Date.now()) return found
  await endKeeping()
  return undefined
}
