import type { AgendaItem, Conference } from '@shouwang/casework'
import type { ConferenceAnswer, PrecedentItem } from '@shouwang/console-api'
import type { PersonId } from '@shouwang/contracts'
import { circumstanceId, circumstances, likeness } from '@shouwang/indicators'
import { type Precedent, readHouseholds, readPrecedents, readRegionNames, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, seesDetails } from '../sign-in/access.ts'
import { indicatorNameFor, publicSentence } from './field-access.ts'
import { indicatorName } from './lead-view.ts'
import { seePeople, withNames } from './people-view.ts'

const ALIKE_LEAST = 0.3
const ALIKE_MOST = 5
const SEARCHED = 500

/** Ids of circumstances with their names; one that this version does not know by its id. */
export const named = (ids: readonly string[]) =>
  ids.map((id) => {
    const known = circumstanceId(id)
    return { id, name: known === undefined ? id : circumstances[known].name }
  })

/** Conferences as a list shows them. */
export const seeConferences = async (backend: Backend, rows: readonly Conference[]) => {
  const [regions, names] = await Promise.all([
    readRegionNames(
      backend.sql,
      rows.map(({ region }) => region),
    ),
    readStaffNames(
      backend.sql,
      rows.map(({ calledBy }) => calledBy),
    ),
  ])
  return rows.map(({ conferenceId, level, region, heldOn, place, calledBy, status, items }) => ({
    ...{ conferenceId, level, heldOn, place, status },
    regionName: regions.get(region) ?? region,
    calledBy: names.get(calledBy) ?? calledBy,
    cases: items.length,
    decided: items.filter(({ decision }) => decision !== null).length,
  }))
}

/** One conference with its agenda, as one person may see it. */
export const seeConference = async (backend: Backend, asker: Person, known: Conference): Promise<ConferenceAnswer> => {
  const [head] = await seeConferences(backend, [known])
  if (head === undefined) throw new RangeError(`conference ${known.conferenceId} has no view`)
  const { sql } = backend
  const households = await readHouseholds(
    sql,
    known.items.map(({ household }) => household),
  )
  const regions = await readRegionNames(
    sql,
    known.items.flatMap(({ region }) => region ?? []),
  )
  const headOf = ({ household }: AgendaItem): PersonId | undefined => households.get(household)?.assessment.members[0]
  const people = await seePeople(
    backend,
    known.items.flatMap((item) => headOf(item) ?? []),
    backend.today(),
    known.items.flatMap(({ material }) => [
      ...material.leads.flatMap(({ reason, person }) => [reason, `{${person}}`]),
      ...material.programmes.map(({ person }) => `{${person}}`),
    ]),
  )
  const items = await Promise.all(
    known.items.map(async (item) => {
      const first = headOf(item)
      return {
        ...{ caseId: item.caseId, householdNo: item.householdNo },
        headName: first === undefined ? '（未登记户主）' : people.nameOf(first),
        regionName: item.region === null ? '辖区未知' : (regions.get(item.region) ?? item.region),
        material: seeMaterial(backend, asker, item, people.nameOf),
        opinions: item.opinions.map(({ name, office, stance, words }) => ({ name, office, stance, words })),
        decision:
          item.decision === null
            ? null
            : {
                ...item.decision,
                conditions: [...item.decision.conditions],
                programmeName: programmeName(backend, item.decision.programme),
              },
        alike: await alikeTo(backend, item),
      }
    }),
  )
  return { ...head, invited: [...known.invited], items, seq: known.seq }
}

const seeMaterial = (
  backend: Backend,
  asker: Person,
  { material }: AgendaItem,
  nameOf: (person: PersonId) => string,
) => ({
  ...{ day: material.day, members: material.members, givenFen: material.givenFen },
  circumstances: named(material.circumstances),
  leads: material.leads.map((lead) => {
    const name = indicatorName(backend, lead.indicator)
    const text = seesDetails(asker.role) ? lead.reason : publicSentence(asVerdict(lead), name)
    return {
      name: indicatorNameFor(asker.role, name, lead.indicator),
      level: lead.level,
      reason: withNames(text, nameOf),
    }
  }),
  programmes: material.programmes.map(({ programme, person, standing }) => ({
    name: programmeName(backend, programme) ?? programme,
    personName: person === null ? null : nameOf(person),
    standing,
  })),
})

type Lead = AgendaItem['material']['leads'][number]

const asVerdict = ({ indicator, person }: Lead) => ({ indicator, person, observations: [] })

/** Precedents under like circumstances, the likest first; not the case itself. */
const alikeTo = async (backend: Backend, { caseId, material }: AgendaItem): Promise<PrecedentItem[]> => {
  if (material.circumstances.length === 0) return []
  const found = await readPrecedents(backend.sql, material.circumstances, SEARCHED)
  return (await seePrecedents(backend, found, material.circumstances))
    .filter((each) => each.caseId !== caseId && (each.likeness ?? 0) >= ALIKE_LEAST)
    .slice(0, ALIKE_MOST)
}

/** Precedents as people read them; compared with circumstances, the likest first. */
export const seePrecedents = async (
  backend: Backend,
  rows: readonly Precedent[],
  compared: readonly string[] | null,
): Promise<PrecedentItem[]> => {
  const regions = await readRegionNames(
    backend.sql,
    rows.map(({ region }) => region),
  )
  const seen = rows.map((row): PrecedentItem => {
    const { conferenceId, caseId, region, level, decidedOn, decision } = row
    return {
      ...{ conferenceId, caseId, level, decidedOn, precedentId: `${conferenceId}/${caseId}` },
      regionName: regions.get(region) ?? region,
      circumstances: named(row.circumstances),
      ...{ result: decision.result, amountFen: decision.amountFen, reasons: decision.reasons },
      ...{ conditions: [...decision.conditions], dissent: decision.dissent },
      programmeName: programmeName(backend, decision.programme),
      likeness: compared === null ? null : Math.round(likeness(compared, row.circumstances) * 100) / 100,
    }
  })
  return compared === null ? seen : seen.sort((a, b) => (b.likeness ?? 0) - (a.likeness ?? 0))
}

const programmeName = (backend: Backend, id: string | null): string | null =>
  id === null ? null : (backend.programmes.find((each) => each.id === id)?.name ?? id)
