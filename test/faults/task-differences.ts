import type { Direction, Level } from '@shouwang/contracts'
import type { Sql } from '@shouwang/postgres'
import { openTasks } from '../journeys/what-came-out.ts'
import { mapDifferences } from './differences.ts'
import type { Judged } from './expected-outcome.ts'

type Due = { readonly level: Level; readonly indicators: readonly string[] }

/** How many tasks are due, and where an open task is missing, is there without being due, is there twice, or says something else. */
export const taskDifferences = async (
  sql: Sql,
  assessments: ReadonlyMap<string, Judged>,
): Promise<{ readonly due: number; readonly differences: readonly string[] }> => {
  const due = new Map<string, Due>()
  for (const [household, { fires }] of assessments)
    for (const [direction, leads] of Map.groupBy(fires, (lead): Direction => lead.direction))
      due.set(`${household} ${direction}`, {
        level: leads.map(({ level }) => level).reduce(gravest),
        indicators: [...new Set(leads.map(({ indicator }) => indicator))].sort(),
      })
  const tasks = Map.groupBy(await openTasks(sql), ({ household, direction }) => `${household} ${direction}`)
  const open = new Map<string, Due>()
  for (const [place, [task]] of tasks)
    if (task !== undefined) open.set(place, { level: task.level, indicators: task.indicators })
  const doubled = [...tasks].filter(([, some]) => some.length > 1)
  const differences = [
    ...doubled.map(([place, some]) => `${place} has ${some.length} open tasks`),
    ...mapDifferences('task', due, open),
  ]
  return { due: due.size, differences }
}

const levels: readonly Level[] = ['none', 'blue', 'yellow', 'orange', 'red']
const gravest = (a: Level, b: Level): Level => (levels.indexOf(a) > levels.indexOf(b) ? a : b)
