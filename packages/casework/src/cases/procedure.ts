import { addDays, type CaseClass, type CaseMatter, type CaseStep, type Day } from '@shouwang/contracts'
import type { CaseworkRules, Deadline } from '../rules.ts'
import { workingDayAfter } from '../working-days.ts'

/** The steps of each matter, in their order. Help that came first adds its papers where they are due. */
const procedures: { readonly [M in CaseMatter]: readonly CaseStep[] } = {
  application: ['check', 'opinion', 'decision', 'aid', 'return-visit'],
  relief: ['aid', 'return-visit'],
  referral: ['referral', 'return-visit'],
  conference: ['conference', 'decision', 'aid', 'return-visit'],
  increase: ['opinion', 'decision', 'return-visit'],
  reduction: ['opinion', 'decision', 'return-visit'],
  stop: ['opinion', 'decision', 'return-visit'],
  recovery: ['opinion', 'decision', 'recovery', 'return-visit'],
  objection: ['check', 'opinion', 'decision', 'return-visit'],
}

/** The first step of a matter. */
export const firstStep = (matter: CaseMatter): CaseStep => procedures[matter][0] ?? 'return-visit'

/** Where a case goes that has to be looked into anew: to the opinion before its decision, or to the decision itself. */
export const investigationStep = (matter: CaseMatter): CaseStep =>
  procedures[matter].includes('opinion') ? 'opinion' : 'decision'

/** The step after one; the return visit is the last, and after papers comes what came after the aid. */
export const stepAfter = (matter: CaseMatter, step: CaseStep): CaseStep => {
  const steps = procedures[matter]
  const at = steps.indexOf(step === 'papers' ? 'aid' : step)
  return at < 0 ? 'return-visit' : (steps[at + 1] ?? 'return-visit')
}

/** The steps that a person completes with words; the others end with what they are about: a decision, aid. */
export const completedByWords: readonly CaseStep[] = [
  'check',
  'opinion',
  'referral',
  'conference',
  'papers',
  'recovery',
]

const limitOf = (step: CaseStep, urgency: CaseClass, rules: CaseworkRules): Deadline =>
  step === 'aid' && urgency === 'immediate' ? rules.cases.immediateAid : rules.cases.steps[step]

/** The last day on which a step that begins on `day` is in time. */
export const stepDue = (day: Day, step: CaseStep, urgency: CaseClass, rules: CaseworkRules): Day => {
  const { days, counts } = limitOf(step, urgency, rules)
  return counts === 'calendar' ? addDays(day, days) : workingDayAfter(day, days)
}
