import type { Case } from '../cases/case.ts'
import { stepDue } from '../cases/procedure.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import type { Circumstances } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

/**
 * Answers an objection, by somebody else than who decided. One that is upheld takes from a family, so the district or the city
 * says so; the decision ends and is made anew. Otherwise the case goes on where it was.
 */
export const answerObjection = (
  known: Case,
  answer: { readonly decisionNo: string; readonly upheld: boolean; readonly note: string },
  { staffNo, role }: Worker,
  c: Circumstances,
): CaseRefusal | readonly CaseEventDraft[] => {
  const { decisionNo, upheld } = answer
  const { objected } = known
  const note = withoutIdentifiers(answer.note)
  if (objected === null || objected.decisionNo !== decisionNo) return 'no-such-objection'
  if (role === 'grid-worker') return 'not-yours-to-decide'
  if (known.decisions.find((each) => each.decisionNo === decisionNo)?.by === staffNo) return 'second-person-needed'
  if (upheld && role !== 'district' && role !== 'city') return 'not-yours-to-decide'
  if (note === '') return 'case-note-needed'
  const next = upheld ? 'decision' : objected.from
  const dueOn = next === known.step ? known.dueOn : stepDue(c.day, next, known.class, c.rules)
  return [{ type: 'ObjectionAnswered', decisionNo, upheld, note, next, dueOn }]
}
