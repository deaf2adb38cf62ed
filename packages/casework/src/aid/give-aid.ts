import type { Aid } from '@shouwang/contracts'
import { type Case, type GivenAid, givenFen, grantedFen, isGrant, recoveredFen } from '../cases/case.ts'
import { stepAfter, stepDue } from '../cases/procedure.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import { type HouseholdFile, leadKey } from '../household-file.ts'
import { unpublished } from '../publicity/unpublished.ts'
import type { Circumstances } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { otherFundFirst } from './fund.ts'

type Given = CaseRefusal | readonly CaseEventDraft[]

/**
 * Gives aid to the household of a case: money, goods or a service. Without a decision it is help first (先行救助): one person
 * may give it up to a sum, and its papers are due.
 */
export const giveAid = (file: HouseholdFile, known: Case, aid: Aid, c: Circumstances): Given => {
  const refusal = whyNot(file, known, aid, c)
  if (refusal !== null) return refusal
  const decision = known.decisions.findLast(isGrant)
  const helpFirst = decision === undefined
  const countsFen = inYearlyCap(aid, c)
  const papersDueOn = helpFirst ? stepDue(c.day, 'papers', known.class, c.rules) : null
  const left = grantedFen(known) - givenFen(known) - aid.amountFen
  const next = helpFirst ? 'papers' : left > 0 ? 'aid' : stepAfter(known.matter, 'aid')
  return [
    {
      type: 'AidGiven',
      aidId: `${known.caseId}-a${known.aid.length + 1}`,
      aid: { ...aid, what: withoutIdentifiers(aid.what) },
      decisionNo: decision?.decisionNo ?? null,
      papersDueOn,
      ...(countsFen === aid.amountFen ? {} : { countsFen }),
      ...(helpFirst ? {} : { standing: [...standingOf(file, known)] }),
      next,
      dueOn: stepDue(c.day, next, known.class, c.rules),
    },
  ]
}

/** What counts in what a household may be given in a year: of a charity fund the share that the policy of the day says. */
const inYearlyCap = ({ fund, amountFen }: Aid, { funds, rules }: Circumstances): number =>
  fund !== null && funds.get(fund)?.kind === 'charity'
    ? Math.round(amountFen * rules.cases.charityShareInCap)
    : amountFen

const isMoney = ({ form }: Aid): boolean => form === 'card' || form === 'cash'

const whyNot = (file: HouseholdFile, known: Case, aid: Aid, c: Circumstances): CaseRefusal | null => {
  if (isMoney(aid) && aid.amountFen === 0) return 'amount-needed'
  if (!isMoney(aid) && withoutIdentifiers(aid.what) === '') return 'what-needed'
  const granted = known.decisions.some(isGrant)
  const spent = givenFen(known) + aid.amountFen
  if (known.appealed !== null) return 'appeal-open'
  if (known.objected?.stops === true) return 'objection-open'
  const unseen = unpublished(known, { programme: aid.programme, day: c.day, procedures: c.rules.procedures })
  if (unseen !== null) return unseen
  if (granted && spent > grantedFen(known)) return 'more-than-granted'
  if (!granted && spent > c.rules.cases.helpFirstFen) return 'decision-needed'
  if (isHeldBack(file, known)) return 'improved-look-again'
  const counts = inYearlyCap(aid, c)
  const ofYear = (file.givenFen[c.day.slice(0, 4)] ?? 0) + counts
  if (counts > 0 && ofYear > c.rules.cases.yearlyCapFen) return 'yearly-cap-passed'
  return fundProblem(aid, c)
}

/** The leads of a case that fire now. */
const standingOf = ({ firing }: HouseholdFile, { leads }: Case): readonly string[] => {
  const fires = new Set(Object.values(firing).map(leadKey))
  return leads.filter((key) => fires.has(key))
}

/**
 * 分期救助: facts improved since the last batch of a decision, where one of the leads that held then holds no more; the next one waits
 * until somebody has checked the family again.
 */
const isHeldBack = (file: HouseholdFile, known: Case): boolean => {
  const now = standingOf(file, known)
  return (known.standing ?? []).some((key) => !now.includes(key))
}

const fundProblem = ({ fund: fundId, amountFen }: Aid, { funds }: Circumstances): CaseRefusal | null => {
  if (fundId === null) return null
  const fund = funds.get(fundId)
  if (fund === undefined) return 'no-such-fund'
  if (otherFundFirst(fund, amountFen, funds.values())) return 'other-fund-first'
  return fund.balanceFen < amountFen ? 'fund-too-small' : null
}

/** True where a reversal would give a fund back what came back to it before, of this aid or of the case as a whole. */
const cameBack = (known: Case, { aidId, amountFen }: GivenAid): boolean =>
  known.recovered.some((each) => each.aidId === aidId) || givenFen(known) - amountFen < recoveredFen(known)

/** Takes aid back that was recorded by mistake, or that did not arrive: the case is where it was before it. */
export const reverseAid = (known: Case, aidId: string, why: string, c: Circumstances): Given => {
  const aid = known.aid.find((each) => each.aidId === aidId)
  const note = withoutIdentifiers(why)
  if (aid === undefined) return 'no-such-aid'
  if (aid.reversedOn !== null) return 'already-reversed'
  if (cameBack(known, aid)) return 'already-recovered'
  if (note === '') return 'case-note-needed'
  return [{ type: 'AidReversed', aidId, note, next: 'aid', dueOn: stepDue(c.day, 'aid', known.class, c.rules) }]
}
