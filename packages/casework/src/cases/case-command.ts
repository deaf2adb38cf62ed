import type {
  Aid,
  Authorisation,
  CaseClass,
  CaseKind,
  CaseMatter,
  CaseResult,
  Day,
  Decision,
  Department,
  PersonId,
  Recovery,
  RegionCode,
} from '@shouwang/contracts'
import type { ReferralCommand, ReferralDraft } from '../referrals/referral-command.ts'

/**
 * What every command may carry: its own id, so that the same one again does nothing, and the number of lines of the history
 * that who asks has seen, so that a decision on an outdated page is refused.
 */
type Asked = {
  readonly caseId: string
  readonly commandId?: string | undefined
  readonly expectedSeq?: number | undefined
}

/** What people may ask of a case. */
export type CaseCommand =
  | ({ readonly type: 'CompleteStep'; readonly note: string; readonly department?: Department | null } & Asked)
  | ({ readonly type: 'RecordAuthorisation'; readonly authorisation: Authorisation } & Asked)
  | ({ readonly type: 'TakeCheck' } & Asked)
  | ({ readonly type: 'Decide'; readonly decision: Decision } & Asked)
  | ({ readonly type: 'ApproveDecision' } & Asked)
  | ({ readonly type: 'ReturnDecision'; readonly why: string } & Asked)
  | ({ readonly type: 'GiveAid'; readonly aid: Aid } & Asked)
  | ({ readonly type: 'ReverseAid'; readonly aidId: string; readonly why: string } & Asked)
  | ({ readonly type: 'RecordRecovery'; readonly recovery: Recovery } & Asked)
  | ({ readonly type: 'AppealDecision'; readonly decisionNo: string; readonly note: string } & Asked)
  | ({
      readonly type: 'LookAtCondition'
      readonly conferenceId: string
      readonly nth: number
      readonly isKept: boolean
      readonly note: string
      readonly next: Day | null
    } & Asked)
  | ({
      readonly type: 'AnswerObjection'
      readonly decisionNo: string
      readonly upheld: boolean
      readonly note: string
    } & Asked)
  | ({ readonly type: 'ReferCase'; readonly referral: ReferralDraft } & Asked)
  | ({ readonly type: 'RecallReferral'; readonly referralId: string; readonly why: string } & Asked)
  | ({ readonly type: 'PauseCase'; readonly until: Day; readonly why: string } & Asked)
  | ({ readonly type: 'ResumeCase' } & Asked)
  | ({ readonly type: 'HandOverCase'; readonly owner: string; readonly why: string } & Asked)
  | ({
      readonly type: 'GradeCase'
      readonly class: CaseClass
      readonly kind: CaseKind
      readonly grade: number
      readonly why: string
    } & Asked)
  | ({ readonly type: 'JoinCase'; readonly into: string } & Asked)
  | ({ readonly type: 'NoteCase'; readonly note: string } & Asked)
  | ({ readonly type: 'CloseCase'; readonly result: CaseResult; readonly note: string } & Asked)
  | ({ readonly type: 'ReopenCase'; readonly why: string } & Asked)

export type CaseCommandName = CaseCommand['type'] | 'OpenCase' | 'HelpFromList' | ReferralCommand['type']

/** A need that came without a task: an application at the window, a referral, a lead that a person reported. */
export type OpenCase = {
  readonly type: 'OpenCase'
  readonly household: string
  /** What the register knows of the household, since it may have no file yet. */
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly head: PersonId | null
  readonly matter: CaseMatter
  readonly origin: 'lead' | 'application' | 'referral'
  readonly department: Department | null
  readonly urgent: boolean
  /** Where the need arose, if not where the household is registered: whoever is in charge there takes it in. */
  readonly place?: RegionCode | undefined
  readonly note: string
  /** Its own id: the same one again opens and feeds nothing. */
  readonly commandId?: string | undefined
}
