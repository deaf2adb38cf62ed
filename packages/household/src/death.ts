import type { ChangeEventData, Day } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

export type DeathSource = ChangeEventData['DeathReported']['source']

/** A death with every source that reports it now. `day` is the death; the cremation where only that is known. */
export type Death = {
  readonly day: Day
  /** In the order police, health, funeral. */
  readonly sources: readonly DeathSource[]
  readonly facts: readonly KnownFact<'DeathReported'>[]
}

const inOrder: readonly DeathSource[] = ['police', 'health', 'funeral']

/**
 * What the three death sources (公安 销户, 卫健 死亡证明, 殡葬 火化) say; null when none reports a death or each has
 * withdrawn it. Of several days that one source named, the one it stated last counts. The funeral source's day counts
 * only where no other is known, since it may be the cremation's.
 */
export const deathOf = (facts: Facts): Death | null => {
  const reported = lastOfEachSource(facts.DeathReported ?? [])
  if (reported.length === 0) return null
  const sources = inOrder.filter((source) => reported.some(({ data }) => data.source === source))
  return { day: dayOfDeath(reported), sources, facts: reported }
}

/** True when some source reports a death on or before `day`. */
export const isDeadOn = (facts: Facts, day: Day): boolean =>
  facts.DeathReported !== undefined &&
  facts.DeathReported.length > 0 &&
  dayOfDeath(lastOfEachSource(facts.DeathReported)) <= day

type Report = KnownFact<'DeathReported'>

const lastOfEachSource = (reported: readonly Report[]): readonly Report[] =>
  reported.length < 2
    ? reported
    : reported.filter((one) => !reported.some((other) => other.data.source === one.data.source && isLater(other, one)))

const isLater = (a: Report, b: Report): boolean => a.day > b.day || (a.day === b.day && a.data.day > b.data.day)

const dayOfDeath = (reported: readonly Report[]): Day => {
  let earliest = ''
  let certain = false
  for (const { data } of reported) {
    const better = data.source !== 'funeral'
    if (earliest === '' || (better && !certain) || (better === certain && data.day < earliest)) earliest = data.day
    certain ||= better
  }
  return earliest
}
