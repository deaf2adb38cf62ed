import {
  type Assessment,
  addDays,
  type Day,
  type Direction,
  type EvidenceFact,
  type FiringVerdict,
  type Level,
  monthlyIncomeFacts,
  type SystemNote,
  type WithdrawalReason,
} from '@shouwang/contracts'
import { caseInHand, feedCase } from '../cases/feed-case.ts'
import { type HouseholdFile, leadKey, type Suppression } from '../household-file.ts'
import { route } from '../route.ts'
import { gravest, isWorse, rank, severityOf } from '../severity.ts'
import { type Circumstances, type EventDraft, noStep, record, type Step } from '../step.ts'
import { systemNoteWords } from '../words/reasons.ts'
import { dueDay, resultDay } from './deadline.ts'
import { beginVisit, isInStock, mayWait, putInStock, stockOf, takeFromStock } from './stock.ts'
import type { Task, TaskLead } from './task.ts'
import { taskId } from './task-id.ts'

type Firing = HouseholdFile['firing']

/** Why a task's leads are gone. */
type Gone = Exclude<WithdrawalReason, 'found-who' | 'supporting-left'>

const directions: readonly Direction[] = ['urgent', 'missed', 'wrong']

/** What an assessment means for a household's tasks. One that was seen, or an older one, changes nothing. */
export const considerAssessment = (file: HouseholdFile, assessment: Assessment, c: Circumstances): Step => {
  const { household, householdNo, region, version, members } = assessment
  if (version <= file.version) return noStep(file)
  const known = { ...file, household, householdNo, region, version, head: members[0] ?? file.head }
  const firing = firingNow(file.firing, assessment)
  const moved = file.version > 0 && region !== file.region ? followMove(known, c) : noStep(known)
  return judge(moved, firing, members.length === 0 ? 'household-gone' : goneBy(assessment), c)
}

/** What no record led to went by time, or by a number of the policy. */
const goneBy = ({ acceptedAt }: Assessment): Gone => (acceptedAt === undefined ? 'leads-expired' : 'leads-cleared')

/** What the passing of time means: leads that still fire when their suppression ends come back. */
export const wake = (file: HouseholdFile, c: Circumstances): Step =>
  judge(noStep(file), file.firing, 'leads-cleared', c)

/** Opens the task of a household whose turn on the stock list (存量摸排清单) has come; none for one that does not wait there. */
export const openFromStock = (file: HouseholdFile, c: Circumstances): Step =>
  stockOf(file) === null ? noStep(file) : judge(noStep(file), file.firing, 'leads-cleared', c, true)

/** The day on which `wake` has something to do; null when it never has. */
export const wakeOn = (file: HouseholdFile): Day | null =>
  Object.entries(file.suppressed)
    .filter(([key]) => key in file.firing)
    .reduce<Day | null>(
      (least, [, { until }]) => (until !== null && (least === null || until < least) ? until : least),
      null,
    )

/** What fires now. A verdict that became unknown still counts: missing data clears nothing. */
const firingNow = (before: Firing, { fires, unknown, members }: Assessment): Firing => {
  if (members.length === 0) return {}
  const silent = new Set(unknown.map(({ indicator }) => indicator))
  const kept = Object.entries(before).filter(([, lead]) => silent.has(lead.indicator))
  return { ...Object.fromEntries(kept), ...Object.fromEntries(fires.map((lead) => [leadKey(lead), lead])) }
}

const judge = (step: Step, firing: Firing, gone: Gone, c: Circumstances, isDrawn = false): Step => {
  const judged = directions.reduce((so, direction) => judgeDirection(so, direction, { firing, gone, isDrawn }, c), step)
  const suppressed = Object.entries(judged.file.suppressed).filter(
    ([key, each]) => isResting(each, c.day) && (each.stockSince === undefined || key in firing),
  )
  return { ...judged, file: { ...judged.file, firing, suppressed: Object.fromEntries(suppressed) } }
}

type News = { readonly firing: Firing; readonly gone: Gone; readonly isDrawn: boolean }

const judgeDirection = (step: Step, direction: Direction, { firing, gone, isDrawn }: News, c: Circumstances): Step => {
  const { file } = step
  const leads = Object.values(firing).filter((lead) => lead.direction === direction)
  const fresh = leads.filter((lead) => isFresh(file, lead, c))
  const task = file.tasks[direction]
  if (task !== undefined) return record(step, task.taskId, changes(task, leads, fresh, gone, c), c)
  const waiting = leads.filter((lead) => isInStock(file, lead))
  const isAsked = waiting.length > 0 && (isDrawn || file.tasks.urgent !== undefined)
  if (fresh.length === 0 && !isAsked) return waiting.length === 0 ? step : staying(step, leads, c)
  const opening = openingLeads(file, leads, fresh, c)
  if (opening.length === 0) return waiting.length === 0 ? step : { ...step, file: takeFromStock(file) }
  const known = caseInHand(file, direction, opening)
  if (known === undefined && !isDrawn && mayWait(file, opening, c))
    return { ...step, file: putInStock(file, opening, c) }
  const taken = direction === 'missed' ? { ...step, file: beginVisit(file) } : step
  return known === undefined ? openTask(taken, direction, opening, c) : feedCase(taken, known, opening, c)
}

