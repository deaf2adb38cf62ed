import type { TraceAnswer, TraceKind } from '@shouwang/console-api'
import {
  type CaseEvent,
  type CaseEventType,
  daysBetween,
  type EvidenceFact,
  type FiringVerdict,
  type TaskEvent,
  type TaskEventType,
} from '@shouwang/contracts'
import {
  type HouseholdRow,
  readCasesOfHousehold,
  readDelivery,
  readRegionNames,
  readTasksOfHousehold,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay, seesRegion } from '../sign-in/access.ts'
import { FACT_WORDS } from './fact-words.ts'
import { hidesFact, hidesFeed, indicatorNameFor, verdictFor } from './field-access.ts'
import { tellingOf } from './household-file-view.ts'
import { feedName, indicatorName } from './lead-view.ts'
import { seePeople, withNames } from './people-view.ts'

type Step = TraceAnswer['steps'][number]

/** 查询—导入—登记—派单—反馈 and on: what led to help and what became of it, as one person may see it. */
export const seeTrace = async (
  backend: Backend,
  asker: Person,
  row: HouseholdRow,
  caseId: string | undefined,
): Promise<TraceAnswer> => {
  const { sql } = backend
  const [allTasks, allCases] = await Promise.all([
    readTasksOfHousehold(sql, row.household),
    personMay(asker, 'read-cases') ? readCasesOfHousehold(sql, row.household) : [],
  ])
  const cases = allCases.filter(
    (known) =>
      (caseId === undefined || known.caseId === caseId) &&
      (seesRegion(asker, known.region) || known.owner === asker.staffNo),
  )
  const led = new Set(cases.flatMap(({ taskIds }) => taskIds))
  const tasks = allTasks.filter(
    ({ taskId, region }) => seesRegion(asker, region) && (caseId === undefined || led.has(taskId)),
  )
  const told = await tellingOf(backend, asker, row, tasks, cases)
  const leads = told.tasks.flatMap(({ event, line }) => leadsOf(event).map((lead) => ({ lead, at: line.at, event })))
  const facts = factsOf(
    asker,
    leads.map(({ lead }) => lead),
  )
  const people = await seePeople(backend, row.assessment.members, backend.today(), [
    ...leads.map(({ lead }) => `${lead.reason}{${lead.person}}`),
    ...facts.map(({ person }) => `{${person}}`),
  ])
  const verdicts = leads.map(({ lead, at, event }): Step => {
    const name = indicatorName(backend, lead.indicator)
    const reason = withNames(verdictFor(asker.role, lead, name).reason, people.nameOf)
    const text = `${indicatorNameFor(asker.role, name, lead.indicator)}：${reason}`
    return { kind: 'verdict', at, byName: '系统', about: event.taskId, days: null, text }
  })
  const rows = await rowSteps(backend, facts)
  const happened = [
    ...verdicts,
    ...told.tasks.map(({ event, line }) => stepOf(TASK_KINDS[event.type], line)),
    ...told.cases.map(({ event, line }) => stepOf(CASE_KINDS[event.type], line)),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const steps = [...rows, ...facts.map((fact) => factStep(fact, people.nameOf)), ...happened]
  const regions = await readRegionNames(sql, row.region === null ? [] : [row.region])
  const [head] = row.assessment.members
  return {
    householdNo: row.householdNo,
    headName: head === undefined ? '（未登记户主）' : people.nameOf(head),
    regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
    steps: withDays(steps, happened[0]?.at.slice(0, 10)),
  }
}

const leadsOf = (event: TaskEvent): readonly FiringVerdict[] =>
  event.type === 'TaskOpened'
    ? event.leads
    : event.type === 'LeadJoined' || event.type === 'LeadWorsened'
      ? [event.lead]
      : []

/** The statements behind leads that this role may know of, each once, in the order of their days. */
const factsOf = ({ role }: Person, leads: readonly FiringVerdict[]): readonly EvidenceFact[] => {
  const facts = leads
    .flatMap((lead) => verdictFor(role, lead, '').facts)
    .filter(({ type, feed }) => !hidesFact(role, type) && !hidesFeed(role, feed))
  const once = new Map(facts.map((fact) => [`${fact.person}/${fact.type}/${fact.sourceKey}`, fact]))
  return [...once.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

const factStep = ({ type, person, provider, day }: EvidenceFact, nameOf: (person: string) => string): Step => ({
  ...{ kind: 'fact', at: day, byName: provider, about: null, days: null },
  text: `${FACT_WORDS[type]}（${nameOf(person)}）`,
})

/** Which line of which file told it, and when it came in. */
const rowSteps = async (backend: Backend, facts: readonly EvidenceFact[]): Promise<readonly Step[]> => {
  const rows = await backend.rowsBehind(facts)
  const seen = await Promise.all(
    rows.map(async ({ delivery, rowNo, ...stated }) => {
      const fact = facts.find((each) => each.sourceKey === stated.sourceKey && each.type === stated.type)
      const receipt = await readDelivery(backend.sql, delivery)
      if (fact === undefined || receipt === undefined) return []
      const file = receipt.fileName === null ? '' : `，${receipt.fileName}`
      const place = rowNo === null ? '' : `第 ${rowNo} 行`
      const text = `${feedName(backend, fact.feed)}${file} ${place}`.trim()
      return [{ kind: 'row' as const, at: receipt.startedAt, byName: fact.provider, about: delivery, days: null, text }]
    }),
  )
  const steps = new Map(seen.flat().map((step) => [step.about + step.text, step]))
  return [...steps.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const stepOf = (
  kind: TraceKind,
  {
    at,
    byName,
    text,
    about,
  }: { readonly at: string; readonly byName: string; readonly text: string; readonly about: string | null },
): Step => ({ kind, at, byName, text, about, days: null })

/** How long after the first verdict each step came: what a family waited. */
const withDays = (steps: readonly Step[], first: string | undefined): Step[] =>
  steps.map((step) => ({
    ...step,
    days:
      first === undefined || step.kind === 'row' || step.kind === 'fact'
        ? null
        : daysBetween(first, step.at.slice(0, 10)),
  }))

const TASK_KINDS: { readonly [T in TaskEventType]: TraceKind } = {
  TaskOpened: 'task',
  LeadJoined: 'task',
  LeadWorsened: 'task',
  LeadCleared: 'task',
  LevelRaised: 'task',
  DeadlineBroughtForward: 'task',
  TaskAssigned: 'task',
  TaskAccepted: 'task',
  ContactMade: 'visit',
  NoteAdded: 'task',
  TaskReminded: 'task',
  TaskEscalated: 'task',
  OutcomeRecorded: 'visit',
  OutcomeConfirmed: 'visit',
  OutcomeUndone: 'visit',
  EntryConflicted: 'visit',
  TaskWithdrawn: 'task',
}

const CASE_KINDS: { readonly [T in CaseEventType]: TraceKind } = {
  CaseOpened: 'case',
  CaseFed: 'case',
  CaseGraded: 'case',
  StepCompleted: 'case',
  AuthorisationRecorded: 'check',
  CheckTaken: 'check',
  DecisionProposed: 'decision',
  DecisionReturned: 'decision',
  DecisionMade: 'decision',
  DecisionAppealed: 'decision',
  AidGiven: 'payment',
  AidReversed: 'payment',
  FundsRecovered: 'payment',
  ReferralSent: 'referral',
  ReferralAccepted: 'referral',
  ReferralReturned: 'referral',
  ReferralProgressed: 'referral',
  ReferralDone: 'referral',
  ReferralRecalled: 'referral',
  ReferralLate: 'referral',
  ConferenceDecided: 'conference',
  ConditionDue: 'conference',
  ConditionLookedAt: 'conference',
  DecisionPosted: 'decision',
  DecisionObjected: 'decision',
  ObjectionAnswered: 'decision',
  CasePaused: 'case',
  CaseResumed: 'case',
  CaseAssigned: 'case',
  CaseNoted: 'case',
  CaseEscalated: 'case',
  CaseJoined: 'case',
  CaseClosed: 'return-visit',
  CaseReopened: 'case',
} satisfies { readonly [T in CaseEvent['type']]: TraceKind }
