import { pause, retry } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import { countSealedOtherwise, forgetVaultKeys, readKeyNames, resealAll, type Sql } from '@shouwang/postgres'
import type { IngestTelemetry } from './telemetry.ts'

type Dependencies = {
  readonly sql: Sql
  readonly cipher: Cipher
  /** How many rows wait to be taken in: they are sealed too. */
  readonly lag: () => Promise<number>
  readonly signal: AbortSignal
  readonly events: Pick<IngestTelemetry, 'resealed' | 'vaultKeysReplaced' | 'waiting' | 'resumed'>
}

const againMs = 10_000

/**
 * After the vault's key was replaced, seals what is kept anew, beside all other work, and then forgets the old key: from then on
 * nothing needs it. Resolves when that is done, or the signal aborts.
 */
export const keepResealing = async (dependencies: Dependencies): Promise<void> => {
  const { signal, events } = dependencies
  while (!signal.aborted) {
    const done = await retry(() => reseal(dependencies), events, signal)
    if (done !== false) return
    await pause(againMs, signal)
  }
}

/** True when nothing needs another key than the newest. What waits at a door was sealed before; it is looked at first. */
const reseal = async ({ sql, cipher, lag, signal, events }: Dependencies): Promise<boolean> => {
  const old = (await readKeyNames(sql)).vault.filter((name) => name !== cipher.keyName)
  if (old.length === 0) return true
  const waiting = await lag()
  const { resealed, unopened } = await resealAll(sql, {
    keyName: cipher.keyName,
    reseal: (sealed, about) => resealedText(cipher, sealed, about),
    signal,
  })
  events.resealed(resealed, unopened)
  if (waiting > 0 || signal.aborted || (await countSealedOtherwise(sql, cipher.keyName)) > unopened) return false
  await forgetVaultKeys(sql, cipher.keyName)
  events.vaultKeysReplaced(old)
  return true
}

const resealedText = (cipher: Cipher, sealed: string, about: string): string | undefined => {
  try {
    return cipher.seal(cipher.open(sealed, about), about)
  } catch {
    return undefined
  }
}
