import type { Action } from '@shouwang/console-api'

/** Who gets through a door, before regions count: anybody, whoever is signed in, or the roles of an action. */
export type Door = 'anyone' | 'signed-in' | Action

/** What of the data an operation reaches: what lies in the asker's regions, the asker alone, or nothing of a region. */
export type Reach = 'region' | 'self' | 'none'

/** Reads of no person, and records that have an account of their own, leave no line in the audit. */
type Line = 'quiet'

/**
 * Every operation of the API, who may, how far, and whether it leaves a line in the audit. Routes ask this table and
 * nothing else: one without a row does not start. docs/access.md is written from it.
 */
export const OPERATIONS = {
  'GET /session/choices': ['anyone', 'none', 'quiet'],
  'POST /session': ['anyone', 'self'],
  'DELETE /session': ['anyone', 'self'],
  'GET /session/provider': ['anyone', 'none', 'quiet'],
  'GET /session/provider/return': ['anyone', 'self'],
  'POST /session/password': ['signed-in', 'self'],
  'POST /session/second-factor': ['signed-in', 'self'],
  'POST /session/second-factor/confirm': ['signed-in', 'self'],
  'GET /sessions': ['signed-in', 'self', 'quiet'],
  'POST /sessions/{sessionId}/end': ['signed-in', 'self'],
  'POST /sessions/end-all': ['signed-in', 'self'],
  'GET /me': ['signed-in', 'self', 'quiet'],
  'GET /regions': ['signed-in', 'region', 'quiet'],
  'GET /places': ['work-tasks', 'none', 'quiet'],
  'GET /staff': ['reassign-tasks', 'region', 'quiet'],
  'GET /tasks': ['read-tasks', 'region'],
  'GET /tasks/{taskId}': ['read-tasks', 'region'],
  'POST /tasks/{taskId}/visit': ['unmask-contact', 'region'],
  'GET /tasks/{taskId}/form': ['read-tasks', 'region'],
  'POST /tasks/{taskId}/form': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/accept': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/outcome': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/undo': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/confirm': ['reassign-tasks', 'region'],
  'POST /tasks/{taskId}/return': ['reassign-tasks', 'region'],
  'POST /tasks/{taskId}/contact': ['work-tasks', 'region'],
  'POST /tasks/{taskId}/note': ['note-tasks', 'region'],
  'POST /tasks/{taskId}/reassign': ['reassign-tasks', 'region'],
  'GET /tasks/export': ['reassign-tasks', 'region'],
  'POST /tasks/reassign': ['reassign-tasks', 'region'],
  'POST /tasks/remind': ['reassign-tasks', 'region'],
  'GET /supervision': ['reassign-tasks', 'region'],
  'GET /workload': ['reassign-tasks', 'region', 'quiet'],
  'POST /absences': ['reassign-tasks', 'region'],
  'POST /absences/{absenceId}/end': ['reassign-tasks', 'region'],
  'GET /views': ['signed-in', 'self', 'quiet'],
  'POST /views': ['signed-in', 'self', 'quiet'],
  'POST /views/remove': ['signed-in', 'self', 'quiet'],
  'GET /leads': ['read-tasks', 'region'],
  'POST /leads': ['note-tasks', 'region'],
  'POST /leads/{leadNo}/join': ['work-tasks', 'region'],
  'POST /public/leads': ['anyone', 'none', 'quiet'],
  'POST /public/leads/ask': ['anyone', 'none', 'quiet'],
  'GET /patrols': ['read-tasks', 'region'],
  'POST /patrols/visits': ['work-tasks', 'region'],
  'POST /patrols/open': ['unmask-contact', 'region'],
  'GET /patrols/coverage': ['read-reports', 'region'],
  'POST /campaigns': ['reassign-tasks', 'region'],
  'POST /campaigns/{campaignId}/end': ['reassign-tasks', 'region'],
  'GET /cases': ['read-cases', 'region'],
  'GET /cases/{caseId}': ['read-cases', 'region'],
  'POST /cases': ['work-cases', 'region'],
  'POST /applications': ['work-cases', 'region'],
  'POST /applications/look': ['read-explanations', 'region'],
  'POST /cases/{caseId}/commands': ['work-cases', 'region'],
  'POST /cases/{caseId}/notice': ['unmask-contact', 'region'],
  'GET /referrals': ['read-referrals', 'region'],
  'GET /referral-offices': ['read-cases', 'region', 'quiet'],
  'GET /referrals/{referralId}': ['read-referrals', 'region'],
  'POST /referrals/{referralId}/answers': ['answer-referrals', 'region'],
  'POST /referrals/{referralId}/contact': ['answer-referrals', 'region'],
  'GET /conferences': ['read-conferences', 'region'],
  'POST /conferences': ['hold-conferences', 'region'],
  'GET /conferences/{conferenceId}': ['read-conferences', 'region'],
  'POST /conferences/{conferenceId}/commands': ['hold-conferences', 'region'],
  'GET /precedents': ['read-conferences', 'none'],
  'POST /precedents/rule': ['simulate-policy', 'region'],
  'GET /publicity': ['read-publicity', 'region'],
  'POST /publicity': ['keep-publicity', 'region'],
  'GET /publicity/{boardNo}': ['read-publicity', 'region'],
  'POST /publicity/{boardNo}/commands': ['keep-publicity', 'region'],
  'POST /publicity/{boardNo}/objections': ['keep-publicity', 'region'],
  'GET /official-kin': ['read-official-kin', 'region'],
  'GET /official-kin/{householdNo}': ['read-official-kin', 'region'],
  'POST /official-kin/{householdNo}/commands': ['record-official-kin', 'region'],
  'GET /lists': ['read-lists', 'region'],
  'POST /lists': ['draw-lists', 'region'],
  'GET /lists/{listNo}': ['read-lists', 'region'],
  'POST /lists/{listNo}/rows/{nth}/help': ['help-from-lists', 'region'],
  'POST /registry/sync/search': ['read-registry', 'region'],
  'POST /registry/search': ['read-registry', 'region'],
  'POST /registry/subscribe': ['read-registry', 'region'],
  'POST /registry/unsubscribe': ['read-registry', 'self'],
  'POST /registry/sync/txn/status': ['read-registry', 'self'],
  'POST /registry/txn/status': ['read-registry', 'self'],
  'POST /registry/notify': ['send-records', 'region'],
  'GET /funds': ['read-aid', 'region'],
  'POST /funds/entries': ['manage-funds', 'region'],
  'GET /aid': ['read-aid', 'region'],
  'GET /aid/export': ['read-aid', 'region'],
  'GET /aid/reconciliation': ['read-aid', 'region'],
  'GET /notices': ['read-tasks', 'self', 'quiet'],
  'POST /notices/seen': ['read-tasks', 'self', 'quiet'],
  'GET /notices/messages': ['reassign-tasks', 'region', 'quiet'],
  'POST /notices/messages/retry': ['reassign-tasks', 'region'],
  'POST /simulations': ['simulate-policy', 'region'],
  'POST /policy-drafts': ['propose-policy', 'region'],
  'GET /policy-drafts/{id}': ['read-proposals', 'region'],
  'GET /policy-adoptions': ['read-reference', 'none', 'quiet'],
  'GET /policy-files': ['read-reference', 'none', 'quiet'],
  'GET /events': ['read-tasks', 'region'],
  'GET /households/{householdNo}/explanation': ['read-explanations', 'region'],
  'GET /households/{householdNo}/file': ['read-explanations', 'region'],
  'GET /households/{householdNo}/trace': ['read-explanations', 'region'],
  'GET /households/by-hardship': ['read-explanations', 'region'],
  'GET /stock-list': ['read-explanations', 'region'],
  'POST /households/search': ['read-explanations', 'region'],
  'GET /persons/{person}/explanation': ['read-explanations', 'region'],
  'POST /persons/explanation': ['read-explanations', 'region'],
  'GET /households/{householdNo}/handover': ['read-explanations', 'region'],
  'GET /households/{householdNo}/check': ['read-explanations', 'region'],
  'POST /persons/check': ['read-explanations', 'region'],
  'POST /unmask': ['unmask-contact', 'region'],
  'POST /corrections': ['ask-corrections', 'region'],
  'GET /corrections': ['read-corrections', 'region'],
  'POST /corrections/{id}/answer': ['answer-corrections', 'region'],
  'GET /feeds': ['read-feeds', 'region', 'quiet'],
  'GET /feeds/{feed}': ['read-feeds', 'region', 'quiet'],
  'GET /feeds/{feed}/template': ['read-feeds', 'none', 'quiet'],
  'POST /feeds/check': ['send-records', 'none', 'quiet'],
  'POST /feed-drafts': ['draft-feeds', 'none', 'quiet'],
  'POST /feeds/{feed}/declaration': ['draft-feeds', 'none'],
  'POST /feeds/{feed}/records': ['send-records', 'region', 'quiet'],
  'POST /deliveries': ['send-records', 'region'],
  'GET /deliveries': ['read-feeds', 'region', 'quiet'],
  'GET /deliveries/{delivery}': ['read-feeds', 'region', 'quiet'],
  'GET /deliveries/{delivery}/refused': ['read-quarantine', 'region'],
  'GET /pipeline': ['read-feeds', 'none', 'quiet'],
  'GET /intake-keys': ['manage-keys', 'region'],
  'POST /intake-keys': ['manage-keys', 'region'],
  'POST /intake-keys/{name}/revoke': ['manage-keys', 'region'],
  'GET /operator-keys': ['manage-staff', 'none'],
  'GET /partners': ['manage-staff', 'none'],
  'POST /operator-keys': ['manage-staff', 'none'],
  'POST /operator-keys/{name}/revoke': ['manage-staff', 'none'],
  'GET /accounts': ['manage-staff', 'region'],
  'POST /accounts/first': ['set-up', 'none'],
  'POST /accounts/{staffNo}/issue': ['manage-staff', 'region'],
  'POST /accounts/{staffNo}/revoke': ['manage-staff', 'region'],
  'POST /accounts/{staffNo}/end-sessions': ['manage-staff', 'region'],
  'POST /staff-changes': ['manage-staff', 'region'],
  'GET /quarantine': ['read-quarantine', 'region'],
  'GET /quarantine/{quarantineId}': ['read-quarantine', 'region'],
  'POST /quarantine/{quarantineId}/open': ['open-quarantine', 'region'],
  'POST /quarantine/{quarantineId}/replay': ['mend-quarantine', 'region'],
  'POST /quarantine/replay': ['mend-quarantine', 'region'],
  'POST /quarantine/{quarantineId}/discard': ['mend-quarantine', 'region'],
  'GET /policy': ['read-reference', 'none', 'quiet'],
  'GET /indicators': ['read-reference', 'none', 'quiet'],
  'GET /reports/weekly': ['read-reports', 'region'],
  'GET /reports/major': ['read-reports', 'region'],
  'GET /reports/overview': ['read-reports', 'region'],
  'GET /reports/shadow': ['read-reports', 'region'],
  'GET /reports/rings': ['read-reports', 'region'],
  'GET /reports/recipients': ['read-reports', 'region'],
  'GET /reports/recipients/export': ['read-reports', 'region'],
  'GET /reports/growth': ['read-reference', 'none', 'quiet'],
  'GET /reports/growth/export': ['read-reference', 'none', 'quiet'],
  'GET /reports/evaluation': ['read-reports', 'region'],
  'GET /reports/evaluation/export': ['read-reports', 'region'],
  'GET /reports/evaluation/{standard}/evidence': ['read-reports', 'region'],
  'GET /reports/monthly': ['read-reports', 'region'],
  'GET /reports/monthly/export': ['read-reports', 'region'],
  'GET /ledger': ['read-ledger', 'region'],
  'GET /proposals': ['read-proposals', 'region'],
  'POST /proposals/{id}/confirm': ['read-proposals', 'region'],
  'POST /proposals/{id}/refuse': ['read-proposals', 'region'],
  'GET /retention': ['read-retention', 'region'],
  'POST /holds': ['manage-retention', 'region'],
  'POST /holds/{id}/lift': ['manage-retention', 'region'],
  'POST /erasures': ['manage-retention', 'region'],
  'GET /audit': ['read-audit', 'none'],
  'GET /audit/verify': ['read-audit', 'none'],
  'POST /audit/of-person': ['read-audit', 'none'],
} as const satisfies Readonly<Record<string, readonly [Door, Reach, Line?]>>

/** An operation, as `METHOD /path`. */
export type Operation = keyof typeof OPERATIONS

const rowOf = (method: string, path: string): readonly [Door, Reach, Line?] => {
  const row = (OPERATIONS as Readonly<Record<string, readonly [Door, Reach, Line?]>>)[`${method.toUpperCase()} ${path}`]
  if (row === undefined) throw new Error(`${method} ${path} has no row in OPERATIONS: say who may do it`)
  return row
}

/** Who may do this. @throws Error for an operation that has no row */
export const doorOf = (method: string, path: string): Door => rowOf(method, path)[0]

/** Whether this leaves no line in the audit. @throws Error for an operation that has no row */
export const isQuiet = (method: string, path: string): boolean => rowOf(method, path)[2] === 'quiet'

const patterns = Object.keys(OPERATIONS).map((operation) => {
  const [method = '', path = ''] = operation.split(' ')
  return { method, path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }
})

/** The methods that an address of the API is there for; none for one that is not there. What is written out goes before a pattern. */
export const methodsOf = (path: string): readonly string[] => {
  const literal = patterns.filter((one) => one.path === path)
  return (literal.length > 0 ? literal : patterns.filter(({ pattern }) => pattern.test(path))).map(
    ({ method }) => method,
  )
}
