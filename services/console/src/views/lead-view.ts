import type { Role } from '@shouwang/console-api'
import type { EvidenceFact, FiringVerdict, PersonId, TaskEvent } from '@shouwang/contracts'
import type { Backend } from '../backend/backend.ts'
import { indicatorIdFor, indicatorNameFor, verdictFor } from './field-access.ts'
import { withNames } from './people-view.ts'

/** A lead of a task as its history left it. */
export type TaskLead = { readonly verdict: FiringVerdict; readonly cleared: boolean }

/**
 * The leads of a task in the order in which they came. One that still stands is told in the words of the latest
 * assessment: the history keeps what was known when it came.
 */
export const leadsOf = (
  history: readonly TaskEvent[],
  latest?: { readonly fires: readonly FiringVerdict[] },
): readonly TaskLead[] => {
  const now = new Map(latest?.fires.map((verdict) => [keyOf(verdict), verdict]))
  return recordedLeads(history).map(({ verdict, cleared }) => ({
    verdict: (cleared ? undefined : now.get(keyOf(verdict))) ?? verdict,
    cleared,
  }))
}

const recordedLeads = (history: readonly TaskEvent[]): readonly TaskLead[] => {
  const leads = new Map<string, TaskLead>()
  for (const event of history) {
    if (event.type === 'TaskOpened')
      for (const verdict of event.leads) leads.set(keyOf(verdict), { verdict, cleared: false })
    if (event.type === 'LeadJoined' || event.type === 'LeadWorsened') {
      leads.set(keyOf(event.lead), { verdict: event.lead, cleared: false })
    }
    if (event.type === 'LeadCleared') {
      const key = `${event.indicator} ${event.person ?? ''}`
      const lead = leads.get(key)
      if (lead !== undefined) leads.set(key, { ...lead, cleared: true })
    }
  }
  return [...leads.values()]
}

const keyOf = (verdict: FiringVerdict): string => `${verdict.indicator} ${verdict.person ?? ''}`

/** Writes a verdict the way one role may read it: masked names, sources by name, nothing that is not theirs. */
export const seeLead = (
  backend: Backend,
  role: Role,
  { verdict, cleared }: TaskLead,
  nameOf: (person: PersonId) => string,
) => {
  const shown = verdictFor(role, verdict)
  return {
    indicator: indicatorIdFor(role, shown.indicator),
    indicatorName: indicatorNameFor(role, indicatorName(backend, shown.indicator)),
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
  backend.indicators.find((indicator) => indicator.id === id)?.name ?? id

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
