import type { LmdbLog } from '@shouwang/lmdb-log'
import type { EmbeddedEngines } from './engines.ts'

/** The embedded log of an open installation. @throws TypeError when it runs on another one. */
export const embeddedLog = ({ log }: Pick<EmbeddedEngines, 'log'>): LmdbLog => {
  if ('messages' in log) return log as LmdbLog
  throw new TypeError('this installation keeps its log in Kafka')
}
