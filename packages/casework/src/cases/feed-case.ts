import type { CaseMatter, Direction, FiringVerdict } from '@shouwang/contracts'
import { type HouseholdFile, leadKey, type Suppression } from '../household-file.ts'
import { rank, severityOf } from '../severity.ts'
import type { Circumstances, Step } from '../step.ts'
import type { Case } from './case.ts'
import { recordCase } from './record-case.ts'

/** Matters in which somebody is about to help the family. */
const helping: ReadonlySet<CaseMatter> = new Set<CaseMatter>([
  'application',
  'relief',
  'referral',
  'conference',
  'increase',
])

/**
 * The open case that has all of a household's fresh leads of missed help in hand already, and whose owner is told that they grew
 * instead of sending somebody to the door again: of those that help it the one that was opened last. None where a lead is red or
 * new, nor for what is urgent or to be checked.
 */
export const caseInHand = (
  { cases }: HouseholdFile,
  direction: Direction,
  leads: readonly FiringVerdict[],
): Case | undefined =>
  direction !== 'missed' || leads.some(({ level }) => rank(level) >= rank('red'))
    ? undefined
    : cases.findLast((known) => helping.has(known.matter) && leads.every((lead) => known.leads.includes(leadKey(lead))))

/**
 * Writes leads into the history of an open case and lets them rest as long as it is open: whoever owns it looks at them with
 * the rest, and those that still hold when it closes come back after their time.
 */
export const feedCase = (step: Step, known: Case, leads: readonly FiringVerdict[], c: Circumstances): Step => {
  const keys = leads.map(leadKey)
  const note = '在办期间线索加重，由责任人一并核实，不另派走访'
  const fed = recordCase(
    step,
    known.caseId,
    known,
    [{ type: 'CaseFed', taskId: null, outcome: null, leads: keys, note }],
    c,
  )
  const resting = leads.map((lead): [string, Suppression] => [leadKey(lead), { until: null, ...severityOf(lead) }])
  return { ...fed, file: { ...fed.file, suppressed: { ...fed.file.suppressed, ...Object.fromEntries(resting) } } }
}
