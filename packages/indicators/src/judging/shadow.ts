import type { FiringVerdict, UnknownVerdict } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'

/** What every indicator says of one household, those in shadow included. */
type Judged = {
  readonly fires: FiringVerdict[]
  readonly fired: readonly Indicator[]
  readonly unknown: UnknownVerdict[]
}

/** What indicators in shadow say of a household: it fires, or what it lacks to tell. */
export type ShadowVerdict = FiringVerdict | UnknownVerdict

const none: readonly ShadowVerdict[] = []

/** True while an indicator is not in use at the place of a policy: judged and counted, and nobody is sent for it. */
export const isInShadow = ({ inUse }: Pick<Indicator, 'inUse'>, policy: Policy): boolean =>
  inUse !== undefined && policy.number(inUse).value === 0

/** The switches of these indicators that have one, by their ids. */
export const switchesOf = (indicators: readonly Indicator[]): ReadonlyMap<string, NumberId> =>
  new Map(indicators.flatMap(({ id, inUse }) => (inUse === undefined ? [] : [[id, inUse] as const])))

/**
 * Sets apart what indicators say that are not in use at the place. A switch is read only where its indicator says
 * something: a household of which it says nothing is not judged again when it is thrown.
 */
export const shadowApart = <J extends Judged>(
  judged: J,
  switches: ReadonlyMap<string, NumberId>,
  policy: Policy,
): J & { readonly shadow: readonly ShadowVerdict[] } => {
  const isShadow = ({ indicator }: ShadowVerdict): boolean => {
    const inUse = switches.get(indicator)
    return inUse !== undefined && policy.number(inUse).value === 0
  }
  const { fires, fired, unknown } = judged
  if (!fires.some(isShadow) && !unknown.some(isShadow)) return { ...judged, shadow: none }
  const shadow: readonly ShadowVerdict[] = [...fires.filter(isShadow), ...unknown.filter(isShadow)]
  return {
    ...judged,
    fires: fires.filter((verdict) => !isShadow(verdict)),
    fired: fired.filter((indicator) => !isInShadow(indicator, policy)),
    unknown: unknown.filter((verdict) => !isShadow(verdict)),
    shadow,
  }
}
