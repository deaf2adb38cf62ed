import { commandTelemetry, openTaskCommands } from '@shouwang/commands'
import { loadPolicies } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import type { Backend } from '../../src/backend/backend.ts'
import { AT, TODAY } from './seed.ts'

/** What the running program does to tasks, over the store of the fake backend; what it publishes goes nowhere. */
export const realTasks = (sql: Sql, clock = () => ({ now: AT, today: TODAY })): Backend['tasks'] =>
  openTaskCommands({
    sql,
    log: { append: async () => undefined },
    policies: loadPolicies(),
    clock,
    events: commandTelemetry({
      log: createLogger({ name: 'test', to: { write: () => undefined } }),
      metrics: createMetrics(),
    }),
    instance: 'test',
  })
