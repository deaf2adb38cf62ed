import { isOver, type PersonId } from '@shouwang/contracts'
import { isVisitOpened, type TaskRow } from '@shouwang/postgres'
import { refuse } from '../api/problem.ts'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay } from '../sign-in/access.ts'
import type { SeenPeople } from './people-view.ts'

const CHILD_UNDER = 14

/** Whose visit it is: the worker of the task, while it is not over. */
export const visits = (asker: Person, row: TaskRow): boolean =>
  personMay(asker, 'unmask-contact') && row.assignee === asker.staffNo && !isOver(row.status)

/** Ends the request unless it is this person's visit. */
export const mayVisit = (asker: Person, row: TaskRow): void => {
  if (isOver(row.status)) refuse('not-allowed', '任务已经结束，不能再凭它查看姓名和住址。')
  if (!visits(asker, row)) refuse('not-allowed', '这项任务不是派给您的，不能凭它查看姓名和住址。请先接单。')
}

/**
 * Whom to find and where, for whoever opened the visit of his own task; null for everybody else. It is what one needs to
 * knock at the right door: children stay masked and are not called.
 */
export const seeVisit = async (backend: Backend, asker: Person, row: TaskRow, people: SeenPeople) => {
  if (!visits(asker, row) || !(await isVisitOpened(backend.sql, row.taskId, asker.staffNo))) return null
  const identities = await backend.vault.identify(people.members.map(({ person }) => person))
  const of = (person: PersonId) => identities.get(person)
  return {
    addresses: [...new Set(people.members.flatMap(({ person }) => of(person)?.address ?? []))],
    people: people.members.map(({ person, name, relation, age }) => {
      const grown = age === null || age >= CHILD_UNDER
      return {
        person,
        name: (grown ? of(person)?.name : null) ?? name,
        relation,
        phone: grown ? (of(person)?.phone ?? null) : null,
      }
    }),
  }
}