/** A household stays on the stock list as long as what waits there would open a task; else its leads only support others again. */
const staying = (step: Step, leads: readonly FiringVerdict[], c: Circumstances): Step =>
  openingLeads(step.file, leads, [], c).length > 0 ? step : { ...step, file: takeFromStock(step.file) }

/**
 * The leads that a household's next task opens with: the fresh ones, those that waited on the stock list, and those that waited for
 * another; none where only supporting leads (佐证) are there and too few that rest on facts of their own.
 */
const openingLeads = (
  file: HouseholdFile,
  leads: readonly FiringVerdict[],
  fresh: readonly FiringVerdict[],
  { day, rules }: Circumstances,
): readonly FiringVerdict[] => {
  const isQuiet = (lead: FiringVerdict): boolean => {
    const suppression = file.suppressed[leadKey(lead)]
    return suppression !== undefined && isResting(suppression, day)
  }
  const opening = leads.filter(
    (lead) => fresh.includes(lead) || isInStock(file, lead) || (supportsOnly(lead, { day, rules }) && !isQuiet(lead)),
  )
  return callForTask(opening, { day, rules }) ? opening : []
}

/** Whether leads are worth a visit: one is by itself, or enough that only support others rest on facts of their own. */
const callForTask = (leads: readonly FiringVerdict[], { day, rules }: Pick<Circumstances, 'day' | 'rules'>): boolean =>
  leads.some((lead) => !supportsOnly(lead, { day, rules })) || kindsApart(leads) >= rules.supporting.least

/**
 * Whether a lead is worth a visit only beside another. A grave one is worth it alone, and so is one that hangs on a name that
 * does not fit: somebody has to find out whom its row is about.
 */
const supportsOnly = (lead: FiringVerdict, { day, rules }: Pick<Circumstances, 'day' | 'rules'>): boolean => {
  const { indicator, level, confidence, facts } = lead
  const { indicators, belowConfidence } = rules.supporting
  if (facts.some(({ doubtful }) => doubtful === true)) return false
  if (isToldLately(lead, { day, rules })) return true
  return rank(level) < rank('orange') && (indicators.has(indicator) || confidence < belowConfidence)
}

/**
 * Whether a lead says nothing but what the family told at a visit lately, beside incomes that go on and what was known then: whoever
 * was there knew it and came to a result. What is grave or urgent is never left to that.
 */
const isToldLately = (
  { direction, level, facts }: FiringVerdict,
  { day, rules }: Pick<Circumstances, 'day' | 'rules'>,
): boolean => {
  if (direction !== 'missed' || rank(level) >= rank('red')) return false
  const told = facts.filter(({ type }) => type === 'VisitConcluded').map((fact) => fact.day)
  const last = told.sort().at(-1)
  if (last === undefined || addDays(last, rules.supporting.toldDays) <= day) return false
  return facts.every(({ type, day: on }) => on <= last || goingOn.has(type))
}

/** They go on, and are no news by themselves. */
const goingOn: ReadonlySet<EvidenceFact['type']> = new Set(monthlyIncomeFacts)

/** How many indicators speak of facts of their own: a bill that two of them name counts once. */
const kindsApart = (leads: readonly FiringVerdict[]): number => {
  const known = new Set<string>()
  let apart = 0
  for (const { indicator, facts } of leads) {
    const named = [indicator, ...facts.map(({ person, type, sourceKey }) => `${person}/${type}/${sourceKey}`)]
    if (!named.some((each) => known.has(each))) apart += 1
    for (const each of named) known.add(each)
  }
  return apart
}

/** True while a lead that was put to rest stays there. */
const isResting = ({ until }: Suppression, day: Day): boolean => until === null || until > day

/**
 * True when a lead asks for work: it just began, got worse, came to the end of its suppression, or only supported others and is now
 * sure enough to be one by itself, so that the order of records decides nothing.
 */
const isFresh = (file: HouseholdFile, lead: FiringVerdict, { day, rules }: Circumstances): boolean => {
  const key = leadKey(lead)
  const suppression = file.suppressed[key]
  if (suppression !== undefined) return !isResting(suppression, day) || isWorse(severityOf(lead), suppression)
  const before = file.firing[key]
  return (
    before === undefined ||
    isWorse(severityOf(lead), severityOf(before)) ||
    (supportsOnly(before, { day, rules }) && !supportsOnly(lead, { day, rules }))
  )
}

/** Opens a household's next task of a direction, for whoever is in charge of its region. */
export const openTask = (step: Step, direction: Direction, leads: readonly FiringVerdict[], c: Circumstances): Step => {
  const { household, householdNo, region, opened } = step.file
  const { assignee, flags } = route(region, c.places)
  const draft: EventDraft = {
    type: 'TaskOpened',
    household,
    householdNo,
    region,
    direction,
    level: gravest(leads.map(({ level }) => level)),
    leads: [...leads],
    dueOn: dueDay(c.day, leads, c.rules),
    ...resultLimit(c, leads),
    assignee,
    flags: [...flags],
  }
  return record(step, taskId(household, direction, opened[direction] + 1), [draft], c)
}

