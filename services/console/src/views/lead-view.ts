import { leadKey, taskOf } from '@shouwang/casework'
import type { AskerRole } from '@shouwang/console-api'
import {
  type EvidenceFact,
  FIND_WHO,
  type FiringVerdict,
  type Level,
  type PersonId,
  type TaskEvent,
} from '@shouwang/contracts'
import type { Backend } from '../backend/backend.ts'
import { indicatorIdFor, indicatorNameFor, verdictFor } from './field-access.ts'
import { withNames } from './people-view.ts'

/** A lead as a screen tells it; a cleared one no longer holds. */
type ToldLead = { readonly verdict: FiringVerdict; readonly cleared: boolean }

const GRAVEST_FIRST: readonly Level[] = ['red', 'orange', 'yellow', 'blue', 'none']

/**
 * The leads of a task, those that hold before cleared ones, the gravest first, then in the order in which they came. One that still holds is told in the words of the latest
 * assessment: the history keeps what was known when it came.
 */
export const leadsOf = (
  history: readonly TaskEvent[],
  latest?: { readonly fires: readonly FiringVerdict[] },
): readonly ToldLead[] => {
  const now = new Map(latest?.fires.map((verdict) => [leadKey(verdict), verdict]))
  const told = (taskOf(history)?.leads ?? []).map(({ since: _, worseOn: __, cleared, ...verdict }) => ({
    verdict: (cleared ? undefined : now.get(leadKey(verdict))) ?? verdict,
    cleared,
  }))
  const rank = ({ verdict, cleared }: ToldLead) => GRAVEST_FIRST.indexOf(verdict.level) + (cleared ? 10 : 0)
  return told.sort((a, b) => rank(a) - rank(b))
}

/** Writes a verdict the way one role may read it: masked names, sources by name, nothing that is not theirs. */
export const seeLead = (
  backend: Backend,
  role: AskerRole,
  { verdict, cleared }: ToldLead,
  nameOf: (person: PersonId) => string,
) => {
  const name = indicatorName(backend, verdict.indicator)
  const shown = verdictFor(role, verdict, name)
  return {
    indicator: indicatorIdFor(role, shown.indicator),
    indicatorName: indicatorNameFor(role, name, shown.indicator),
    level: shown.level,
    text: withNames(shown.reason, nameOf),
    sources: sourcesOf(backend, shown.facts),
    confidence: shown.confidence,
    observations: shown.observations,
    advice: shown.advice.map((text) => withNames(text, nameOf)),
    cleared,
  }
}

/** The declared name of an indicator; its id where this version of the program does not know it. */
export const indicatorName = (backend: Backend, id: string): string =>
  (id === FIND_WHO ? '查明是谁' : undefined) ?? backend.indicators.find((indicator) => indicator.id === id)?.name ?? id

/** The declared name of a feed; its id where the catalogue does not know it. */
export const feedName = (backend: Backend, feed: string): string =>
  backend.feeds.find((card) => card.feed === feed)?.name ?? feed

const sourcesOf = (backend: Backend, facts: readonly EvidenceFact[]) => {
  const newest = new Map<string, EvidenceFact>()
  for (const fact of facts) {
    const known = newest.get(fact.feed)
    if (known === undefined || known.day < fact.day) newest.set(fact.feed, fact)
  }
  return [...newest.values()].map(({ provider, feed, day }) => ({
    provider,
    feed,
    feedName: feedName(backend, feed),
    day,
  }))
}
