import type { Day } from '@shouwang/contracts'
import { type Case, isGrant } from '../cases/case.ts'
import type { CaseworkRules } from '../rules.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

type About = { readonly programme: string; readonly day: Day; readonly procedures: CaseworkRules['procedures'] }

/**
 * Why nothing may be paid under a programme by what a case decided; null where nothing is in the way. What law wants public
 * (公示) is paid once a board named it, or may not name it, and its days are over; what no decision grants is help first, and no
 * board could name it yet.
 */
export const unpublished = (
  { decisions }: Pick<Case, 'decisions'>,
  { programme, day, procedures }: About,
): CaseRefusal | null => {
  const grants = decisions.filter(isGrant)
  if (grants.length === 0) return null
  const isPosted = grants.every(({ publicUntil, boardNo }) => publicUntil == null || boardNo !== undefined)
  const wantsBoard = procedures?.get(programme)?.publicityDays != null
  if (!isPosted || (wantsBoard && !grants.some((each) => each.programme === programme))) return 'not-posted'
  return grants.some(({ publicUntil }) => publicUntil != null && publicUntil >= day) ? 'in-publicity' : null
}
