export { type LmdbLog, openLmdbLog } from './lmdb-log.ts'
export { LogProblem } from './log-problem.ts'
export type { Kept, Rewritten } from './rewrite-log.ts'
