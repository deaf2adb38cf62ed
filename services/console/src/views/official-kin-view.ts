import type { OfficialKinAnswer, OfficialKinListAnswer, OfficialKinNote } from '@shouwang/console-api'
import { type RegionCode, regionPrefix } from '@shouwang/contracts'
import { capacityText, kinText, officialKinUnrecorded } from '@shouwang/indicators'
import {
  countOfficialKin,
  type HouseholdRow,
  readKinRecords,
  readOfficialKin,
  readRegionNames,
  readStaffNames,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay, regionsOf, seesRegionless } from '../sign-in/access.ts'
import { seePeople, withNames } from './people-view.ts'

const MOST_FAMILIES = 500
const UNKNOWN_PLACE = '辖区未知'

/** Families of a place with declared kin of officials. */
export const seeOfficialKinList = async (
  backend: Backend,
  asker: Person,
  { region, state = null }: { readonly region?: RegionCode | undefined; readonly state?: string | null | undefined },
): Promise<OfficialKinListAnswer> => {
  const { sql } = backend
  const within = region === undefined ? regionsOf(asker) : regionPrefix(region)
  const place = { within, regionless: region === undefined && seesRegionless(asker) }
  const [rows, counts] = await Promise.all([
    readOfficialKin(sql, { ...place, state, limit: MOST_FAMILIES }),
    countOfficialKin(sql, place),
  ])
  const names = await readRegionNames(
    sql,
    rows.flatMap((row) => row.region ?? []),
  )
  const nameOf = (code: RegionCode | null) => (code === null ? UNKNOWN_PLACE : (names.get(code) ?? code))
  return {
    today: backend.today(),
    ...counts,
    families: rows.map((row) => ({ ...row, regionName: nameOf(row.region) })),
  }
}

/** One family of it, names masked. */
export const seeOfficialKin = async (backend: Backend, row: HouseholdRow): Promise<OfficialKinAnswer> => {
  const { sql } = backend
  const { householdNo, region } = row
  const day = backend.today()
  const { state, reason, kin, received } = await backend.officialKin(row.household, region, day)
  const persons = [...new Set(kin.flatMap(({ person, declared }) => [person, declared.data.official]))]
  const [regions, people, lines] = await Promise.all([
    readRegionNames(sql, region === null ? [] : [region]),
    seePeople(backend, persons, day),
    readKinRecords(
      sql,
      kin.map(({ person }) => person),
    ),
  ])
  const staff = await readStaffNames(
    sql,
    lines.map(({ by }) => by),
  )
  return {
    ...{ householdNo, state, source: officialKinUnrecorded.source },
    regionName: region === null ? UNKNOWN_PLACE : (regions.get(region) ?? region),
    reason: reason === null ? null : withNames(reason, people.nameOf),
    receives: received.map(({ programme, from }) => ({
      ...{ programme, from },
      name: backend.programmes.find(({ id }) => id === programme)?.name ?? programme,
    })),
    kin: kin.map(({ person, declared: { data }, recordedOn }) => ({
      ...{ declarationNo: data.declarationNo, declaredOn: data.declaredOn, recordedOn },
      ...{ name: people.nameOf(person), officialName: people.nameOf(data.official) },
      ...{ relation: kinText[data.kinship], capacity: capacityText[data.capacity] },
    })),
    lines: lines.map(({ declarationNo, type, day: on, by, note }) => ({
      ...{ declarationNo, type, day: on, note, byName: staff.get(by) ?? by },
    })),
  }
}

/** What a check or a case says of it: the same null to whoever may not read of it as where nobody was declared. */
export const kinNoteFor = async (
  backend: Backend,
  asker: Person,
  { household, region }: { readonly household: string; readonly region: RegionCode | null },
): Promise<OfficialKinNote | null> => {
  if (!personMay(asker, 'read-official-kin')) return null
  const day = backend.today()
  const { state, reason } = await backend.officialKin(household, region, day)
  if (state === 'none') return null
  if (reason === null) return { state, reason }
  const { nameOf } = await seePeople(backend, [], day, [reason])
  return { state, reason: withNames(reason, nameOf) }
}
