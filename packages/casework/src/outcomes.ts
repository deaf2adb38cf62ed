import type { Direction, Outcome } from '@shouwang/contracts'

/** What one outcome means. */
export type OutcomeRule = {
  readonly outcome: Outcome
  readonly zh: string
  readonly en: string
  readonly directions: readonly Direction[]
  /** A worker must say in words what was found. */
  readonly noteRequired: boolean
  /** Whether the lead was right: what an indicator's precision is counted from. */
  readonly finding: 'confirmed' | 'refuted' | 'open'
}

const help: readonly Direction[] = ['missed', 'urgent']
const check: readonly Direction[] = ['wrong']
const any: readonly Direction[] = ['missed', 'wrong', 'urgent']

const outcome = (
  code: Outcome,
  zh: string,
  en: string,
  directions: readonly Direction[],
  noteRequired: boolean,
  finding: OutcomeRule['finding'],
): OutcomeRule => ({ outcome: code, zh, en, directions, noteRequired, finding })

/** Every outcome that a worker may record, in the order in which screens offer them. */
export const outcomeRules: readonly OutcomeRule[] = [
  outcome('eligible-apply', '符合条件，已协助申请', 'Eligible, application started', help, false, 'confirmed'),
  outcome('temp-aid-given', '已给予临时救助', 'Temporary aid given', help, false, 'confirmed'),
  outcome('transfer', '转相关部门办理', 'Referred to another department', help, true, 'confirmed'),
  outcome('yishi-yiyi', '提请一事一议', 'Put before the case conference', help, true, 'confirmed'),
  outcome('already-covered', '已享受相应救助', 'Already receives this aid', help, false, 'refuted'),
  outcome('not-eligible', '不符合条件', 'Not eligible', help, true, 'refuted'),
  outcome('self-resolved', '困难已缓解', 'Resolved by the family itself', help, true, 'refuted'),
  outcome('refused', '本人拒绝', 'Help refused', help, true, 'open'),
  outcome('confirmed-stop', '核实，建议停发', 'Confirmed: propose to stop', check, true, 'confirmed'),
  outcome('confirmed-reduce', '核实，建议减发', 'Confirmed: propose to reduce', check, true, 'confirmed'),
  outcome('confirmed-raise', '核实，建议增发', 'Confirmed: propose to raise', check, true, 'confirmed'),
  outcome('recover-funds', '核实，追回多发资金', 'Confirmed: recover funds', check, true, 'confirmed'),
  outcome('unchanged', '复核无变化，继续享受', 'Re-checked: nothing has changed', check, false, 'refuted'),
  outcome('grace', '处于渐退期', 'Within the grace period', check, true, 'refuted'),
  outcome('exempt-asset', '财产符合豁免', 'The asset is exempt', check, true, 'refuted'),
  outcome('false-match', '比对错误', 'Matched to the wrong person', any, true, 'refuted'),
  outcome('data-wrong', '数据有误', 'The data is wrong', any, true, 'refuted'),
  outcome('deceased', '本人已去世', 'Deceased', any, true, 'open'),
  outcome('not-found', '未找到本人', 'Nobody found', any, false, 'open'),
  outcome('moved', '已搬离', 'Moved away', any, true, 'open'),
  outcome('keep-watching', '继续观察', 'Keep watching', any, true, 'open'),
]

/** The rule of one outcome. */
export const outcomeRule = (code: Outcome): OutcomeRule => {
  const found = outcomeRules.find((rule) => rule.outcome === code)
  if (found === undefined) throw new RangeError(`outcome "${code}" has no rule; add it to outcomes.ts`)
  return found
}

const codesOf = (rules: readonly OutcomeRule[]): readonly Outcome[] => rules.map(({ outcome: code }) => code)
const found = (finding: OutcomeRule['finding']) => codesOf(outcomeRules.filter((rule) => rule.finding === finding))

/** What every report counts by: outcomes that say a lead was right, that it was wrong, and that bring a household aid. */
export const countedOutcomes = {
  confirming: found('confirmed'),
  refuting: found('refuted'),
  helping: codesOf(
    outcomeRules.filter(
      ({ finding, directions, outcome: code }) =>
        finding === 'confirmed' && (directions.includes('missed') || code === 'confirmed-raise'),
    ),
  ),
}