const changes = (
  task: Task,
  leads: readonly FiringVerdict[],
  fresh: readonly FiringVerdict[],
  gone: Gone,
  c: Circumstances,
): EventDraft[] => {
  const present = new Map(task.leads.filter(({ cleared }) => !cleared).map((lead) => [leadKey(lead), lead]))
  const worse = leads.filter((lead) => {
    const known = present.get(leadKey(lead))
    return known !== undefined && isWorse(severityOf(lead), severityOf(known))
  })
  const joined = fresh.filter((lead) => !present.has(leadKey(lead)))
  const firing = new Set(leads.map(leadKey))
  const cleared = [...present.values()].filter((lead) => !firing.has(leadKey(lead)))
  const left = [...leads.filter((lead) => present.has(leadKey(lead))), ...joined]
  const end = endOf(task, { left, cleared: cleared.length > 0, gone }, c)
  return [
    ...joined.map((lead): EventDraft => ({ type: 'LeadJoined', lead })),
    ...worse.map((lead): EventDraft => ({ type: 'LeadWorsened', lead })),
    ...urgency(task, [...joined, ...worse], c),
    ...cleared.map(({ indicator, person, since }): EventDraft => {
      const passed = since === c.day && end === undefined
      return {
        type: 'LeadCleared',
        indicator,
        person,
        ...(gone === 'leads-expired' ? { expired: true } : {}),
        ...(passed ? without(task, cleared, [...joined, ...worse], c) : {}),
      }
    }),
    ...(end === undefined ? [] : [end]),
  ]
}

/** Leads that join or worsen raise a level and bring a due day nearer, never the other way. */
const urgency = (task: Task, leads: readonly FiringVerdict[], c: Circumstances): EventDraft[] => {
  if (leads.length === 0) return []
  const level = gravest(leads.map((lead) => lead.level))
  const due = dueDay(c.day, leads, c.rules)
  const nearer = due < task.dueOn
  const limits = { dueOn: nearer ? due : task.dueOn, ...resultLimit(c, leads) }
  if (rank(level) > rank(task.level)) return [{ type: 'LevelRaised', level, ...limits }]
  return nearer ? [{ type: 'DeadlineBroughtForward', ...limits }] : []
}

const resultLimit = ({ day, rules }: Circumstances, leads: readonly FiringVerdict[]): { readonly resultOn?: Day } => {
  const resultOn = resultDay(day, leads, rules)
  return resultOn === undefined ? {} : { resultOn }
}

type Remainder = { readonly left: readonly FiringVerdict[]; readonly cleared: boolean; readonly gone: Gone }

/**
 * What becomes of a task whose leads went: it is withdrawn, or whoever accepted it is told. One that nobody has accepted goes too
 * where what is left would not have opened it, so that the order of records decides nothing; but not where time alone
 * made a lead weaker.
 */
const endOf = (
  task: Task,
  { left, cleared, gone }: Remainder,
  { day, rules }: Circumstances,
): EventDraft | undefined => {
  const accepted = task.status === 'accepted'
  if (left.length > 0) {
    const news = cleared || gone === 'leads-cleared'
    return accepted || !news || callForTask(left, { day, rules })
      ? undefined
      : { type: 'TaskWithdrawn', why: 'supporting-left' }
  }
  if (!cleared) return undefined
  if (!accepted) return { type: 'TaskWithdrawn', why: gone }
  const why: SystemNote = `${gone}-in-progress`
  return { type: 'NoteAdded', note: systemNoteWords[why].zh, why }
}

/** What a task goes back to when leads that came and went within the day are taken from it. */
const without = (
  task: Task,
  cleared: readonly TaskLead[],
  news: readonly FiringVerdict[],
  { day, rules }: Circumstances,
): { level: Level; dueOn?: Day } => {
  const replaced = new Set([...news, ...cleared.filter(({ since }) => since === day)].map(leadKey))
  const kept = task.leads.filter((lead) => !replaced.has(leadKey(lead)))
  const level = gravest([...kept, ...news].map((lead) => lead.level))
  if (task.dueSetOn !== day) return { level }
  const todays = [...news, ...kept.filter(({ since, worseOn }) => since === day || worseOn === day)]
  const asked = todays.length === 0 ? [] : [dueDay(day, todays, rules)]
  const [dueOn] = [...asked, ...(task.dueBefore === undefined ? [] : [task.dueBefore.dueOn])].sort()
  return dueOn === undefined ? { level } : { level, dueOn }
}

/** Tasks that nobody has accepted go after a household that moved. */
const followMove = (file: HouseholdFile, c: Circumstances): Step => {
  const { assignee } = route(file.region, c.places)
  const draft: EventDraft = { type: 'TaskAssigned', assignee, region: file.region, why: 'household-moved' }
  return Object.values(file.tasks)
    .filter(({ status }) => status === 'open')
    .reduce((step, task) => record(step, task.taskId, [draft], c), noStep(file))
}
