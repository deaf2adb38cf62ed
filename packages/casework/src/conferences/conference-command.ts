import type { ConferenceDecision, Day } from '@shouwang/contracts'
import type { ConferenceLevel, Opinion } from './conference.ts'

/** Calls people together about cases. `commandId` makes its number: the same call again is the same conference. */
export type CallConference = {
  readonly type: 'CallConference'
  readonly commandId: string
  readonly level: ConferenceLevel
  readonly heldOn: Day
  readonly place: string
  readonly caseIds: readonly string[]
  readonly invited: readonly { readonly name: string; readonly office: string }[]
}

type Asked = { readonly conferenceId: string; readonly expectedSeq?: number | undefined }

/** What may be asked of a conference that was called. */
export type ConferenceCommand =
  | ({ readonly type: 'GiveOpinion'; readonly caseId: string; readonly opinion: Omit<Opinion, 'writtenBy'> } & Asked)
  | ({
      readonly type: 'DecideItem'
      readonly caseId: string
      readonly decision: Omit<ConferenceDecision, 'conferenceId'>
    } & Asked)
  | ({ readonly type: 'CloseConference' } & Asked)
