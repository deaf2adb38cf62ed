import { addDays, type CaseStep, type Day, type Decision } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import { stepAfter, stepDue } from '../cases/procedure.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import { isOutdated, standOnCheck } from '../checks/stand-on-check.ts'
import type { CaseworkRules } from '../rules.ts'
import type { Circumstances } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { workingDayAfter } from '../working-days.ts'

type Decided = CaseRefusal | readonly CaseEventDraft[]

/**
 * Decides, or proposes where the law or the sum asks for a second person: nothing is taken from a family, and no great sum
 * given, by one alone.
 */
export const decide = (known: Case, decision: Decision, by: Worker, c: Circumstances): Decided => {
  const deviation = withoutIdentifiers(decision.deviation ?? '')
  const words = {
    ...decision,
    reasons: withoutIdentifiers(decision.reasons),
    ...(deviation === '' ? {} : { deviation }),
  }
  if (known.proposal !== null) return 'decision-awaited'
  if (words.reasons === '') return 'case-note-needed'
  if (decision.to !== null && decision.to < decision.from) return 'ends-before-it-starts'
  if (decision.result === 'granted' && decision.amountFen === 0) return 'amount-needed'
  if (decision.amountFen !== linesFen(decision)) return 'lines-do-not-add-up'
  const conferred = known.conferences.at(-1)
  if (conferred?.result === 'support' && decision.amountFen > conferred.amountFen && deviation === '')
    return 'more-than-conference'
  if (known.appealed !== null && known.decisions.at(-1)?.by === c.by) return 'second-person-needed'
  if (words.result === 'refused' && isLate(known, words, c) && deviation === '') return 'late-unexplained'
  const standing = standOnCheck(known, words, c)
  if (typeof standing === 'string') return standing
  const { decision: standsOn, taken } = standing
  if (!needsSecondPerson(words, by, c)) return [...taken, made(known, standsOn, null, c)]
  return [
    ...taken,
    { type: 'DecisionProposed', decision: standsOn, dueOn: stepDue(c.day, 'decision', known.class, c.rules) },
  ]
}

/** 复议: the family does not agree with a decision within its days; somebody else decides anew. */
export const appeal = (known: Case, decisionNo: string, words: string, c: Circumstances): Decided => {
  const note = withoutIdentifiers(words)
  const decision = known.decisions.find((each) => each.decisionNo === decisionNo)
  if (decision === undefined || known.appealed !== null) return 'not-decided'
  if (note === '') return 'case-note-needed'
  if (decision.appealUntil == null || decision.appealUntil < c.day) return 'appeal-period-over'
  return [
    {
      type: 'DecisionAppealed',
      decisionNo,
      note,
      next: 'decision',
      dueOn: stepDue(c.day, 'decision', known.class, c.rules),
    },
  ]
}

/** The day by which the procedure of a programme wants its decision; null where it sets none. */
const lawDueOn = ({ openedOn }: Case, { programme }: Decision, { rules }: Circumstances): Day | null => {
  const days = rules.procedures?.get(programme)?.workingDays
  return days === undefined ? null : workingDayAfter(openedOn, days)
}

const isLate = (known: Case, decision: Decision, c: Circumstances): boolean =>
  (lawDueOn(known, decision, c) ?? c.day) < c.day

/** The second person confirms what another proposed. */
export const approve = (known: Case, { staffNo, role }: Worker, c: Circumstances): Decided => {
  const { proposal } = known
  if (proposal === null) return 'nothing-proposed'
  if (proposal.by === staffNo) return 'second-person-needed'
  if (role !== 'district' && role !== 'city') return 'not-yours-to-decide'
  if (isOutdated(known, c)) return 'check-outdated'
  return [made(known, proposal.decision, proposal.by, c)]
}

/** The second person sends a proposal back with what is missing. */
export const sendBack = (known: Case, { staffNo }: Worker, why: string, c: Circumstances): Decided => {
  const note = withoutIdentifiers(why)
  if (known.proposal === null) return 'nothing-proposed'
  if (known.proposal.by === staffNo) return 'second-person-needed'
  if (note === '') return 'case-note-needed'
  return [{ type: 'DecisionReturned', note, dueOn: stepDue(c.day, 'decision', known.class, c.rules) }]
}

const needsSecondPerson = ({ result, programme, amountFen }: Decision, { role }: Worker, { rules }: Circumstances) =>
  result === 'stopped' || result === 'adjusted' || amountFen > alone(role, programme, rules)

/** Up to which sum one person decides: in a town what the district delegated for the programme, where that is entered. */
const alone = (role: Worker['role'], programme: string, { cases, procedures }: CaseworkRules): number =>
  (role === 'coordinator' ? procedures?.get(programme)?.townFen : null) ?? cases.onePersonFen

const linesFen = ({ lines, amountFen }: Decision): number =>
  lines.length === 0 ? amountFen : lines.reduce((sum, { fen }) => sum + fen, 0)

const made = (known: Case, decision: Decision, proposedBy: string | null, c: Circumstances): CaseEventDraft => {
  const next: CaseStep = decision.result === 'granted' ? 'aid' : stepAfter(known.matter, 'aid')
  const procedure = c.rules.procedures?.get(decision.programme)
  const after = (days: number | null | undefined): Day | null => (days == null ? null : addDays(c.day, days))
  const followed = known.matter === 'recovery' && decision.result !== 'refused' ? 'recovery' : next
  return {
    type: 'DecisionMade',
    decisionNo: `${known.caseId}-d${known.decisions.length + 1}`,
    decision,
    proposedBy,
    publicUntil: after(decision.result === 'granted' ? procedure?.publicityDays : null),
    appealUntil: after(procedure?.appealDays),
    lawDueOn: lawDueOn(known, decision, c),
    next: followed,
    dueOn: stepDue(c.day, followed, known.class, c.rules),
  }
}
