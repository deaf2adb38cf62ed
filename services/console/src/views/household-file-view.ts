import { type Case, caseEventText, taskEventText } from '@shouwang/casework'
import type { ExplanationAnswer, FileLine, FileSection, HouseholdFileAnswer } from '@shouwang/console-api'
import type { CaseEvent, ChangeEventType, Day, TaskEvent } from '@shouwang/contracts'
import {
  type HouseholdRow,
  readAidOfHousehold,
  readCaseHistory,
  readCasesOfHousehold,
  readHistories,
  readStaffNames,
  readStaffRoles,
  readTasksOfHousehold,
  type TaskRow,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay, seesRegion } from '../sign-in/access.ts'
import { seeCases, staffOfCase } from './case-view.ts'
import { seeExplanation } from './explanation-view.ts'
import { SECTION_OF } from './fact-sections.ts'
import { indicatorNameFor } from './field-access.ts'
import { seeHardship } from './hardship-view.ts'
import { indicatorName } from './lead-view.ts'
import { noteFor, wordsFor } from './note-access.ts'
import { seePeople } from './people-view.ts'

const SINCE_ALWAYS: Day = '1900-01-01'

/** 一户一档: everything of one household, as one person may see it. */
export const seeHouseholdFile = async (
  backend: Backend,
  asker: Person,
  row: HouseholdRow,
): Promise<HouseholdFileAnswer> => {
  const { known, tasks: _, ...explained } = await seeExplanation(backend, asker, row)
  const [tasks, cases, aid] = await Promise.all([
    readTasksOfHousehold(backend.sql, row.household),
    personMay(asker, 'read-cases') ? readCasesOfHousehold(backend.sql, row.household) : [],
    personMay(asker, 'read-cases') ? readAidOfHousehold(backend.sql, row.household, SINCE_ALWAYS) : [],
  ])
  const ownTasks = tasks.filter(({ region }) => seesRegion(asker, region))
  const ownCases = cases.filter(({ region, owner }) => seesRegion(asker, region) || owner === asker.staffNo)
  const told = await tellingOf(backend, asker, row, ownTasks, ownCases)
  return {
    ...explained,
    headName: explained.members[0]?.name ?? '（未登记户主）',
    sections: sectionsOf(known, explained.scores),
    hardship: await seeHardship(backend, asker, row),
    tasks: ownTasks.map(({ taskId, status, level, openedOn, dueOn, assigneeName }) => ({
      ...{ taskId, status, level, openedOn, dueOn, assigneeName },
    })),
    cases: await seeCases(backend, ownCases),
    decisions: ownCases.flatMap(({ caseId, decisions }) =>
      decisions.map((each) => ({
        ...each,
        caseId,
        programmeName: told.programme(each.programme),
        reasons: told.words(each.by, each.reasons),
        by: told.staff(each.by),
      })),
    ),
    aid: aid
      .filter(({ region }) => seesRegion(asker, region))
      .map(({ household: __, householdNo: ___, region: ____, ...each }) => ({
        ...each,
        programmeName: told.programme(each.programme),
        by: told.staff(each.by),
      })),
    history: [...factLines(known), ...[...told.tasks, ...told.cases].map(({ line }) => line)].sort((a, b) =>
      a.at < b.at ? 1 : a.at > b.at ? -1 : 0,
    ),
  }
}

const SECTIONS: readonly FileSection['section'][] = ['household', 'health', 'assets', 'income', 'expenditure', 'help']

const sectionsOf = (known: ExplanationAnswer['known'], scores: Readonly<Record<string, number>>): FileSection[] =>
  SECTIONS.map((section) => ({
    section,
    score: scores[section] ?? null,
    things: known.filter(({ type }) => SECTION_OF[type as ChangeEventType] === section),
  }))

/** What departments told; the visits and the aid of our own stand in the lines of tasks and cases. */
const factLines = (known: ExplanationAnswer['known']): FileLine[] =>
  known
    .filter(({ feed }) => feed !== 'casework')
    .map(({ day, provider, label, personName, words }) => ({
      at: day,
      kind: 'fact' as const,
      about: null,
      byName: provider,
      text: `${label}（${personName}）：${words}`,
    }))

/** The lines of tasks and cases in words, with the names that they need. */
export const tellingOf = async (
  backend: Backend,
  asker: Person,
  row: HouseholdRow,
  tasks: readonly TaskRow[],
  cases: readonly Case[],
) => {
  const { sql } = backend
  const histories = await readHistories(
    sql,
    tasks.map(({ taskId }) => taskId),
  )
  const taskEvents = [...histories.values()].flat()
  const caseEvents = (await Promise.all(cases.map(({ caseId }) => readCaseHistory(sql, caseId)))).flat()
  const staffNos = [
    ...new Set([...taskEvents.flatMap(staffOfTask), ...cases.flatMap((known) => staffOfCase(known, caseEvents))]),
  ]
  const [names, roles, people] = await Promise.all([
    readStaffNames(sql, staffNos),
    readStaffRoles(sql, staffNos),
    seePeople(backend, row.assessment.members, backend.today(), []),
  ])
  const staff = (staffNo: string) => (staffNo === 'system' ? '系统' : (names.get(staffNo) ?? staffNo))
  const programme = (id: string) => backend.programmes.find((each) => each.id === id)?.name ?? id
  const indicator = (id: string) => indicatorNameFor(asker.role, indicatorName(backend, id), id)
  const readers = { roles, people }
  const line = <Event extends TaskEvent | CaseEvent>(
    kind: 'task' | 'case',
    about: string,
    event: Event,
    text: string,
  ): { readonly event: Event; readonly line: FileLine } => ({
    event,
    line: { at: event.at, kind, about, byName: staff(event.by), text },
  })
  return {
    staff,
    programme,
    words: (by: string, words: string) => wordsFor(asker, by, words, readers),
    tasks: taskEvents.map((event) =>
      line('task', event.taskId, event, taskEventText(noteFor(asker, event, readers), 'zh', { indicator, staff })),
    ),
    cases: caseEvents.map((event) =>
      line('case', event.caseId, event, caseEventText(noteFor(asker, event, readers), 'zh', { staff, programme })),
    ),
  }
}

const staffOfTask = (event: TaskEvent): string[] => [
  event.by,
  ...('assignee' in event && event.assignee !== null ? [event.assignee] : []),
  ...(event.type === 'TaskEscalated' && event.to !== null ? [event.to] : []),
]
