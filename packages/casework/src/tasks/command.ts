import type { Aid, Day, Department, Outcome, RegionCode } from '@shouwang/contracts'
import type { CaseRole } from '../route.ts'

/** What people may ask of a task. */
export type Command =
  | { readonly type: 'AcceptTask'; readonly taskId: string }
  | {
      readonly type: 'RecordOutcome'
      readonly taskId: string
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
    }
  /** Somebody spoke with the family of a red task: what its first limit asks for. */
  | { readonly type: 'RecordContact'; readonly taskId: string; readonly note: string }
  | { readonly type: 'AddNote'; readonly taskId: string; readonly note: string }
  /** Asks whoever has the task to get on with it. */
  | { readonly type: 'RemindTask'; readonly taskId: string; readonly note: string }
  | { readonly type: 'ReassignTask'; readonly taskId: string; readonly assignee: string; readonly why: string }
  | { readonly type: 'TransferTask'; readonly taskId: string; readonly region: RegionCode; readonly why: string }

export type CommandName = Command['type']

/** Who asks. A person whose role takes no tasks has the role null. */
export type Worker = { readonly staffNo: string; readonly role: CaseRole | null; readonly region: RegionCode }
