import type { Queryable } from '@shouwang/postgres'
import type { KeySettings } from './key-problem.ts'
import type { OpenedKeys } from './open-keys.ts'
import type { OpenedPolicies } from './open-policies.ts'

export type { Clock } from './clock.ts'
export { authoritiesOf, connectionSettings, kafkaSecurity, postgresUrl } from './connections.ts'
export { declaredLog, type TopicUse } from './declared-log.ts'
export { draftOf } from './draft-of.ts'
export { instanceName } from './instance-name.ts'
export { keepFresh } from './keep-fresh.ts'
export { CryptoName, KeyProblem, type KeySettings } from './key-problem.ts'
export { type Listening, listen } from './listen.ts'
export { type Engines, openEngines, openLog } from './open-engines.ts'
export type { OpenedKeys } from './open-keys.ts'
export type { OpenedPolicies } from './open-policies.ts'
export { operationsRoutes, serveOperations } from './operations.ts'
export { type ProcessDependencies, runService } from './run-service.ts'
export { isLoopback, readSettings, SettingsProblem, serviceSettings, tlsOf } from './settings.ts'
export { signInSettings } from './sign-in-settings.ts'
export { syslogSettings } from './syslog-settings.ts'

/**
 * The vault's cipher and the names of people, once it is sure that the keys are those that the store was made with. Loaded by
 * who asks for it: most commands of the command line need no key.
 * @throws KeyProblem where they are not.
 */
export const openKeys = async (sql: Queryable, given: KeySettings): Promise<OpenedKeys> =>
  (await import('./open-keys.ts')).openKeys(sql, given)

/**
 * The policies that a store's installation is judged by: those of the program, and the drafts adopted over them. Loaded by who
 * asks for it.
 * @throws Error where an adopted draft no longer goes with the files of the program
 */
export const openPolicies = async (sql: Queryable): Promise<OpenedPolicies> =>
  (await import('./open-policies.ts')).openPolicies(sql)
