import type {
  BoardCommand,
  CallConference,
  CaseCommand,
  ConferenceCommand,
  DayHappened,
  DepartmentUser,
  DrawBoard,
  HelpFromList,
  KinCommand,
  MajorMatter,
  MajorRules,
  ObjectToBoard,
  OpenCase,
  QueueRules,
  Reconciled,
  ReferralCommand,
} from '@shouwang/casework'
import type { ShadowJudged } from '@shouwang/clickhouse'
import type { Day, EvidenceFact, PersonId, RegionCode } from '@shouwang/contracts'
import type { EvaluationBook } from '@shouwang/evaluation'
import type { DraftChoices } from '@shouwang/feeds'
import type { Cipher } from '@shouwang/identity'
import type { Hardship, HouseholdCheck, HouseholdMeans, OfficialKin } from '@shouwang/indicators'
import type {
  BadRow,
  DraftNames,
  FeedDraft,
  FileChecked,
  NoDraft,
  RecordsForm,
  Row,
  SampleFile,
  SentBy,
  TriedDeclaration,
} from '@shouwang/intake'
import type { PatrolRules } from '@shouwang/patrols'
import type { PolicyPage, StandardGrowth } from '@shouwang/policy'
import type { LedgerLine, Sql, WaitingFilter } from '@shouwang/postgres'
import type { LeadPerhaps, Looked, Terms } from '@shouwang/retention'
import type { VisitForm } from '@shouwang/visit-forms'
import type {
  Conferred,
  Identity,
  OpenedRow,
  Posted,
  PrecedentRule,
  PrecedentRuleAsked,
  Refused,
  RowBehind,
  Secretary,
  SentFile,
  Simulated,
  SimulationAsked,
  TaskAction,
  TaskChange,
  WeeklyReport,
} from './answers.ts'
import type { FeedCard, IndicatorCard, OutcomeChoice, ProgrammeCard } from './cards.ts'

/**
 * Everything that the console needs of the rest of the program. Reads of tasks, households, deliveries and quarantine
 * go to `sql` directly; what other services own is asked for here. Functions throw only when a server is away.
 */
/** The major matters of a day, and the rules by which they are. */
type MajorOfDay = { readonly rules: MajorRules; readonly matters: readonly MajorMatter[] }

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
    readonly officialKin: {
      readonly record: (command: KinCommand, by: string) => Promise<{ readonly ok: true } | Refused>
    }
    /** Calls `listener` for every change until the returned function is called. */
    readonly subscribe: (listener: (change: TaskChange) => void) => () => void
  }
  readonly vault: {
    /** What is known of these persons; one that no vault row names is left out. */
    readonly identify: (persons: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Identity>>
    /** The pseudonym of an ID number; undefined when the number is not a valid one. */
    readonly pseudonym: (idNumber: string) => PersonId | undefined
    /** How one partner calls a household or a person: two of them can't put together what each was told. */
    readonly nameFor: (partner: string, thing: string) => string
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
  readonly feedDrafts: {
    /** Drafts a feed from a sample file, which is kept nowhere. */
    readonly draft: (sample: SampleFile, named: DraftNames, choices: DraftChoices) => Promise<FeedDraft | NoDraft>
    /** What a declaration that is saved nowhere makes of the sample. */
    readonly attempt: (id: string, declaration: string, sample: SampleFile) => Promise<TriedDeclaration>
    /** Keeps a declaration in the installation's own folder; from now on files of it are taken. */
    readonly save: (id: string, declaration: string, replace: boolean) => Promise<{ readonly ok: true } | Refused>
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
  /** Holds one household against 近亲属备案; who may read of it is for each door to ask. */
  readonly officialKin: (household: string, region: RegionCode | null, day: Day) => Promise<OfficialKin>
  /** What a draft of changed policies would do to the stored households; reads only. */
  readonly simulate: (asked: SimulationAsked) => Promise<Simulated | Refused>
  /** The rows of departments behind facts, as far as the warehouse has copied them; none without one. */
  readonly rowsBehind: (statements: readonly EvidenceFact[]) => Promise<readonly RowBehind[]>
  /** A rule that would have covered what conferences decided, as a draft that somebody may propose. */
  readonly ruleOfPrecedents: (asked: PrecedentRuleAsked) => PrecedentRule | Refused
  /** The page of a region on a day: every number in force, and what it has not entered. */
  readonly policyOn: (region: string, day: Day) => PolicyPage
  /** How what visits found moves a household in the queue, by the numbers of a place. */
  readonly queueRulesOn: (region: RegionCode | null, day: Day) => QueueRules
  /** The standards by which towns and departments are evaluated. */
  readonly evaluation: EvaluationBook
  /** How the money standards of every city moved between two days. */
  readonly standardsGrowth: (from: Day, to: Day) => readonly StandardGrowth[]
  readonly retention: {
    readonly terms: Terms
    /** What is kept, and what the next run would delete. */
    readonly look: () => Promise<readonly Looked[]>
    /** Leads that nobody joined to anybody and that have a person's name alone. */
    readonly leadsPerhaps: (person: PersonId) => Promise<readonly LeadPerhaps[]>
  }
  readonly reports: {
    readonly weekly: (about: { readonly region: RegionCode; readonly until: Day }) => Promise<WeeklyReport>
    /** The same of any span. Throws where there is no warehouse. */
    readonly month: (about: {
      readonly region: RegionCode
      readonly from: Day
      readonly to: Day
    }) => Promise<WeeklyReport>
    /** What of a day's happenings is a major matter, by the numbers of a place on that day. */
    readonly major: (region: RegionCode, day: Day, happened: DayHappened) => MajorOfDay
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
