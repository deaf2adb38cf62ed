import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { loadPolicies } from '@shouwang/policy'
import type { StoredHouseholds } from '@shouwang/postgres'
import { comparePolicies } from './compare-policies.ts'
import type { ComparisonAsked } from './comparison-pool.ts'

/** A thread that counts the households it is sent, answers each message when it is counted, and at `null` with its counts. */
const port = parentPort as MessagePort
const { directory, inForce, drafts, day, delivered } = workerData as ComparisonAsked
const { count, countedIn } = comparePolicies({
  inForce: loadPolicies(directory, inForce),
  drafts: drafts.map((draft) => loadPolicies(directory, draft)),
  day,
  delivered,
})
port.on('message', (stored: StoredHouseholds | null) => {
  if (stored !== null) count(stored)
  port.postMessage(stored === null ? countedIn('') : null)
  if (stored === null) port.close()
})
