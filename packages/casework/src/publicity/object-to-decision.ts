import type { Day } from '@shouwang/contracts'
import { type Case, isGrant } from '../cases/case.ts'
import type { CasePerformed } from '../cases/perform-case.ts'
import { investigationStep, stepDue } from '../cases/procedure.ts'
import { recordCase } from '../cases/record-case.ts'
import type { HouseholdFile } from '../household-file.ts'
import { type Circumstances, noStep } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'

/** A decision that was hung on a board: its days of publicity count from there. */
export const postOnCase = (
  file: HouseholdFile,
  known: Case,
  posted: { readonly decisionNo: string; readonly boardNo: string; readonly until: Day },
  c: Circumstances,
): CasePerformed => written(file, known, posted, c)

/** A decision that a board counts and does not name, since law protects whom it is for: it waits for no board any more. */
export const withholdOnCase = (
  file: HouseholdFile,
  known: Case,
  drawn: { readonly decisionNo: string; readonly boardNo: string },
  c: Circumstances,
): CasePerformed => written(file, known, { ...drawn, until: c.day, withheld: true }, c)

type Posted = { readonly decisionNo: string; readonly boardNo: string; readonly until: Day; readonly withheld?: true }

const written = (file: HouseholdFile, known: Case, posted: Posted, c: Circumstances): CasePerformed => {
  const { decisionNo, boardNo, until, ...named } = posted
  const decision = known.decisions.find((each) => each.decisionNo === decisionNo)
  if (decision === undefined) return { ok: false, refusal: 'not-decided' }
  const publicUntil = decision.publicUntil != null && decision.publicUntil > until ? decision.publicUntil : until
  const line = { type: 'DecisionPosted', decisionNo, boardNo, publicUntil, ...named } as const
  return { ok: true, step: recordCase(noStep(file), known.caseId, known, [line], c) }
}

/**
 * 公示异议: anybody says that a decision is not right. The case is looked into anew, reopened where it was closed; where law
 * says so, and its days of publicity are not over, nothing is given by the decision until the objection is answered.
 */
export const objectToDecision = (
  file: HouseholdFile,
  known: Case,
  objection: { readonly decisionNo: string; readonly boardNo: string; readonly note: string },
  c: Circumstances,
): CasePerformed => {
  const { decisionNo, boardNo } = objection
  const decision = known.decisions.find((each) => each.decisionNo === decisionNo)
  const note = withoutIdentifiers(objection.note)
  if (decision === undefined || !isGrant(decision)) return { ok: false, refusal: 'not-decided' }
  if (known.status === 'joined') return { ok: false, refusal: 'case-over' }
  if (note === '') return { ok: false, refusal: 'case-note-needed' }
  const isPublic = decision.publicUntil != null && decision.publicUntil >= c.day
  const stops = isPublic && c.rules.procedures?.get(decision.programme)?.objectionStops === true
  const next = stops || known.status === 'closed' ? investigationStep(known.matter) : known.step
  const dueOn = next === known.step ? known.dueOn : stepDue(c.day, next, known.class, c.rules)
  const line = { type: 'DecisionObjected', decisionNo, boardNo, note, stops, next, dueOn } as const
  return { ok: true, step: recordCase(noStep(file), known.caseId, known, [line], c) }
}
