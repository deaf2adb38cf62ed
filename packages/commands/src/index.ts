export { caseload } from './caseload.ts'
export { type CaseworkContext, caseworkContext } from './casework-context.ts'
export { openTaskCommands, type TaskChange, type TaskCommands } from './task-commands.ts'
export { commandTelemetry } from './telemetry.ts'
