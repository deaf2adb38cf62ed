import type { LookPurpose } from '@shouwang/console-api'
import { ageOn, type PersonId } from '@shouwang/contracts'
import { knownFacts } from '@shouwang/household'
import { isConfirmed, readFactBooks, readHouseholdOf, readTask, saveProposals, type TaskRow } from '@shouwang/postgres'
import { refuse } from '../api/problem.ts'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay, seesRegion } from './access.ts'

/** One look at an identifier, before it is allowed. */
type Look = {
  readonly person: PersonId
  readonly field: 'name' | 'idNumber' | 'phone' | 'address'
  readonly taskId: string
  readonly purpose: LookPurpose
}

/** Everything about a child under fourteen is sensitive (PIPL 28). */
const CHILD_UNDER = 14
const CHILD_PURPOSES: readonly LookPurpose[] = ['visit', 'protect-child', 'apply']
const NUMBER_PURPOSES: readonly LookPurpose[] = ['apply', 'verify', 'protect-child']
const CONFIRMED_MINUTES = 60

/**
 * Ends the request unless this person works on a task of that household and the field is needed for the purpose: a grid
 * worker on a task of his own, others on an open task of their regions. A child's number needs a second person.
 */
export const mayLook = async (backend: Backend, asker: Person, look: Look): Promise<void> => {
  const { field, purpose } = look
  if (field === 'idNumber' && !personMay(asker, 'unmask-id-number'))
    refuse('not-allowed', '查看完整身份证号须由区级或市级人员办理。')
  if (field === 'idNumber' && !NUMBER_PURPOSES.includes(purpose))
    refuse('not-allowed', '身份证号只在办理申请、核对身份或儿童保护时查看。')
  await workedOn(backend, asker, look)
  const age = await ageOf(backend, look.person)
  if (age !== undefined && age < CHILD_UNDER) await mayLookAtChild(backend, asker, look)
}

const workedOn = async ({ sql }: Backend, asker: Person, { person, taskId }: Look): Promise<TaskRow> => {
  const [task, household] = [await readTask(sql, taskId), await readHouseholdOf(sql, person)]
  if (task === undefined || household?.household !== task.household || !reaches(asker, task))
    return refuse('not-found', '没有这项任务，或任务不是这一户的，或不在您负责的区域。')
  if (task.status !== 'open' && task.status !== 'accepted')
    return refuse('not-allowed', '任务已经结束，不能再凭它查看身份信息。')
  if (asker.role === 'grid-worker' && task.assignee !== asker.staffNo)
    return refuse('not-allowed', '这项任务不是派给您的，不能凭它查看身份信息。')
  return task
}

/** Whoever has a task reaches its family, wherever it lives: a substitute too. */
const reaches = (asker: Person, { region, assignee }: TaskRow): boolean =>
  seesRegion(asker, region) || assignee === asker.staffNo

const mayLookAtChild = async ({ sql }: Backend, asker: Person, { person, field, purpose }: Look): Promise<void> => {
  if (field === 'phone') refuse('not-allowed', '不满十四周岁的儿童不直接联系，请联系监护人。')
  if (!CHILD_PURPOSES.includes(purpose))
    refuse('not-allowed', '查看不满十四周岁儿童的信息，用途须为入户走访、办理申请或儿童保护。')
  if (field !== 'idNumber') return
  const about = { kind: 'unmask', subject: person, proposedBy: asker.staffNo } as const
  if (await isConfirmed(sql, { ...about, minutes: CONFIRMED_MINUTES })) return
  await saveProposals(sql, [{ ...about, change: '{}', why: purpose, region: asker.region }])
  refuse('second-person', `儿童身份证号须经第二人确认，已提交市级人员。确认后 ${CONFIRMED_MINUTES} 分钟内可查看。`)
}

const ageOf = async ({ sql, today }: Backend, person: PersonId): Promise<number | undefined> => {
  const book = (await readFactBooks(sql, [person])).get(person)
  const [newest] = [...((book === undefined ? undefined : knownFacts(book).ResidentRegistered) ?? [])].sort((a, b) =>
    a.day < b.day ? 1 : -1,
  )
  return newest === undefined ? undefined : ageOn(newest.data.birthDate, today())
}
