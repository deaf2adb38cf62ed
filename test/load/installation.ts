import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'

export const today = '2026-10-31'

/** Runs `work` on a fresh installation in a folder of its own, on the embedded engines, and clears up after it. */
export const withInstallation = async (work: (installation: Standalone) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-load-'))
  const config = Config.parse({
    SHOUWANG_DATA: folder,
    SHOUWANG_AS_OF: today,
    SHOUWANG_SEED: 'false',
    SHOUWANG_LOG_LEVEL: 'warn',
  })
  const installation = await openStandalone(config)
  try {
    await work(installation)
  } finally {
    await installation.close()
    await rm(folder, { recursive: true })
  }
}

/** Says on stderr how it is going. */
export const progress = (line: string): void => void process.stderr.write(`  ${line}\n`)
