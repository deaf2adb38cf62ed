import { ConditionWatch, ConferenceDecision, Day, Level, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { SimulationAnswer } from './simulations.ts'

const ConferenceLevel = z.enum(['village', 'town', 'district', 'city'])
const words = writtenText(1, 1000)
const short = writtenText(1, 64)
const seat = z.strictObject({ name: short, office: short })
const Circumstance = z.object({ id: z.string(), name: z.string() })

/** Calls people together about cases; the same `commandId` again is the same conference. */
export const CallConferenceBody = z
  .strictObject({
    commandId: z.string().min(1).max(64),
    level: ConferenceLevel,
    heldOn: Day,
    place: z.string().trim().max(100).default(''),
    caseIds: z.array(z.string().min(1).max(200)).min(1).max(50),
    invited: z.array(seat).max(50).default([]),
  })
  .meta({ id: 'CallConference' })
export type CallConferenceBody = z.infer<typeof CallConferenceBody>

const expectedSeq = z.int().min(1).optional()

/** What is written down at a conference. */
export const ConferenceCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('GiveOpinion'),
      caseId: z.string().max(200),
      opinion: z.strictObject({ ...seat.shape, stance: z.enum(['for', 'against', 'abstain']), words }),
      expectedSeq,
    }),
    z.strictObject({
      type: z.literal('DecideItem'),
      caseId: z.string().max(200),
      decision: z.strictObject({
        ...ConferenceDecision.omit({ conferenceId: true }).shape,
        reasons: words,
        conditions: z
          .array(z.strictObject({ what: words, lookOn: Day, watch: ConditionWatch.optional() }))
          .max(10)
          .default([]),
        dissent: z.string().trim().max(1000).default(''),
      }),
      expectedSeq,
    }),
    z.strictObject({ type: z.literal('CloseConference'), expectedSeq }),
  ])
  .meta({ id: 'ConferenceCommand' })
export type ConferenceCommandBody = z.infer<typeof ConferenceCommandBody>

/** A decision of before, by the circumstances of its case; it names no household. */
export const PrecedentItem = z
  .object({
    precedentId: z.string().meta({ description: 'Conference and case' }),
    conferenceId: z.string(),
    caseId: z.string(),
    regionName: z.string(),
    level: ConferenceLevel,
    decidedOn: Day,
    circumstances: z.array(Circumstance),
    result: ConferenceDecision.shape.result,
    programmeName: z.string().nullable(),
    amountFen: z.int(),
    reasons: z.string(),
    conditions: ConferenceDecision.shape.conditions,
    dissent: z.string(),
    likeness: z.number().nullable().meta({ description: 'From 0 to 1, where they are compared with a case' }),
  })
  .meta({ id: 'Precedent' })
export type PrecedentItem = z.infer<typeof PrecedentItem>

const head = {
  conferenceId: z.string(),
  level: ConferenceLevel,
  regionName: z.string(),
  heldOn: Day,
  place: z.string(),
  calledBy: z.string(),
  status: z.enum(['called', 'closed']),
  cases: z.int(),
  decided: z.int(),
}

export const ConferenceListAnswer = z.object({ conferences: z.array(z.object(head)) }).meta({ id: 'ConferencePage' })
export type ConferenceListAnswer = z.infer<typeof ConferenceListAnswer>

/** One case of an agenda, with what was known of it when the conference was called. */
const AgendaItem = z
  .object({
    caseId: z.string(),
    householdNo: z.string(),
    headName: z.string(),
    regionName: z.string(),
    material: z.object({
      day: Day,
      members: z.int(),
      givenFen: z.int(),
      circumstances: z.array(Circumstance),
      leads: z.array(z.object({ name: z.string(), level: Level, reason: z.string() })),
      programmes: z.array(z.object({ name: z.string(), standing: z.string(), personName: z.string().nullable() })),
    }),
    opinions: z.array(
      z.object({
        name: z.string(),
        office: z.string(),
        stance: z.enum(['for', 'against', 'abstain']),
        words: z.string(),
      }),
    ),
    decision: ConferenceDecision.extend({ programmeName: z.string().nullable() }).nullable(),
    alike: z.array(PrecedentItem).meta({ description: 'Precedents under like circumstances, the likest first' }),
  })
  .meta({ id: 'AgendaItem' })

/** One conference with its agenda. */
export const ConferenceAnswer = z
  .object({
    ...head,
    invited: z.array(z.object({ name: z.string(), office: z.string() })),
    items: z.array(AgendaItem),
    seq: z.int(),
  })
  .meta({ id: 'Conference' })
export type ConferenceAnswer = z.infer<typeof ConferenceAnswer>

/** Which precedents: those under circumstances, by their ids with commas, or those like a case. */
export const PrecedentQuery = z.object({
  circumstances: z.string().max(400).optional(),
  caseId: z.string().max(200).optional(),
})

export const PrecedentListAnswer = z
  .object({ precedents: z.array(PrecedentItem), circumstances: z.array(Circumstance) })
  .meta({ id: 'PrecedentPage' })
export type PrecedentListAnswer = z.infer<typeof PrecedentListAnswer>

/** A rule that would have covered what these precedents decided: of which programme, for which region, from when on. */
export const PrecedentRuleBody = z
  .strictObject({
    precedents: z.array(z.string().max(400)).min(1).max(20),
    programme: z.string().min(1).max(64),
    region: RegionCode.optional(),
    from: Day.optional(),
  })
  .meta({ id: 'PrecedentRule' })

/** The rule as a draft of policy, and whom it would reach. Nothing is changed: the draft is proposed like any other. */
export const PrecedentRuleAnswer = z
  .object({
    programme: z.string(),
    programmeName: z.string(),
    who: z.string(),
    conditions: z.array(z.string()),
    shared: z.array(Circumstance),
    dropped: z
      .array(z.string())
      .meta({ description: 'Conditions of the programme that the families were known to fail' }),
    files: z.record(z.string(), z.string()),
    reach: z.object({
      families: z.int(),
      children: z.int(),
      enter: z.int(),
      yearlyCostFen: z.int(),
      simulation: SimulationAnswer,
    }),
  })
  .meta({ id: 'PrecedentRuleDraft' })
export type PrecedentRuleAnswer = z.infer<typeof PrecedentRuleAnswer>
