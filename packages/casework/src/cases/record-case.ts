import type { CaseEvent } from '@shouwang/contracts'
import { nextConditionDay } from '../conferences/case-conditions.ts'
import type { HouseholdFile, Suppression } from '../household-file.ts'
import type { Circumstances, Step } from '../step.ts'
import { type Case, isCaseOver } from './case.ts'
import { evolveCase } from './evolve-case.ts'

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never

/** A line before it has its place in a case's history. */
export type CaseEventDraft = Without<CaseEvent, 'caseId' | 'seq' | 'at' | 'day' | 'by' | 'command'>

/** Writes lines into the history of one case, and lets the household's file follow. `known` is the case, over or not. */
export const recordCase = (
  step: Step,
  caseId: string,
  known: Case | undefined,
  drafts: readonly CaseEventDraft[],
  { at, day, by }: Pick<Circumstances, 'at' | 'day' | 'by'>,
  command?: string,
): Step => {
  if (drafts.length === 0) return step
  let { file } = step
  let now = known
  const caseEvents: CaseEvent[] = []
  for (const draft of drafts) {
    const told = { caseId, seq: (now?.seq ?? 0) + 1, at, day, by, ...(command === undefined ? {} : { command }) }
    const event = { ...draft, ...told } as CaseEvent
    now = evolveCase(now, event)
    file = followCase(file, now, event)
    caseEvents.push(event)
  }
  const others = step.cases.filter((each) => each.caseId !== caseId)
  return {
    ...step,
    file,
    cases: now === undefined ? others : [...others, now],
    caseEvents: [...step.caseEvents, ...caseEvents],
  }
}

const followCase = (file: HouseholdFile, now: Case, event: CaseEvent): HouseholdFile => {
  const others = file.cases.filter(({ caseId }) => caseId !== now.caseId)
  const cases = isCaseOver(now) ? others : [...others, now]
  const unwatched = file.watched.filter(({ caseId }) => caseId !== now.caseId)
  const watched = isCaseOver(now) && nextConditionDay(now) !== null ? [...unwatched, now] : unwatched
  const followed = { ...file, cases, watched, givenFen: givenAfter(file, now, event) }
  switch (event.type) {
    case 'CaseOpened':
      return { ...followed, casesOpened: file.casesOpened + 1 }
    case 'CaseClosed':
      return { ...followed, suppressed: withRest(file.suppressed, leadsLetGo(now, others), event.restUntil) }
    case 'CaseReopened':
    case 'DecisionAppealed':
    case 'DecisionObjected':
      return { ...followed, suppressed: withRest(file.suppressed, now.leads, null) }
    default:
      return followed
  }
}

/** The leads that no other case of the household has in hand. */
const leadsLetGo = (closed: Case, others: readonly Case[]): readonly string[] => {
  const inHand = new Set(others.flatMap(({ leads }) => leads))
  return closed.leads.filter((key) => !inHand.has(key))
}

const withRest = (
  suppressed: HouseholdFile['suppressed'],
  keys: readonly string[],
  until: Suppression['until'],
): HouseholdFile['suppressed'] => {
  const changed = keys.flatMap((key): [string, Suppression][] => {
    const known = suppressed[key]
    return known === undefined ? [] : [[key, { ...known, until }]]
  })
  return { ...suppressed, ...Object.fromEntries(changed) }
}

const givenAfter = (file: HouseholdFile, now: Case, event: CaseEvent): HouseholdFile['givenFen'] => {
  if (event.type === 'AidGiven')
    return added(file.givenFen, event.day.slice(0, 4), event.countsFen ?? event.aid.amountFen)
  if (event.type !== 'AidReversed') return file.givenFen
  const taken = now.aid.find(({ aidId }) => aidId === event.aidId)
  return taken === undefined
    ? file.givenFen
    : added(file.givenFen, taken.day.slice(0, 4), -(taken.countsFen ?? taken.amountFen))
}

const added = (sums: HouseholdFile['givenFen'], year: string, fen: number): HouseholdFile['givenFen'] => ({
  ...sums,
  [year]: (sums[year] ?? 0) + fen,
})
