import type {
  Board,
  BoardCommand,
  CallConference,
  CaseCommand,
  Command,
  Conference,
  ConferenceCommand,
  DepartmentUser,
  DrawBoard,
  HelpFromList,
  ObjectToBoard,
  OpenCase,
  OutcomeRule,
  Reconciled,
  ReferralCommand,
} from '@shouwang/casework'
import type { ShadowJudged } from '@shouwang/clickhouse'
import type { ChangeEventType, Day, Direction, EvidenceFact, Level, PersonId, RegionCode } from '@shouwang/contracts'
import type { Cipher } from '@shouwang/identity'
import type {
  CircumstanceId,
  Estimate,
  Hardship,
  HouseholdCheck,
  HouseholdMeans,
  RulePrecedent,
  Simulation,
} from '@shouwang/indicators'
import type { BadRow, FileAbout, FileChecked, RecordsForm, Row, SentBy } from '@shouwang/intake'
import type { PatrolRules } from '@shouwang/patrols'
import type { PolicyDraft, PolicyPage } from '@shouwang/policy'
import type { LedgerLine, Sql, WaitingFilter } from '@shouwang/postgres'
import type { Looked, Terms } from '@shouwang/retention'
import type { VisitForm } from '@shouwang/visit-forms'

/** A value the caller must handle: what was asked did not happen, and `detail` says why and what would do, in Chinese. */
export type Refused = { readonly ok: false; readonly reason: string; readonly detail: string }

/** What people may do to a task. The alert service decides; the console only asks. */
export type TaskAction = Exclude<Command, { type: 'TransferTask' }>

/** One outcome that a worker may record, with its words. */
export type OutcomeChoice = Omit<OutcomeRule, 'finding' | 'matter'>

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

/** What a column of a departmental row holds, so that screens know what to mask. */
export type ColumnHolds = 'id-number' | 'name' | 'phone' | 'address' | 'plain'

/** One column of a feed with its other headers, and the words that a cell may have; words that mean the same stand together. */
export type FeedField = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly codes: readonly (readonly string[])[]
}

/** One departmental interface as the catalogue declares it. */
export type FeedCard = {
  readonly feed: string
  /** 接口名称, e.g. 残疾人证. */
  readonly name: string
  readonly provider: string
  readonly cadence: string
  /** False for reference files (regions, staff), which have no topic. */
  readonly hasTopic: boolean
  /** Days after which a missing delivery is overdue; null for event-driven feeds. */
  readonly overdueAfterDays: number | null
  /** Why we may receive it (合法性依据). */
  readonly legalBasis: string | null
  readonly columns: readonly { readonly name: string; readonly required: boolean; readonly holds: ColumnHolds }[]
  /** The same columns once each, as a department fills them in. */
  readonly fields: readonly FeedField[]
}

/** The declared name and what judging with it needs (packages/indicators). */
export type IndicatorCard = {
  readonly id: string
  readonly name: string
  readonly direction: Direction
  readonly class: string
  readonly level: Level
  readonly source: string
  readonly reads: readonly ChangeEventType[]
  readonly parameters: readonly string[]
  readonly programmes: readonly string[]
  /** The number that takes it into use where it begins in shadow. */
  readonly inUse?: string
}

/** One aid programme, in the words a caseworker tells a family. */
export type ProgrammeCard = {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly papers: readonly string[]
  readonly ask: readonly string[]
  readonly source: string | null
  /** Within how many days a decision may be appealed against; null where there is none to appeal against. */
  readonly appealDays: number | null
  /** True where who receives it is public as long as it is given (长期公示). */
  readonly recipientsPublic: boolean
}

