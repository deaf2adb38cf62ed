import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLogger, type Logger } from '@shouwang/telemetry'
import { destination } from 'pino'

/** The log of a data folder. Closing it writes what is left. */
export const openLogFile = async (
  data: string,
  level: string,
): Promise<{ readonly log: Logger; readonly close: () => void }> => {
  await mkdir(join(data, 'logs'), { recursive: true })
  const file = destination({ dest: join(data, 'logs', 'shouwang.log'), sync: false })
  const log = createLogger({ name: 'shouwang', level, to: file })
  return { log, close: () => file.flushSync() }
}
