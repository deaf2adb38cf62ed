import type { ConferenceDecision } from '@shouwang/contracts'
import { type Case, isCaseOver } from '../cases/case.ts'
import type { CasePerformed } from '../cases/perform-case.ts'
import { stepAfter, stepDue } from '../cases/procedure.ts'
import { recordCase } from '../cases/record-case.ts'
import type { HouseholdFile } from '../household-file.ts'
import { type Circumstances, noStep } from '../step.ts'

/**
 * Lets a case follow what a conference decided about it. One that waited for the conference goes on to its decision; one that is
 * postponed waits for the next; a case at another step keeps it.
 */
export const conferOnCase = (
  file: HouseholdFile,
  known: Case,
  conference: ConferenceDecision,
  c: Circumstances,
): CasePerformed => {
  if (isCaseOver(known)) return { ok: false, refusal: 'case-over' }
  const goesOn = known.step === 'conference' && conference.result !== 'postpone'
  const next = goesOn ? stepAfter(known.matter, 'conference') : known.step
  const dueOn = known.step === 'conference' ? stepDue(c.day, next, known.class, c.rules) : known.dueOn
  const line = { type: 'ConferenceDecided', conference, next, dueOn } as const
  return { ok: true, step: recordCase(noStep(file), known.caseId, known, [line], c) }
}
