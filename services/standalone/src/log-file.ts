import { existsSync, renameSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLogger, type Logger } from '@shouwang/telemetry'
import { destination } from 'pino'

const megabyte = 1024 * 1024

/** How large a log file may grow, and how many older ones are kept. */
export type LogLimits = { readonly mostBytes: number; readonly olderFiles: number }
const usual: LogLimits = { mostBytes: 64 * megabyte, olderFiles: 7 }

/**
 * The log of a data folder, readable by its owner alone. A file that is full becomes `shouwang.log.1`, and the oldest is deleted.
 * Closing it writes what is left.
 */
export const openLogFile = async (
  data: string,
  level: string,
  { mostBytes, olderFiles }: LogLimits = usual,
): Promise<{ readonly log: Logger; readonly close: () => void }> => {
  await mkdir(join(data, 'logs'), { recursive: true, mode: 0o700 })
  const path = join(data, 'logs', 'shouwang.log')
  let bytes = existsSync(path) ? statSync(path).size : 0
  const file = destination({ dest: path, sync: false, mode: 0o600 })
  const rotate = (): void => {
    for (let older = olderFiles; older > 0; older -= 1) {
      const newer = older === 1 ? path : `${path}.${older - 1}`
      if (existsSync(newer)) renameSync(newer, `${path}.${older}`)
    }
    file.reopen()
    bytes = 0
  }
  const write = (line: string): void => {
    file.write(line)
    bytes += line.length
    if (bytes > mostBytes) rotate()
  }
  const log = createLogger({ name: 'shouwang', level, to: { write } })
  return { log, close: () => file.flushSync() }
}
