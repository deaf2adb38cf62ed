export { logContract } from './log-contract.ts'
export { memoryLog } from './memory-log.ts'
export { memoryStore } from './memory-store.ts'
