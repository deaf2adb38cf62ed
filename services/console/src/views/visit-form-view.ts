import type { PersonId } from '@shouwang/contracts'
import { readHouseholds, readRegionNames, readVisitForm, type TaskRow } from '@shouwang/postgres'
import { formFor, type VisitForm } from '@shouwang/visit-forms'
import { z } from 'zod'
import type { Backend } from '../backend/backend.ts'
import { type Person, seesDetails } from '../sign-in/access.ts'
import { yuanWords } from './field-words.ts'
import { seePeople } from './people-view.ts'
import { seeVisit, visits } from './visit-view.ts'

/** What was filled in, as it is sealed. */
const Filled = z.object({
  answers: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.any()))),
  visitors: z.array(z.string()),
  signature: z.string().nullable(),
  unsigned: z.string(),
  stamps: z.record(z.string(), z.object({ at: z.string(), place: z.string().nullable() })),
})
type Filled = z.infer<typeof Filled>

/** Closes what was filled in, bound to its task. */
export const sealedForm = (backend: Backend, taskId: string, filled: Filled): string =>
  backend.cipher.seal(JSON.stringify(filled), taskId)

/** The form for the household of a task, with what is known; names and what was filled in for whoever opened its visit. */
export const seeVisitForm = async (backend: Backend, asker: Person, row: TaskRow) => {
  const household = (await readHouseholds(backend.sql, [row.household])).get(row.household)
  const members = household?.assessment.members ?? []
  const [people, regions, kept] = await Promise.all([
    seePeople(backend, members, backend.today()),
    readRegionNames(backend.sql, row.region === null ? [] : [row.region]),
    readVisitForm(backend.sql, row.taskId),
  ])
  const visit = await seeVisit(backend, asker, row, people)
  const names = new Map(visit?.people.map(({ person, name }) => [person, name]))
  const shown = visit !== null || (seesDetails(asker.role) && !visits(asker, row))
  const form =
    backend.visitForms.find(({ id, version }) => id === kept?.formId && version === kept.version) ??
    formFor(backend.visitForms, people.members)
  return {
    ...{ form, today: backend.today(), householdNo: row.householdNo, visitor: asker.name },
    regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
    members: people.members.map(({ person, name, relation, age }) => ({
      ...{ person, relation, age },
      name: names.get(person) ?? name,
    })),
    known: household === undefined ? [] : await knownOf(backend, asker, row, form, members),
    saved:
      kept === undefined || !shown
        ? null
        : {
            ...Filled.parse(JSON.parse(backend.cipher.open(kept.sealed, row.taskId))),
            ...{ filledOn: kept.filledOn, letter: kept.letter },
          },
  }
}

const KNOWN_ALREADY = '部门已有数据，不用问'

/** What offices tell of the questions of a form; the village learns that it is known, and no amount. */
const knownOf = async (
  backend: Backend,
  asker: Person,
  row: TaskRow,
  form: VisitForm,
  members: readonly PersonId[],
) => {
  const { income, holdings, insurance } = await backend.householdMeans(row.household, row.region, backend.today())
  const count = (kind: string): string | undefined => {
    const held = holdings.filter((one) => one.kind === kind)
    return held.length === 0
      ? undefined
      : `${held.length}（${[...new Set(held.map(({ provider }) => provider))].join('、')}）`
  }
  const area = holdings.reduce((sum, { areaM2 }) => sum + (areaM2 ?? 0), 0)
  const earned = (person: PersonId) =>
    income.sources.filter((one) => one.person === person).reduce((sum, { monthlyFen }) => sum + monthlyFen, 0)
  const readings = {
    'member-income': (person: PersonId) => (earned(person) > 0 ? `每月 ${yuanWords(earned(person))}` : undefined),
    'member-insured': (person: PersonId) =>
      insurance.find((one) => one.person === person)?.medical?.status === 'insured' ? '已参保' : undefined,
    vehicles: () => count('vehicle'),
    homes: () => count('home'),
    businesses: () => count('business'),
    'home-area': () => (area > 0 ? `${area} 平方米` : undefined),
  }
  return form.sections.flatMap(({ id, each, questions }) =>
    questions.flatMap(({ id: question, known }) =>
      known === undefined
        ? []
        : (each === 'member' ? members : [undefined]).flatMap((person) => {
            const words = readings[known](person ?? members[0] ?? '')
            const at = `${id}/${person ?? 'home'}/${question}`
            return words === undefined ? [] : [{ at, words: seesDetails(asker.role) ? words : KNOWN_ALREADY }]
          }),
    ),
  )
}
