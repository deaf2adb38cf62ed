import { type Circumstances, considerAssessment, emptyFile, placesOf, rulesFrom, type Task } from '@shouwang/casework'
import type { Day, Direction, FiringVerdict, Level } from '@shouwang/contracts'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import { indicatorsOf, isOpen, standingLeads, tasksIn } from '../journeys/what-came-out.ts'
import { mapDifferences } from './differences.ts'
import type { Judged } from './expected-outcome.ts'

type Due = { readonly level: Level; readonly indicators: readonly string[] }
type Conditions = {
  readonly policies: PolicyBook
  readonly day: Day
  /** Where people have taken or closed a task, as `household direction`: no record withdraws it any more. */
  readonly taken?: ReadonlySet<string>
}

/** How many tasks are due, and where an open task is missing, is there without being due, is there twice, or says something else. */
export const taskDifferences = async (
  sql: Sql,
  assessments: ReadonlyMap<string, Judged>,
  conditions: Conditions,
): Promise<{ readonly due: number; readonly differences: readonly string[] }> => {
  const isTaken = (place: string): boolean => conditions.taken?.has(place) === true
  const tasks = (await tasksIn(sql)).filter((task) => isOpen(task) && !isTaken(`${task.household} ${task.direction}`))
  const due = new Map<string, Due>()
  for (const assessment of assessments.values()) {
    const fires = [...assessment.fires, ...leftLeads(tasks, assessment)]
    const opened = directionsOpened({ ...assessment, fires }, conditions)
    for (const [direction, leads] of Map.groupBy(fires, (lead): Direction => lead.direction)) {
      const place = `${assessment.household} ${direction}`
      if (opened.has(direction) && !isTaken(place)) due.set(place, dueFor(leads))
    }
  }
  const places = Map.groupBy(tasks, ({ household, direction }) => `${household} ${direction}`)
  const open = new Map<string, Due>()
  for (const [place, [task]] of places)
    if (task !== undefined) open.set(place, { level: task.level, indicators: [...indicatorsOf(task)].sort() })
  const doubled = [...places].filter(([, some]) => some.length > 1)
  const differences = [
    ...doubled.map(([place, some]) => `${place} has ${some.length} open tasks`),
    ...mapDifferences('task', due, open),
  ]
  return { due: due.size, differences }
}

/** Leads that began when their indicator had an answer, and that it has none in the end does not clear: missing data clears nothing. */
const leftLeads = (tasks: readonly Task[], { household, unknown }: Judged): readonly FiringVerdict[] => {
  const unanswered = new Set(unknown.map(({ indicator }) => indicator))
  return tasks
    .filter((task) => task.household === household)
    .flatMap(standingLeads)
    .filter(({ indicator }) => unanswered.has(indicator))
}

/** In which directions a household of which nothing was known gets a task by this assessment. */
const directionsOpened = (assessment: Judged, { policies, day }: Conditions): ReadonlySet<string> => {
  const circumstances: Circumstances = {
    ...{ at: `${day}T00:00:00Z`, day, by: 'system', places: placesOf([], [], new Map()), funds: new Map() },
    rules: rulesFrom(policyOn(policies, assessment.region, day)),
  }
  const { file } = considerAssessment(emptyFile(assessment.household), { ...assessment, version: 1 }, circumstances)
  return new Set(Object.keys(file.tasks))
}

const dueFor = (leads: readonly FiringVerdict[]): Due => ({
  level: leads.map(({ level }) => level).reduce(gravest),
  indicators: [...new Set(leads.map(({ indicator }) => indicator))].sort(),
})

const levels: readonly Level[] = ['none', 'blue', 'yellow', 'orange', 'red']
const gravest = (a: Level, b: Level): Level => (levels.indexOf(a) > levels.indexOf(b) ? a : b)
