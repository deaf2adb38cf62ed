import type { AskerRole } from '@shouwang/console-api'
import { type HouseholdRow, readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { knownThings } from './explanation-view.ts'
import { publicSentence } from './field-access.ts'
import { indicatorName } from './lead-view.ts'
import { seePeople, withNames } from './people-view.ts'

/** What a member of the family may read is what the village reads: of others in it no diagnosis, no custody, no balance. */
const READ_BY: AskerRole = 'grid-worker'
/** What staff tell each other, and marks of deliveries. */
const OURS: readonly string[] = ['VisitConcluded', 'RowSetAside', 'RollDelivered']

/** Why a family was found and what is known of it, to print and hand over. */
export const seeHandover = async (backend: Backend, row: HouseholdRow) => {
  const { assessment } = row
  const [regions, people] = await Promise.all([
    readRegionNames(backend.sql, row.region === null ? [] : [row.region]),
    seePeople(
      backend,
      assessment.members,
      assessment.day,
      assessment.fires.map(({ person }) => `{${person}}`),
    ),
  ])
  const found = assessment.fires.map((verdict) =>
    withNames(publicSentence(verdict, indicatorName(backend, verdict.indicator)), people.nameOf),
  )
  return {
    householdNo: row.householdNo,
    regionName: row.region === null ? '' : (regions.get(row.region) ?? row.region),
    day: assessment.day,
    printedOn: backend.today(),
    members: people.members.map(({ name }) => name),
    found: [...new Set(found)],
    known: assessment.members
      .flatMap((person) => knownThings(backend, READ_BY, person, people))
      .filter(({ type }) => !OURS.includes(type))
      .map(({ label, personName, provider, feedName, day, words }) => ({
        label,
        personName,
        provider,
        feedName,
        day,
        words,
      })),
    rights: [...RIGHTS],
  }
}

const RIGHTS = [
  '以上情况由所列部门依法提供，用于发现和帮助有困难的家庭。您可以查阅、复制（个人信息保护法第四十五条）。',
  '有不准确、不完整的，请告诉工作人员：会转请原来的部门核实更正（第四十六条）。',
  '系统只作提示。是否救助由工作人员核实后决定，不会只凭系统作出（第二十四条）；对决定不服的，可以申请复议或者提起诉讼。',
]