type WeeklyReport = {
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
type SentFile = Omit<FileAbout, 'asOf' | 'by'> & { readonly asOf?: Day | undefined; readonly by?: string | undefined }

/** One row set aside, opened: `row` is what the department sent, by column; null where the bytes are no row. */
type OpenedRow = { readonly row: Readonly<Record<string, string>> | null; readonly text: string }

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

type Posted = { readonly ok: true; readonly board: Board }

type Conferred = { readonly ok: true; readonly conference: Conference }

/** Who writes at a conference: a member of staff of the region that it is of. */
export type Secretary = {
  readonly staffNo: string
  readonly role: 'coordinator' | 'district' | 'city'
  readonly region: RegionCode
}

/** The row of a department that stated a fact: its delivery, and its place in it. */
type RowBehind = {
  readonly person: PersonId
  readonly type: ChangeEventType
  readonly sourceKey: string
  readonly delivery: string
  readonly rowNo: number | null
}

/** A rule made of precedents, as files of a draft. */
type PrecedentRule = {
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
type PrecedentRuleAsked = {
  readonly precedents: readonly RulePrecedent[]
  readonly title: string
  readonly programme: string
  readonly path: string
  readonly region: RegionCode
  readonly from: Day
  readonly known: string | null
}

/**
 * Everything that the console needs of the rest of the program. Reads of tasks, households, deliveries and quarantine
 * go to `sql` directly; what other services own is asked for here. Functions throw only when a server is away.
 */
export type Backend = {
  readonly sql: Sql
  /** The business day (`--as-of`, or today in Asia/Shanghai). */
  readonly today: () => Day
  /** Epoch milliseconds: session expiry and audit. */
  readonly nowMs: () => number
  /** Seals what the store keeps of secrets: second factors, phones. */
  readonly cipher: Pick<Cipher, 'seal' | 'open'>
  /** `length` random bytes: session tokens. */
  readonly randomBytes: (length: number) => Uint8Array
  readonly tasks: {
    readonly outcomes: readonly OutcomeChoice[]
    /** Resolves once the happening is durable. `by` is a staff number. */
    readonly perform: (
      action: TaskAction,
      by: string,
    ) => Promise<{ readonly ok: true; readonly conflict: boolean } | Refused>
    readonly cases: {
      readonly perform: (command: CaseCommand, by: string) => Promise<{ readonly ok: true } | Refused>
      readonly answer: (command: ReferralCommand, user: DepartmentUser) => Promise<{ readonly ok: true } | Refused>
      readonly help: (
        asked: HelpFromList & { readonly nth: number },
        user: DepartmentUser,
      ) => Promise<{ readonly ok: true } | Refused>
      readonly open: (
        asked: OpenCase,
        by: string,
      ) => Promise<{ readonly ok: true; readonly case: { readonly caseId: string } } | Refused>
    }
    readonly leads: {
      /** False where there is no such lead. */
      readonly join: (leadNo: string, person: PersonId, by: string) => Promise<boolean>
    }
    readonly conferences: {
      readonly call: (asked: CallConference, by: Secretary) => Promise<Conferred | Refused>
      readonly hold: (command: ConferenceCommand, by: Secretary) => Promise<Conferred | Refused>
    }
    readonly publicity: {
      readonly draw: (asked: DrawBoard, by: string) => Promise<Posted | Refused>
      readonly keep: (command: BoardCommand, by: string) => Promise<Posted | Refused>
      readonly object: (asked: ObjectToBoard, objector: string | null, by: string) => Promise<Posted | Refused>
    }
    /** Calls `listener` for every change until the returned function is called. */
    readonly subscribe: (listener: (change: TaskChange) => void) => () => void
  }
  readonly vault: {
    /** What is known of these persons; one that no vault row names is left out. */
    readonly identify: (persons: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Identity>>
    /** The pseudonym of an ID number; undefined when the number is not a valid one. */
    readonly pseudonym: (idNumber: string) => PersonId | undefined
    /** The keys under which a name and a telephone are kept; no telephone where the words are none. */
    readonly keysOf: (words: string) => { readonly name: string; readonly phone: string | null }
  }
  /** The number of a lead that is told through a door of the console; the same key is the same lead. */
  readonly leadNo: (source: string, key: string) => string
  readonly intake: {
    /** Takes a file as it streams in. Resolves with its delivery once every row is durable. */
    readonly receiveFile: (
      bytes: ReadableStream<Uint8Array>,
      about: SentFile,
    ) => Promise<{ readonly ok: true; readonly delivery: string } | Refused>
    /** Reads the records of a request's body as a file of the same form is read. Throws `FileProblem`. */
    readonly readRecords: (feed: string, bytes: Uint8Array, form: RecordsForm) => Promise<readonly (Row | BadRow)[]>
    /** Takes records that were read so. Resolves once they are durable; throws `FileProblem` where they are rounded. */
    readonly receiveRecords: (
      feed: string,
      records: readonly (Row | BadRow)[],
      /** The same sender and key again are the same delivery, or a conflict when the rows are others. */
      by: SentBy,
    ) => Promise<{ readonly ok: true; readonly delivery: string } | Refused>
    /** How many rows of a feed wait to be taken in. Throws while the log is away. */
    readonly backlog: (feed: string) => Promise<number>
    /** Says what a file is and which rows would be set aside, and keeps nothing. */
    readonly check: (bytes: ReadableStream<Uint8Array>, about: SentFile) => Promise<FileChecked>
    /** True when everything that was taken in is judged and its tasks exist. */
    readonly settled: () => Promise<boolean>
  }
  readonly quarantine: {
    /** The row's own words, unsealed; undefined when there is no such id. */
    readonly open: (quarantineId: string) => Promise<OpenedRow | undefined>
    /**
     * Sends the row again, as mended. `row` null sends the original bytes. A message that crashed a stage goes to its topic
     * again and is no new delivery.
     */
    readonly replay: (
      quarantineId: string,
      row: Readonly<Record<string, string>> | null,
      by: string,
    ) => Promise<{ readonly ok: true; readonly delivery: string | null } | Refused>
    /** Sends the next of many waiting rows again; `next` is where to go on, null at the end. */
    readonly replayWaiting: (
      filter: WaitingFilter,
      after: string,
      by: string,
    ) => Promise<
      | {
          readonly ok: true
          readonly sent: number
          /** Messages that had crashed a stage, which have no delivery of their own. */
          readonly resent: number
          readonly unreadable: number
          readonly deliveries: readonly string[]
          readonly next: string | null
        }
      | Refused
    >
    readonly discard: (quarantineId: string, why: string, by: string) => Promise<{ readonly ok: true } | Refused>
  }
  readonly feeds: readonly FeedCard[]
  /** The forms of visits, every version. */
  readonly visitForms: readonly VisitForm[]
  /** Who is visited every so often, and how many a day has room for. */
  readonly patrolRules: PatrolRules
  readonly indicators: readonly IndicatorCard[]
  readonly programmes: readonly ProgrammeCard[]
  /** Every programme held against what is known of a household now. */
  readonly checkHousehold: (household: string, region: RegionCode | null, day: Day) => Promise<HouseholdCheck>
  /** What a household lives on and owns, as far as offices tell now. */
  readonly householdMeans: (household: string, region: RegionCode | null, day: Day) => Promise<HouseholdMeans>
  /** How hard the state of a household is now, in parts. */
  readonly householdHardship: (household: string, region: RegionCode | null, day: Day) => Promise<Hardship>
  /** What a draft of changed policies would do to the stored households; reads only. */
  readonly simulate: (asked: SimulationAsked) => Promise<Simulated | Refused>
  /** The rows of departments behind facts, as far as the warehouse has copied them; none without one. */
  readonly rowsBehind: (statements: readonly EvidenceFact[]) => Promise<readonly RowBehind[]>
  /** A rule that would have covered what conferences decided, as a draft that somebody may propose. */
  readonly ruleOfPrecedents: (asked: PrecedentRuleAsked) => PrecedentRule | Refused
  /** The page of a region on a day: every number in force, and what it has not entered. */
  readonly policyOn: (region: string, day: Day) => PolicyPage
  readonly retention: {
    readonly terms: Terms
    /** What is kept, and what the next run would delete. */
    readonly look: () => Promise<readonly Looked[]>
  }
  readonly reports: {
    readonly weekly: (about: { readonly region: RegionCode; readonly until: Day }) => Promise<WeeklyReport>
    /** The same of any span. Throws where there is no warehouse. */
    readonly month: (about: {
      readonly region: RegionCode
      readonly from: Day
      readonly to: Day
    }) => Promise<WeeklyReport>
    /** What visits found where indicators fire in shadow. Throws where there is no warehouse. */
    readonly shadow: (about: {
      readonly region: RegionCode
      readonly from: Day
      readonly to: Day
    }) => Promise<readonly ShadowJudged[]>
    /** What cases decided and gave against what the subsidy card paid (一卡通对账). */
    readonly payments: (about: {
      readonly within: string
      readonly from: Day
      readonly to: Day
      readonly today: Day
    }) => Promise<Reconciled>
    readonly ledger: (about: {
      readonly from: Day
      readonly to: Day
      readonly within?: string
    }) => Promise<readonly LedgerLine[]>
  }
}
