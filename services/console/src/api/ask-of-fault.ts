import { taskOf } from '@shouwang/casework'
import type { ChangeEventType, DataFault } from '@shouwang/contracts'
import { knownFacts } from '@shouwang/household'
import { withoutIdentifiers } from '@shouwang/identity'
import { askCorrection, readFactBooks, readHistories, readRootRegion, saidOf, type TaskRow } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person } from '../sign-in/access.ts'
import { hidesFact } from '../views/field-access.ts'

/**
 * Asks the department whose record a visit found wrong to correct it: about each fact of that feed that a lead of the task
 * stands on. What is asked for already stays as it is, so the same entry sent again asks once.
 */
export const askOfFault = async (
  { sql }: Backend,
  asker: Person,
  row: TaskRow,
  { feed, field, truth }: DataFault,
): Promise<void> => {
  const history = (await readHistories(sql, [row.taskId])).get(row.taskId) ?? []
  const evidence = (taskOf(history)?.leads ?? [])
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.feed === feed && !hidesFact(asker.role, fact.type))
  const books = await readFactBooks(sql, [...new Set(evidence.map(({ person }) => person))])
  const region = row.region ?? (await readRootRegion(sql)) ?? ALL_REGIONS
  const what = withoutIdentifiers(field === '' ? truth : `${field}：${truth}`)
  for (const { person, type, day } of evidence) {
    const book = books.get(person)
    const said = book === undefined ? [] : (knownFacts(book)[type as ChangeEventType] ?? [])
    const fact = said.find((one) => one.feed === feed && one.day === day)
    if (fact === undefined) continue
    const about = { feed, person, type, sourceKey: fact.sourceKey, said: saidOf(fact.data), region }
    await askCorrection(sql, { ...about, what, askedBy: asker.staffNo })
  }
}
