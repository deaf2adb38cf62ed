import { existsSync, renameSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLogger, type Logger } from '@shouwang/telemetry'
import { destination } from 'pino'

const megabyte = 1024 * 1024

/** How large a log file may grow, and how many older ones are kept. */
export type LogLimits = { readonly mostBytes: number; readonly olderFiles: number }
/** Bytes of lines that wait for a disk at the most; what comes after them is dropped. */
const mostWaiting = 4 * megabyte
const usual: LogLimits = { mostBytes: 64 * megabyte, olderFiles: 7 }

/**
 * The log of a data folder, readable by its owner alone. A file that is full becomes `shouwang.log.1`, and the oldest is deleted.
 * Closing it writes what is left, as far as the disk has room.
 */
export const openLogFile = async (
  data: string,
  level: string,
  { mostBytes, olderFiles }: LogLimits = usual,
): Promise<{ readonly log: Logger; readonly close: () => Promise<void> }> => {
  await mkdir(join(data, 'logs'), { recursive: true, mode: 0o700 })
  const path = join(data, 'logs', 'shouwang.log')
  let bytes = existsSync(path) ? statSync(path).size : 0
  const file = destination({ dest: path, sync: false, mode: 0o600, maxLength: mostWaiting })
  // A full disk costs lines of the log, never the program; what waits is written once there is room.
  file.on('error', () => undefined)
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
  const close = (): Promise<void> =>
    new Promise((closed) => {
      file.once('close', closed)
      file.once('error', () => file.destroy())
      file.end()
    })
  return { log, close }
}
