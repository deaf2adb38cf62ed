import type { RegionCode } from '@shouwang/contracts'
import type { Circumstances } from '../step.ts'
import { readableHash } from '../tasks/task-id.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { type AgendaItem, type Conference, type ConferenceEvent, evolveConference } from './conference.ts'
import type { CallConference, ConferenceCommand } from './conference-command.ts'

type When = Pick<Circumstances, 'at' | 'day' | 'by'>
type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never
type Draft = Without<ConferenceEvent, 'conferenceId' | 'seq' | 'at' | 'day' | 'by'>

/** A conference after a command, with its new line; or why it did not happen. */
export type Held =
  | { readonly ok: true; readonly conference: Conference; readonly events: readonly ConferenceEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal }

/** Two people at least say what they think before a conference decides. */
const LEAST_OPINIONS = 2

/** The number of a conference: the same for the same call, and it gives nothing away. */
export const conferenceIdOf = (region: RegionCode, { commandId }: Pick<CallConference, 'commandId'>): string =>
  `K-${readableHash(`${region}/${commandId}`)}`

/** Calls a conference with its agenda and the material of each case. */
export const callConference = (
  asked: CallConference,
  region: RegionCode,
  items: readonly AgendaItem[],
  when: When,
): Held => {
  if (items.length === 0) return { ok: false, refusal: 'no-such-case' }
  if (asked.heldOn < when.day) return { ok: false, refusal: 'until-not-later' }
  const { level, heldOn, invited } = asked
  const place = withoutIdentifiers(asked.place)
  const call: Draft = { type: 'ConferenceCalled', level, region, heldOn, place, invited, items }
  return written(conferenceIdOf(region, asked), undefined, call, when)
}

/** Writes down opinions and decisions, and ends the conference once every case of its agenda is decided. */
export const holdConference = (known: Conference | undefined, command: ConferenceCommand, when: When): Held => {
  if (known === undefined) return { ok: false, refusal: 'no-such-conference' }
  const line = lineFor(known, command, when)
  return typeof line === 'string' ? { ok: false, refusal: line } : written(known.conferenceId, known, line, when)
}

const lineFor = (known: Conference, command: ConferenceCommand, { by }: When): CaseRefusal | Draft => {
  if (known.status === 'closed') return 'conference-over'
  if (command.expectedSeq !== undefined && command.expectedSeq !== known.seq) return 'case-outdated'
  if (command.type === 'CloseConference')
    return known.items.every(({ decision }) => decision !== null) ? { type: 'ConferenceClosed' } : 'agenda-open'
  const item = known.items.find(({ caseId }) => caseId === command.caseId)
  if (item === undefined) return 'not-on-agenda'
  if (item.decision !== null) return 'item-decided'
  if (command.type === 'GiveOpinion') {
    const words = withoutIdentifiers(command.opinion.words)
    const opinion = { ...command.opinion, words, writtenBy: by }
    return words === '' ? 'case-note-needed' : { type: 'OpinionGiven', caseId: item.caseId, opinion }
  }
  if (new Set(item.opinions.map(({ name }) => name)).size < LEAST_OPINIONS) return 'opinion-needed'
  const { decision } = command
  const reasons = withoutIdentifiers(decision.reasons)
  const dissent = withoutIdentifiers(decision.dissent)
  const conditions = decision.conditions.map((each) => ({ ...each, what: withoutIdentifiers(each.what) }))
  if (reasons === '' || conditions.some(({ what }) => what === '')) return 'case-note-needed'
  if (decision.result === 'support' && decision.programme === null) return 'programme-needed'
  const amountFen = decision.result === 'support' ? decision.amountFen : 0
  const words = { ...decision, amountFen, reasons, dissent, conditions, conferenceId: known.conferenceId }
  return { type: 'ItemDecided', caseId: item.caseId, decision: words }
}

const written = (conferenceId: string, known: Conference | undefined, draft: Draft, { at, day, by }: When): Held => {
  const event = { ...draft, conferenceId, seq: (known?.seq ?? 0) + 1, at, day, by } as ConferenceEvent
  return { ok: true, conference: evolveConference(known, event), events: [event] }
}
