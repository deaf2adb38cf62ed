export { type LmdbLog, openLmdbLog } from './lmdb-log.ts'
