import { stepWords, taskStatusWords } from '@shouwang/casework'
import type { SupervisionAnswer } from '@shouwang/console-api'
import { daysBetween } from '@shouwang/contracts'
import {
  type LateRow,
  readHouseholds,
  readLateWork,
  readRegionNames,
  readStaffNames,
  readStaffRoles,
  readTold,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, regionsOf } from '../sign-in/access.ts'
import { wordsFor } from './note-access.ts'
import { seePeople } from './people-view.ts'

const SHOWN = 200

/** What is late within the asker's regions, and who knows of it. */
export const seeSupervision = async (backend: Backend, asker: Person): Promise<SupervisionAnswer> => {
  const { sql } = backend
  const today = backend.today()
  const rows = await readLateWork(sql, { within: regionsOf(asker), today, limit: SHOWN })
  const told = await readTold(
    sql,
    rows.map(({ about }) => about),
  )
  const staffNos = [
    ...rows.flatMap(({ who, noteBy }) => [who ?? [], noteBy ?? []].flat()),
    ...told.map(({ staffNo }) => staffNo),
  ]
  const [names, roles, regions, households] = await Promise.all([
    readStaffNames(sql, staffNos),
    readStaffRoles(sql, staffNos),
    readRegionNames(
      sql,
      rows.flatMap(({ region }) => region ?? []),
    ),
    readHouseholds(
      sql,
      rows.map(({ household }) => household),
    ),
  ])
  const members = [...households.values()].flatMap(({ assessment }) => assessment.members)
  const people = await seePeople(backend, members, today)
  const name = (staffNo: string) => names.get(staffNo) ?? staffNo
  const place = ({ region }: LateRow) => (region === null ? '辖区未知' : (regions.get(region) ?? region))
  const head = (row: LateRow) => households.get(row.household)?.assessment.members[0]
  const byAbout = Map.groupBy(told, ({ about }) => about)
  return {
    today,
    total: rows.length,
    byWorker: counted(rows, ({ who }) => [who ?? '', who === null ? '待派' : name(who)]),
    byVillage: counted(rows, (row) => [row.region ?? '', place(row)]),
    byStep: counted(rows, (row) => [`${row.kind}/${row.step}`, stepOf(row)]),
    items: rows.map((row) => {
      const first = head(row)
      return {
        ...{ about: row.about, kind: row.kind, householdNo: row.householdNo, level: row.level, dueOn: row.dueOn },
        headName: first === undefined ? '（未登记户主）' : people.nameOf(first),
        regionName: place(row),
        step: stepOf(row),
        lateDays: daysBetween(row.dueOn, today),
        who: row.who === null ? null : { staffNo: row.who, name: name(row.who) },
        reason: row.note === null ? null : wordsFor(asker, row.noteBy ?? '', row.note, { roles, people }),
        told: (byAbout.get(row.about) ?? []).map(({ staffNo, at, seenAt }) => ({ name: name(staffNo), at, seenAt })),
      }
    }),
  }
}

const stepOf = ({ kind, step }: LateRow): string =>
  kind === 'task'
    ? `走访任务：${taskStatusWords[step as keyof typeof taskStatusWords].zh}`
    : `个案：${stepWords[step as keyof typeof stepWords].zh}`

const counted = (rows: readonly LateRow[], by: (row: LateRow) => readonly [key: string, name: string]) =>
  [...Map.groupBy(rows, (row) => by(row).join('\n'))]
    .map(([joined, own]) => {
      const [key = '', name = ''] = joined.split('\n')
      return { key, name, late: own.length }
    })
    .sort((a, b) => b.late - a.late)
