import { type CaseMatter, type Direction, FIND_WHO, type Outcome } from '@shouwang/contracts'

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
  /** The work that it asks for, in a case with an owner and a day; null where nothing is left to do. */
  readonly matter: CaseMatter | null
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
  matter: CaseMatter | null = null,
): OutcomeRule => ({ outcome: code, zh, en, directions, noteRequired, finding, matter })

/** Every outcome that a worker may record, in the order in which screens offer them. */
export const outcomeRules: readonly OutcomeRule[] = [
  outcome(
    'eligible-apply',
    '符合条件，已协助申请',
    'Eligible, application started',
    help,
    false,
    'confirmed',
    'application',
  ),
  outcome('temp-aid-given', '已给予临时救助', 'Temporary aid given', help, false, 'confirmed', 'relief'),
  outcome('transfer', '转相关部门办理', 'Referred to another department', help, true, 'confirmed', 'referral'),
  outcome('yishi-yiyi', '提请一事一议', 'Put before the case conference', help, true, 'confirmed', 'conference'),
  outcome('already-covered', '已享受相应救助', 'Already receives this aid', help, false, 'refuted'),
  outcome('not-eligible', '不符合条件', 'Not eligible', help, true, 'refuted'),
  outcome('self-resolved', '困难已缓解', 'Resolved by the family itself', help, true, 'refuted'),
  outcome('refused', '本人拒绝', 'Help refused', help, true, 'open'),
  outcome('confirmed-stop', '核实，建议停发', 'Confirmed: propose to stop', check, true, 'confirmed', 'stop'),
  outcome('confirmed-reduce', '核实，建议减发', 'Confirmed: propose to reduce', check, true, 'confirmed', 'reduction'),
  outcome('confirmed-raise', '核实，建议增发', 'Confirmed: propose to raise', check, true, 'confirmed', 'increase'),
  outcome('recover-funds', '核实，追回多发资金', 'Confirmed: recover funds', check, true, 'confirmed', 'recovery'),
  outcome('unchanged', '复核无变化，继续享受', 'Re-checked: nothing has changed', check, false, 'refuted'),
  outcome('grace', '处于渐退期', 'Within the grace period', check, true, 'refuted'),
  outcome('exempt-asset', '财产符合豁免', 'The asset is exempt', check, true, 'refuted'),
  outcome('false-match', '比对错误', 'Matched to the wrong person', any, true, 'refuted'),
  outcome('data-wrong', '数据有误', 'The data is wrong', any, true, 'refuted'),
  outcome('deceased', '本人已去世', 'Deceased', any, true, 'open'),
  outcome('nobody-home', '家中无人', 'Nobody at home', any, false, 'open'),
  outcome('not-found', '未见到本人', 'Not met in person', any, false, 'open'),
  outcome('moved', '已搬离', 'Moved away', any, true, 'open'),
  outcome('keep-watching', '继续观察', 'Keep watching', any, true, 'open'),
]

/** The rule of one outcome. */
export const outcomeRule = (code: Outcome): OutcomeRule => {
  const found = outcomeRules.find((rule) => rule.outcome === code)
  if (found === undefined) throw new RangeError(`outcome "${code}" has no rule; add it to outcomes.ts`)
  return found
}

/** The words of an outcome; of a report without a name, `false-match` says that there is no such person or need. */
export const outcomeWords = (
  code: Outcome,
  leads: readonly { readonly indicator: string }[] = [],
): Pick<OutcomeRule, 'zh' | 'en'> =>
  code === 'false-match' && leads.some(({ indicator }) => indicator === FIND_WHO)
    ? { zh: '查无此人或此事', en: 'No such person or need' }
    : outcomeRule(code)

/** True where nobody of the family was met: the visit is tried again. */
export const isUnmet = (code: Outcome): boolean => code === 'nobody-home' || code === 'not-found'

const codesOf = (rules: readonly OutcomeRule[]): readonly Outcome[] => rules.map(({ outcome: code }) => code)
const found = (finding: OutcomeRule['finding']) => codesOf(outcomeRules.filter((rule) => rule.finding === finding))

/**
 * What every report counts by: outcomes that say a lead was right, that it was wrong, and that begin work in a case. None of
 * them says that a family was helped: only aid does.
 */
export const countedOutcomes = {
  confirming: found('confirmed'),
  refuting: found('refuted'),
  inHand: codesOf(outcomeRules.filter(({ matter }) => matter !== null)),
}
