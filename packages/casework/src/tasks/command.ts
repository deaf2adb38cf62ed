import type { Aid, DataFault, Day, Department, Outcome, RegionCode } from '@shouwang/contracts'
import type { CaseRole } from '../route.ts'

/**
 * What every command may carry: its own id, so that the same one again does nothing, and the last line of the history that
 * who asks had seen, so that what was written without a network never overwrites what happened since.
 */
type Asked = {
  readonly taskId: string
  readonly commandId?: string | undefined
  readonly seenSeq?: number | undefined
}

/** What people may ask of a task. */
export type Command =
  | ({ readonly type: 'AcceptTask' } & Asked)
  | ({
      readonly type: 'RecordOutcome'
      readonly outcome: Outcome
      readonly note: string
      /** The household that the person was found to live in; closes a task whose family moved. */
      readonly livesInHouseholdNo?: string | null
      /** Where the family went; its task goes on there. */
      readonly movedTo?: RegionCode | null
      /** For `keep-watching`: the day to look again, instead of the usual time. */
      readonly watchUntil?: Day | null
      /** For `transfer`: who is to do something about it. */
      readonly department?: Department | null
      /** For `temp-aid-given`: what was given on the spot. */
      readonly aid?: Aid | null
      /** What the family declares that all who live together earn a month, 分. */
      readonly declaredMonthlyFen?: number | null
      /** When nobody was met: when the worker comes again. */
      readonly nextTryOn?: Day | null
      /** For `data-wrong`: what is wrong in whose record. */
      readonly dataFault?: DataFault | null
    } & Asked)
  /** Takes back one's own result of the same day. */
  | ({ readonly type: 'UndoOutcome'; readonly why: string } & Asked)
  /** The second person agrees that the leads rest for long, or does not: then the task goes on. */
  | ({ readonly type: 'ConfirmOutcome' } & Asked)
  | ({ readonly type: 'ReturnOutcome'; readonly why: string } & Asked)
  /** Somebody spoke with the family of a red task: what its first limit asks for. */
  | ({ readonly type: 'RecordContact'; readonly note: string } & Asked)
  | ({ readonly type: 'AddNote'; readonly note: string } & Asked)
  /** Asks whoever has the task to get on with it. */
  | ({ readonly type: 'RemindTask'; readonly note: string } & Asked)
  | ({ readonly type: 'ReassignTask'; readonly assignee: string; readonly why: string } & Asked)
  | ({ readonly type: 'TransferTask'; readonly region: RegionCode; readonly why: string } & Asked)

export type CommandName = Command['type']

/** Who asks. A person whose role takes no tasks has the role null. */
export type Worker = { readonly staffNo: string; readonly role: CaseRole | null; readonly region: RegionCode }
