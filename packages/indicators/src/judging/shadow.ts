import type { FiringVerdict, UnknownVerdict } from '@shouwang/contracts'
import type { Policy } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'

/** What an indicator in shadow (影子指标) says of a household: it fires, or what it lacks to tell. */
export type ShadowVerdict = FiringVerdict | UnknownVerdict

/** True while an indicator is not in use at the place of a policy: judged and counted, and nobody is sent for it. */
export const isInShadow = ({ inUse }: Pick<Indicator, 'inUse'>, policy: Policy): boolean =>
  inUse !== undefined && policy.number(inUse).value === 0
