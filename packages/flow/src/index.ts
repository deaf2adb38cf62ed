export { memoryLog, memoryStore } from './memory.ts'
export * from './ports.ts'
export * from './run.ts'
export * from './seen.ts'
