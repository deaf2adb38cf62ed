import type { Action } from '@shouwang/console-api'

/** Who gets through a door, before regions count: anybody, whoever is signed in, or the roles of an action. */
export type Door = 'anyone' | 'signed-in' | Action

/** What of the data an operation reaches: what lies in the asker's regions, the asker alone, or nothing of a region. */
export type Reach = 'region' | 'self' | 'none'

/**
 * Every operation of the API, who may, and how far. Routes ask this table and nothing else: one without a row does not
 * start. docs/access.md is written from it.
 */
export const OPERATIONS = {
  'GET /session/choices': ['anyone', 'none'],
  'POST /session': ['anyone', 'self'],
  'DELETE /session': ['anyone', 'self'],
  'GET /me': ['signed-in', 'self'],
  'GET /regions': ['signed-in', 'region'],
  'GET /staff': ['reassign-tasks', 'region'],
  'GET /tasks': ['read-tasks', 'region'],
  'GET /tasks/{taskId}': ['read-tasks', 'region'],
  'POST /tasks/{taskId}/accept': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/outcome': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/contact': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/note': ['note-tasks', 'region'],
  'POST /tasks/{taskId}/reassign': ['reassign-tasks', 'region'],
  'GET /events': ['read-tasks', 'region'],
  'GET /households/{householdNo}/explanation': ['read-explanations', 'region'],
  'GET /persons/{person}/explanation': ['read-explanations', 'region'],
  'POST /unmask': ['unmask-contact', 'region'],
  'GET /feeds': ['read-feeds', 'region'],
  'GET /feeds/{feed}': ['read-feeds', 'region'],
  'POST /feeds/check': ['send-records', 'none'],
  'POST /feeds/{feed}/records': ['send-records', 'region'],
  'POST /deliveries': ['send-records', 'region'],
  'GET /deliveries': ['read-feeds', 'region'],
  'GET /deliveries/{delivery}': ['read-feeds', 'region'],
  'GET /pipeline': ['read-feeds', 'none'],
  'GET /intake-keys': ['manage-keys', 'none'],
  'POST /intake-keys': ['manage-keys', 'none'],
  'POST /intake-keys/{name}/revoke': ['manage-keys', 'none'],
  'GET /quarantine': ['read-quarantine', 'region'],
  'GET /quarantine/{quarantineId}': ['read-quarantine', 'region'],
  'POST /quarantine/{quarantineId}/replay': ['mend-quarantine', 'region'],
  'POST /quarantine/replay': ['mend-quarantine', 'region'],
  'POST /quarantine/{quarantineId}/discard': ['mend-quarantine', 'region'],
  'GET /policy': ['read-reference', 'none'],
  'GET /indicators': ['read-reference', 'none'],
  'GET /reports/weekly': ['read-reports', 'region'],
  'GET /ledger': ['read-ledger', 'region'],
  'GET /proposals': ['read-proposals', 'region'],
  'POST /proposals/{id}/confirm': ['read-proposals', 'region'],
  'POST /proposals/{id}/refuse': ['read-proposals', 'region'],
} as const satisfies Readonly<Record<string, readonly [Door, Reach]>>

export type Operation = keyof typeof OPERATIONS

/** Who may do this. @throws Error for an operation that has no row */
export const doorOf = (method: string, path: string): Door => {
  const row = (OPERATIONS as Readonly<Record<string, readonly [Door, Reach]>>)[`${method.toUpperCase()} ${path}`]
  if (row === undefined) throw new Error(`${method} ${path} has no row in OPERATIONS: say who may do it`)
  return row[0]
}
