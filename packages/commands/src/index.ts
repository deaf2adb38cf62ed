export { type Caseload, caseload } from './caseload.ts'
export { type CaseworkContext, caseworkContext } from './casework-context.ts'
export { type Answer, openTaskCommands, type TaskChange, type TaskCommands } from './task-commands.ts'
export { type CommandTelemetry, commandTelemetry } from './telemetry.ts'
