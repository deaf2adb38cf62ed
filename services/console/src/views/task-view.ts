import {
  awaitsSecondPerson,
  isUnmet,
  leadNoOf,
  outcomeWords,
  taskEventText,
  taskOf,
  whoOutcomes,
} from '@shouwang/casework'
import type { AskerRole } from '@shouwang/console-api'
import { type Day, FIND_WHO, isOver, type TaskEvent } from '@shouwang/contracts'
import {
  type HouseholdRow,
  readEarlierVisits,
  readHistories,
  readHouseholds,
  readRegionNames,
  readStaffNames,
  readStaffRoles,
  type TaskRow,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { ProgrammeCard } from '../backend/cards.ts'
import { type Person, personMay, seesDetails } from '../sign-in/access.ts'
import { indicatorIdFor, indicatorNameFor, textFor } from './field-access.ts'
import { indicatorName, leadsOf, seeLead } from './lead-view.ts'
import { noteFor } from './note-access.ts'
import { type SeenPeople, seePeople, withNames } from './people-view.ts'
import { queueReasons } from './queue-view.ts'
import { seeReported } from './reported-lead-view.ts'
import { toldOf } from './told-view.ts'
import { seeVisit, visits } from './visit-view.ts'

/** A page of tasks as one person may see them. */
export const seeTasks = async (backend: Backend, asker: Person, rows: readonly TaskRow[]) => {
  const [histories, households, regions] = await Promise.all([
    readHistories(
      backend.sql,
      rows.map((row) => row.taskId),
    ),
    readHouseholds(
      backend.sql,
      rows.map((row) => row.household),
    ),
    readRegionNames(
      backend.sql,
      rows.flatMap((row) => row.region ?? []),
    ),
  ])
  const heads = [...households.values()].flatMap((row) => row.assessment.members[0] ?? [])
  const leads = rows.flatMap((row) =>
    leadsOf(histories.get(row.taskId) ?? [], latestFor(row, households.get(row.household))),
  )
  const texts = leads.map(({ verdict }) => `${verdict.reason}{${verdict.person}}`)
  const people = await seePeople(backend, heads, backend.today(), texts)
  const names = await namesIn(
    backend,
    [...histories.values()].flat().filter(({ type }) => type === 'TaskEscalated'),
  )
  return rows.map((row) => {
    const history = histories.get(row.taskId) ?? []
    return taskItem(backend, asker, row, history, households.get(row.household), regions, people, names)
  })
}

/** A task that is over shows what was known then; one under way what is known now. */
const latestFor = ({ status }: TaskRow, household: HouseholdRow | undefined) =>
  isOver(status) ? undefined : household?.assessment

const taskItem = (
  backend: Backend,
  asker: Person,
  row: TaskRow,
  history: readonly TaskEvent[],
  household: HouseholdRow | undefined,
  regions: ReadonlyMap<string, string>,
  people: SeenPeople,
  names: ReadonlyMap<string, string>,
) => {
  const leads = leadsOf(history, latestFor(row, household))
  const standing = leads.some((lead) => !lead.cleared) ? leads.filter((lead) => !lead.cleared) : leads
  const head = household?.assessment.members[0]
  const { resultOn = null, contactedOn = null, lastEscalation } = taskOf(history) ?? {}
  return {
    taskId: row.taskId,
    householdNo: row.householdNo,
    household: row.household,
    headName: head === undefined ? headless(row) : people.nameOf(head),
    regionCode: row.region,
    regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
    direction: row.direction,
    level: row.level,
    indicators: [...new Set(standing.map(({ verdict }) => indicatorIdFor(asker.role, verdict.indicator)))],
    reasons: standing.map((lead) => seeLead(backend, asker.role, lead, people.nameOf)),
    dueOn: row.dueOn,
    openedOn: row.openedOn,
    assignee: row.assignee === null ? null : { staffNo: row.assignee, name: row.assigneeName ?? row.assignee },
    status: row.status,
    flags: history.flatMap((event) => (event.type === 'TaskOpened' ? event.flags : [])),
    resultOn,
    contactedOn,
    escalated:
      lastEscalation === undefined
        ? null
        : { ...lastEscalation, to: lastEscalation.to === null ? null : staffIn(names, lastEscalation.to) },
  }
}

/** What stands where the name of a household's head is unknown. */
const headless = ({ household }: TaskRow): string => (leadNoOf(household) === undefined ? '（未登记户主）' : '查明是谁')

const staffIn = (names: ReadonlyMap<string, string>, staffNo: string) => ({
  staffNo,
  name: names.get(staffNo) ?? staffNo,
})

/** One task in full: why, who, what they have and may be owed, what to ask and bring, and all that happened. */
export const seeTask = async (backend: Backend, asker: Person, row: TaskRow, day: Day) => {
  const [histories, households, regions] = await Promise.all([
    readHistories(backend.sql, [row.taskId]),
    readHouseholds(backend.sql, [row.household]),
    readRegionNames(backend.sql, row.region === null ? [] : [row.region]),
  ])
  const history = histories.get(row.taskId) ?? []
  const household = households.get(row.household)
  const assessment = household?.assessment
  const leads = leadsOf(history, latestFor(row, household))
  const entitlements = assessment?.entitlements ?? []
  const people = await seePeople(backend, assessment?.members ?? [], day, [
    ...leads.map(({ verdict }) => `${verdict.reason}${verdict.advice.join('')}{${verdict.person}}`),
    ...entitlements.map(({ why, person }) => `${why}{${person}}`),
  ])
  const indicators = [...new Set(leads.map(({ verdict }) => verdict.indicator))]
  const told = await toldOf(backend, row.taskId)
  const names = await namesIn(backend, history, told.staffNos)
  const nameOf = (staffNo: string) => names.get(staffNo) ?? staffNo
  const roles = await readStaffRoles(backend.sql, [...new Set(history.map(({ by }) => by))])
  const visit = await seeVisit(backend, asker, row, people)
  return {
    ...taskItem(backend, asker, row, history, household, regions, people, names),
    leads: leads.map((lead) => seeLead(backend, asker.role, lead, people.nameOf)),
    members: [...people.members],
    entitlements: seeEntitlements(asker.role, entitlements, people, visit !== null),
    visit,
    mayVisit: visits(asker, row),
    ...standingOf(asker, row, history, day),
    earlier: await earlierVisits(backend, asker, row, people),
    programmes: programmesFor(backend, row.direction, indicators, entitlements),
    outcomes: outcomesFor(backend, row),
    reported: await seeReported(backend, asker, row),
    unknown: (assessment?.unknown ?? []).map(({ indicator, missing }) => ({
      indicatorName: indicatorNameFor(asker.role, indicatorName(backend, indicator), indicator),
      missing: missing.map((text) => withNames(textFor(asker.role, text), people.nameOf)),
    })),
    queue: await queueReasons(backend, asker, row, leads, household),
    history: history.map((event) => ({
      seq: event.seq,
      type: event.type,
      at: event.at,
      day: event.day,
      by: event.by,
      byName: names.get(event.by) ?? (event.by === 'system' ? '系统' : event.by),
      command: event.command ?? null,
      text: eventText(backend, asker, noteFor(asker, event, { roles, people }), names) + told.text(event.seq, nameOf),
    })),
  }
}

/** How far the visit has come, and what may still be done about its result. */
const standingOf = (asker: Person, row: TaskRow, history: readonly TaskEvent[], day: Day) => {
  const task = taskOf(history)
  const undone = history.flatMap((event) => (event.type === 'OutcomeUndone' ? [event.undoes] : []))
  const results = history.flatMap((event) =>
    event.type === 'OutcomeRecorded' && !undone.includes(event.seq) ? [event] : [],
  )
  const last = results.at(-1)
  const own = last?.by === asker.staffNo
  const restUntil = task !== undefined && awaitsSecondPerson(task) ? task.outcome?.restUntil : undefined
  return {
    seq: task?.seq ?? 0,
    tries: results.filter(({ outcome }) => isUnmet(outcome)).length,
    nextTryOn: isOver(row.status) ? null : (last?.nextTryOn ?? null),
    mayUndo: own && last.day === day && row.assignee === asker.staffNo && row.status !== 'withdrawn',
    secondPerson:
      restUntil === undefined ? null : { restUntil, mayConfirm: !own && personMay(asker, 'reassign-tasks') },
  }
}

const EARLIER_SHOWN = 10

/** What people wrote on other tasks of the family, as this person may read it. */
const earlierVisits = async (backend: Backend, asker: Person, row: TaskRow, people: SeenPeople) => {
  const lines = await readEarlierVisits(backend.sql, row.household, row.taskId, EARLIER_SHOWN)
  const names = await namesIn(backend, lines)
  const roles = await readStaffRoles(backend.sql, [...new Set(lines.map(({ by }) => by))])
  return lines.map((event) => ({
    day: event.day,
    byName: names.get(event.by) ?? event.by,
    text: eventText(backend, asker, noteFor(asker, event, { roles, people }), names),
  }))
}

const eventText = (backend: Backend, asker: Person, event: TaskEvent, names: ReadonlyMap<string, string>): string =>
  taskEventText(event, 'zh', {
    indicator: (id) => indicatorNameFor(asker.role, indicatorName(backend, id), id),
    staff: (staffNo) => names.get(staffNo) ?? staffNo,
  })

/**
 * Entitlements in front of people: persons by masked name. Amounts tell the family's income: they are for offices, and for
 * whoever visits it and has to tell it what it may ask for.
 */
export const seeEntitlements = (
  role: AskerRole,
  entitlements: HouseholdRow['assessment']['entitlements'],
  people: Pick<SeenPeople, 'nameOf'>,
  visiting = false,
) =>
  entitlements.map(({ programme, name, person, standing, monthlyFen, why, source }) => ({
    programme,
    name,
    personName: person === null ? null : people.nameOf(person),
    standing,
    monthlyFen: visiting || seesDetails(role) ? monthlyFen : null,
    why: withNames(textFor(role, why), people.nameOf),
    source,
  }))

const outcomesFor = (backend: Backend, { direction, household }: TaskRow) => {
  const unnamed = leadNoOf(household) !== undefined
  return backend.tasks.outcomes
    .filter((choice) => choice.directions.includes(direction) && (!unnamed || whoOutcomes.includes(choice.outcome)))
    .map(({ outcome, noteRequired }) => {
      const { zh, en } = outcomeWords(outcome, unnamed ? [{ indicator: FIND_WHO }] : [])
      return { outcome, zh, en, noteRequired }
    })
}

/**
 * The programmes that may answer these leads, those that the assessment names first. Where aid is in doubt, only what
 * the family holds is asked about, and no papers are brought: nothing is applied for.
 */
const programmesFor = (
  backend: Backend,
  direction: TaskRow['direction'],
  indicators: readonly string[],
  entitlements: HouseholdRow['assessment']['entitlements'],
) => {
  const answering = backend.indicators
    .filter(({ id }) => indicators.includes(id))
    .flatMap(({ programmes }) => programmes)
  const doubted = direction === 'wrong'
  const named = entitlements
    .filter(({ standing }) => !doubted || standing === 'held' || standing === 'wrongly-held')
    .map(({ programme }) => programme)
  const ids = [...new Set(doubted && named.length > 0 ? named : [...named, ...answering])]
  return ids
    .flatMap((id): ProgrammeCard[] => backend.programmes.filter((programme) => programme.id === id))
    .map(({ id, name, summary, papers, ask, source }) => ({
      id,
      name,
      summary,
      papers: doubted ? [] : [...papers],
      ask: [...ask],
      source,
    }))
}

const namesIn = (backend: Backend, history: readonly TaskEvent[], others: readonly string[] = []) =>
  readStaffNames(backend.sql, [
    ...new Set([
      ...others,
      ...history.flatMap((event) => [
        event.by,
        ...('assignee' in event && event.assignee !== null ? [event.assignee] : []),
        ...('to' in event && event.to !== null ? [event.to] : []),
      ]),
    ]),
  ])
