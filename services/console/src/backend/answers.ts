import type { Board, Command, Conference } from '@shouwang/casework'
import type { ChangeEventType, Day, Level, PersonId, RegionCode } from '@shouwang/contracts'
import type { CircumstanceId, Estimate, RulePrecedent, Simulation } from '@shouwang/indicators'
import type { FileAbout } from '@shouwang/intake'
import type { PolicyDraft } from '@shouwang/policy'

/** A value the caller must handle: what was asked did not happen, and `detail` says why and what would do, in Chinese. */
export type Refused = { readonly ok: false; readonly reason: string; readonly detail: string }

/** What people may do to a task. The alert service decides; the console only asks. */
export type TaskAction = Exclude<Command, { type: 'TransferTask' }>

/** Something that happened to a task, as live pages hear of it. */
export type TaskChange = {
  readonly taskId: string
  readonly seq: number
  readonly type: string
  readonly region: RegionCode | null
  readonly householdNo: string
  readonly level: Level
  readonly assignee: string | null
}

/** Direct identifiers of one person, from the vault; null where no department stated it. */
export type Identity = {
  readonly name: string | null
  readonly idNumber: string | null
  readonly phone: string | null
  readonly address: string | null
}

export type WeeklyReport = {
  readonly from: Day
  readonly to: Day
  readonly regions: readonly {
    readonly region: RegionCode
    readonly name: string
    readonly opened: number
    readonly closed: number
    readonly overdue: number
    readonly inHand: number
    readonly helped: number
    readonly unconfirmed: number
    readonly givenFen: number
    readonly byOffices: number
    readonly officesFen: number
  }[]
  readonly indicators: readonly {
    readonly indicator: string
    readonly name: string
    readonly judged: number
    readonly confirmed: number
    readonly refuted: number
    readonly decided: number
    readonly upheld: number
  }[]
}

/** What the sender knows of a file; without a day it counts for today. */
export type SentFile = Omit<FileAbout, 'asOf' | 'by'> & {
  readonly asOf?: Day | undefined
  readonly by?: string | undefined
}

/** One row set aside, opened: `row` is what the department sent, by column; null where the bytes are no row. */
export type OpenedRow = { readonly row: Readonly<Record<string, string>> | null; readonly text: string }

/** What each draft would do, and what is needed to read the counts. */
export type Simulated = {
  readonly ok: true
  /** One for each draft. */
  readonly simulations: readonly Simulation[]
  /** Of a preview, by how much the sums of each draft may be wrong either way; null where every household was looked at. */
  readonly margins: readonly Estimate['margins'][] | null
  /** All households there; more than were looked at in a preview. */
  readonly total: number
  readonly gridWorkers: number
}

/** What is asked of a simulation. */
export type SimulationAsked = {
  readonly drafts: readonly PolicyDraft[]
  /** The region's digits without the zeros at their end: what the codes of its households begin with. */
  readonly prefix: string
  readonly day: Day
  readonly preview: boolean
}

export type Posted = { readonly ok: true; readonly board: Board }

export type Conferred = { readonly ok: true; readonly conference: Conference }

/** Who writes at a conference: a member of staff of the region that it is of. */
export type Secretary = {
  readonly staffNo: string
  readonly role: 'coordinator' | 'district' | 'city'
  readonly region: RegionCode
}

/** The row of a department that stated a fact: its delivery, and its place in it. */
export type RowBehind = {
  readonly person: PersonId
  readonly type: ChangeEventType
  readonly sourceKey: string
  readonly delivery: string
  readonly rowNo: number | null
}

/** A rule made of precedents, as files of a draft. */
export type PrecedentRule = {
  readonly ok: true
  readonly programmeName: string
  readonly who: string
  /** What it asks for, in words. */
  readonly conditions: readonly string[]
  readonly shared: readonly CircumstanceId[]
  readonly dropped: readonly string[]
  readonly files: PolicyDraft
}

/** Which precedents, of which programme; `region` is six digits, `known` the newest text of its own version, null without one. */
export type PrecedentRuleAsked = {
  readonly precedents: readonly RulePrecedent[]
  readonly title: string
  readonly programme: string
  readonly path: string
  readonly region: RegionCode
  readonly from: Day
  readonly known: string | null
}
