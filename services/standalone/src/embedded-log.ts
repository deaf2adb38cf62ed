import type { LmdbLog } from '@shouwang/lmdb-log'
import type { Engines } from './engines.ts'

/** The embedded log of an open installation. @throws TypeError when it runs on another one. */
export const embeddedLog = ({ log }: Pick<Engines, 'log'>): LmdbLog => {
  if ('messages' in log) return log as LmdbLog
  throw new TypeError('this installation keeps its log in Kafka')
}
