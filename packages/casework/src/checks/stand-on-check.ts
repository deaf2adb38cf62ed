import { type CaseCheck, type CheckedProgramme, type Day, type Decision, daysBetween } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import type { Circumstances } from '../step.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { takeCheck } from './take-check.ts'

/** A decision with the check that it stands on; `taken` where none was kept with the case before. */
type Standing = { readonly decision: Decision; readonly taken: readonly CaseEventDraft[] }

/**
 * 凡进必核: puts a decision on the check of its case, which is repeated now. A household that is no longer what was checked is
 * checked anew first; a sum comes from the programme's formula, and what departs from it says why.
 */
export const standOnCheck = (known: Case, decision: Decision, c: Circumstances): CaseRefusal | Standing => {
  if (c.checked === undefined) return { decision, taken: [] }
  if (isOutdated(known, c)) return 'check-outdated'
  const taken = known.check === null ? takeCheck(known, c) : []
  if (typeof taken === 'string') return taken
  const check = known.check ?? keptIn(taken)
  if (check === undefined) return 'nothing-to-check'
  const stated = check.programmes.find((each) => isOf(each, decision))
  const formula = formulaOf(stated, decision)
  const refusal = unexplained(known, decision, stated, formula)
  if (refusal !== null) return refusal
  const lines =
    decision.lines.length > 0 || formula === null || decision.result !== 'granted'
      ? decision.lines
      : [{ label: formula.text, fen: decision.amountFen }]
  return { decision: { ...decision, lines, checkNo: check.checkNo, ...(formula === null ? {} : { formula }) }, taken }
}

/** True where the check that a case keeps no longer says what the household is. */
export const isOutdated = ({ check }: Pick<Case, 'check'>, { checked }: Circumstances): boolean =>
  check !== null && checked != null && checked.digest !== check.digest

const keptIn = (drafts: readonly CaseEventDraft[]): CaseCheck | undefined =>
  drafts.flatMap((draft) => (draft.type === 'CheckTaken' ? [draft.check] : []))[0]

const isOf = ({ programme, person }: CheckedProgramme, decision: Decision): boolean =>
  programme === decision.programme && (decision.person == null || person === null || person === decision.person)

/** An open end is looked at again within a year. */
const MONTHS_OF_AN_OPEN_END = 12
const DAYS_OF_A_MONTH = 30.5

type Formula = NonNullable<Decision['formula']>

const formulaOf = (stated: CheckedProgramme | undefined, { from, to }: Decision): Formula | null => {
  const amount = stated?.amount ?? null
  if (amount === null || amount.mostFen === null) return null
  const times = amount.every === 'month' ? monthsOf(from, to) : 1
  const text = times === 1 ? amount.text : `（${amount.text}）×${times}个月`
  return { text, leastFen: (amount.leastFen ?? 0) * times, mostFen: amount.mostFen * times }
}

const monthsOf = (from: Day, to: Day | null): number =>
  to === null ? MONTHS_OF_AN_OPEN_END : Math.max(1, Math.round((daysBetween(from, to) + 1) / DAYS_OF_A_MONTH))

/** A conference is there for what the rules do not fit: its minutes are the reason. */
const unexplained = (
  { matter, aid, conferences }: Case,
  { result, programme, amountFen, deviation }: Decision,
  stated: CheckedProgramme | undefined,
  formula: Formula | null,
): CaseRefusal | null => {
  if (
    result !== 'granted' ||
    matter === 'conference' ||
    conferences.at(-1)?.result === 'support' ||
    (deviation ?? '') !== ''
  )
    return null
  const ownHelpFirst = aid.some((each) => each.programme === programme && each.reversedOn === null)
  const had = stated?.standing === 'held' && matter !== 'increase' && !ownHelpFirst
  if (had || stated?.standing === 'not-met' || stated?.standing === 'behind') return 'not-met-unexplained'
  if (formula === null) return null
  return amountFen < formula.leastFen || amountFen > formula.mostFen ? 'deviation-unexplained' : null
}
