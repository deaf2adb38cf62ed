import {
  type Day,
  type Direction,
  FIND_WHO,
  type FiringVerdict,
  type LeadChannel,
  type LeadKind,
  type LeadUrgency,
  type Level,
  type Outcome,
  type RegionCode,
} from '@shouwang/contracts'
import { type HouseholdFile, leadKey } from '../household-file.ts'
import { type Circumstances, noStep, record, type Step } from '../step.ts'
import { openTask } from '../tasks/consider.ts'
import type { Task } from '../tasks/task.ts'
import { leadChannelWords, leadKindWords } from '../words/lead-words.ts'

/** What somebody told of without an ID number, as far as deciding needs it: nothing of whom it names. */
export type ReportedLead = {
  /** The number to ask with. */
  readonly leadNo: string
  readonly channel: LeadChannel
  readonly kind: LeadKind
  readonly urgency: LeadUrgency
  readonly region: RegionCode | null
  readonly reportedOn: Day
}

const levels: Readonly<Record<LeadUrgency, Level>> = { now: 'red', soon: 'orange', usual: 'yellow' }
const directionOf = ({ urgency }: ReportedLead): Direction => (urgency === 'now' ? 'urgent' : 'missed')

/** The file of a lead: it stands for the household until it is known which one that is. */
export const leadFile = (leadNo: string): string => `lead:${leadNo}`

/** The number of the lead that a file is of; undefined for a household's. */
export const leadNoOf = (household: string): string | undefined =>
  household.startsWith('lead:') ? household.slice('lead:'.length) : undefined

/** True of a task that asks to find out who it is. */
export const asksWho = ({ leads }: Pick<Task, 'leads'>): boolean =>
  leads.some(({ indicator }) => indicator === FIND_WHO)

/** What may be found besides who it is: all else is work on a household, and begins once the lead has been joined to one. */
export const whoOutcomes: readonly Outcome[] = [
  'nobody-home',
  'not-found',
  'moved',
  'self-resolved',
  'refused',
  'false-match',
  'keep-watching',
]

/** Opens the task 查明是谁 for whoever is in charge of the place. A lead that has had one gets no second. */
export const askWho = (file: HouseholdFile, lead: ReportedLead, c: Circumstances): Step => {
  if (Object.values(file.opened).some((count) => count > 0)) return noStep(file)
  const verdict = verdictOf(lead)
  const known = { ...file, householdNo: lead.leadNo, region: lead.region, firing: { [leadKey(verdict)]: verdict } }
  return openTask(noStep(known), verdict.direction, [verdict], c)
}

/** The lead goes on with a household: what asked for it has its answer. */
export const foundWho = (file: HouseholdFile, c: Circumstances): Step => {
  const done = Object.values(file.tasks).reduce(
    (step, { taskId }) => record(step, taskId, [{ type: 'TaskWithdrawn', why: 'found-who' }], c),
    noStep(file),
  )
  return { ...done, file: { ...done.file, firing: {}, suppressed: {} } }
}

const verdictOf = (lead: ReportedLead): FiringVerdict => ({
  status: 'fires',
  indicator: FIND_WHO,
  direction: directionOf(lead),
  level: levels[lead.urgency],
  confidence: 0.5,
  dimensions: {},
  person: null,
  reason: `${leadChannelWords[lead.channel].zh}${lead.reportedOn}反映：${leadKindWords[lead.kind].zh}，没有身份证号，请查明是谁`,
  observations: [],
  facts: [],
  advice: ['先与反映人联系或到现场查看；查明后并入该户，有急难的当场先行救助'],
})
