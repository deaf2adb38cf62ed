import type { DepartmentListAnswer, ListsAnswer } from '@shouwang/console-api'
import { type DepartmentList, type ListRow, readHouseholds, readRegionNames, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay } from '../sign-in/access.ts'
import { seePeople } from './people-view.ts'

/** Lists as both sides see them: for whom, for what, and how many families. */
export const seeLists = async ({ sql }: Backend, lists: readonly DepartmentList[]): Promise<ListsAnswer['lists']> => {
  const [regions, staff] = await Promise.all([
    readRegionNames(
      sql,
      lists.map(({ region }) => region),
    ),
    readStaffNames(
      sql,
      lists.map(({ drawnBy }) => drawnBy),
    ),
  ])
  return lists.map(({ region, asked: _, drawnBy, ...each }) => ({
    ...each,
    regionName: regions.get(region) ?? region,
    drawnBy: staff.get(drawnBy) ?? drawnBy,
  }))
}

/** One list: a department sees masked names and places of its families, in whose order, and nothing of why. */
export const seeList = async (
  backend: Backend,
  asker: Person,
  drawn: DepartmentList,
  rows: readonly ListRow[],
): Promise<DepartmentListAnswer> => {
  const { sql } = backend
  const [head] = await seeLists(backend, [drawn])
  if (head === undefined) throw new RangeError(`list ${drawn.listNo} has no view`)
  const [households, regions] = await Promise.all([
    readHouseholds(
      sql,
      rows.map(({ household }) => household),
    ),
    readRegionNames(
      sql,
      rows.flatMap(({ region }) => region ?? []),
    ),
  ])
  const membersOf = (household: string) => households.get(household)?.assessment.members ?? []
  const people = await seePeople(
    backend,
    rows.flatMap(({ household }) => membersOf(household)[0] ?? []),
    backend.today(),
  )
  const office = asker.role === 'department'
  return {
    ...head,
    attributes: drawn.asked,
    families: rows.map((row, at) => {
      const members = membersOf(row.household)
      const first = members[0]
      return {
        ...{ nth: row.nth, placeNow: at + 1, members: members.length, referrals: [...row.referrals] },
        name: first === undefined ? '（未登记户主）' : people.nameOf(first),
        regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
        householdNo: office ? null : row.householdNo,
        points: office ? null : row.points,
        pointsNow: office ? null : row.pointsNow,
        ring: office ? null : row.ring,
        cause: office ? null : row.cause,
      }
    }),
    mayHelp: personMay(asker, 'help-from-lists'),
  }
}
