import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import type { Circumstances } from '../step.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

/** Keeps with a case what the household is held to be now (核对), under a number of its own. */
export const takeCheck = (known: Case, { checked }: Circumstances): CaseRefusal | readonly CaseEventDraft[] => {
  if (checked === undefined || checked === null) return 'nothing-to-check'
  return [{ type: 'CheckTaken', check: { ...checked, checkNo: `${known.caseId}-k${known.seq + 1}` } }]
}
