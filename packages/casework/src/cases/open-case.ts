import type { CaseMatter, Department, Direction, Level, Outcome, RegionCode } from '@shouwang/contracts'
import type { HouseholdFile } from '../household-file.ts'
import { route } from '../route.ts'
import type { Circumstances } from '../step.ts'
import type { Case, CaseRank } from './case.ts'
import { firstStep, stepDue } from './procedure.ts'
import type { CaseEventDraft } from './record-case.ts'

/** What a case is opened about. */
export type Need = {
  readonly matter: CaseMatter
  readonly origin: Case['origin']
  readonly department: Department | null
  /** The lead that it comes from; a need that nobody predicted has no level. */
  readonly direction: Direction | null
  readonly level: Level
  readonly region: RegionCode | null
  readonly taskId: string | null
  readonly outcome: Outcome | null
  readonly leads: readonly string[]
  readonly note: string
}

/** The rank that the rules give a need; a person may change it with a reason. */
const rankOf = ({ direction, level, matter }: Need): CaseRank => {
  const urgent = direction === 'urgent'
  const grade = level === 'red' || urgent ? 1 : level === 'orange' ? 2 : 3
  return {
    class: urgent && matter === 'relief' ? 'immediate' : matter === 'conference' ? 'joint' : 'department',
    kind: urgent ? 'emergency' : 'expenditure',
    grade,
    reasons: [
      urgent ? 'urgent-direction' : 'expenditure-lead',
      ...(level === 'red' ? (['level-red'] as const) : level === 'orange' ? (['level-orange'] as const) : []),
    ],
  }
}

/** The case of a household that is open about this matter for this department; what comes again feeds it. */
export const openCaseAbout = (file: HouseholdFile, need: Pick<Need, 'matter' | 'department'>): Case | undefined =>
  file.cases.find(({ matter, department }) => matter === need.matter && department === need.department)

/**
 * The opening of a case. Its owner is whoever is in charge of the town, and where nobody is, the one who asks: a case always
 * has somebody and a day.
 */
export const openingOf = (file: HouseholdFile, need: Need, c: Circumstances): CaseEventDraft => {
  const rank = rankOf(need)
  const { assignee } = route(need.region, c.places, 'coordinator')
  const step = firstStep(need.matter)
  const { direction: _, level: __, leads, ...kept } = need
  return {
    type: 'CaseOpened',
    household: file.household,
    householdNo: file.householdNo,
    ...kept,
    ...rank,
    reasons: [...rank.reasons],
    leads: [...leads],
    owner: assignee ?? (c.by === 'system' ? null : c.by),
    step,
    dueOn: stepDue(c.day, step, rank.class, c.rules),
  }
}
