import type { Recovery } from '@shouwang/contracts'
import { type Case, recoverableFen, recoveredFen } from '../cases/case.ts'
import { stepDue } from '../cases/procedure.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import type { Circumstances } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

/**
 * 追回: records what a family paid back, what was set off against a later payment, or what an office above waives. No more
 * than is to come back, and of one aid no more than was given by it.
 */
export const recover = (
  known: Case,
  recovery: Recovery,
  { role }: Worker,
  c: Circumstances,
): CaseRefusal | readonly CaseEventDraft[] => {
  const against = withoutIdentifiers(recovery.against)
  const left = recoverableFen(known) - recoveredFen(known) - recovery.amountFen
  if (recovery.way === 'waived' && role !== 'district' && role !== 'city') return 'not-yours-to-decide'
  if (against === '') return 'case-note-needed'
  if (left < 0 || isMoreThanGiven(known, recovery)) return 'more-than-due'
  if (recovery.fund !== null && !c.funds.has(recovery.fund)) return 'no-such-fund'
  const next = known.step === 'recovery' && left === 0 ? 'return-visit' : known.step
  return [
    {
      type: 'FundsRecovered',
      recoveryId: `${known.caseId}-r${known.recovered.length + 1}`,
      recovery: { ...recovery, against },
      next,
      dueOn: next === known.step ? known.dueOn : stepDue(c.day, next, known.class, c.rules),
    },
  ]
}

const isMoreThanGiven = ({ aid, recovered }: Case, { aidId, amountFen }: Recovery): boolean => {
  if (aidId === null) return false
  const given = aid.find((each) => each.aidId === aidId && each.reversedOn === null)
  const before = recovered.reduce((sum, each) => (each.aidId === aidId ? sum + each.amountFen : sum), 0)
  return given === undefined || before + amountFen > given.amountFen
}
