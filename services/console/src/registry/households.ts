import type { PersonId, RegistryField } from '@shouwang/contracts'
import { groupRecord, type Household, memberRecord } from '@shouwang/exchange'
import { type Registered, readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { seePeople } from '../views/people-view.ts'

/** Households as one partner may be told of them, before its fields count: names are masked, ID numbers opened where granted. */
export const householdsFor = async (
  backend: Backend,
  partner: string,
  fields: readonly RegistryField[],
  rows: readonly Registered[],
): Promise<readonly Household[]> => {
  const persons = rows.flatMap(({ members }) => members)
  const [regions, people, identities] = await Promise.all([
    readRegionNames(
      backend.sql,
      rows.map(({ region }) => region),
    ),
    seePeople(backend, persons, backend.today()),
    fields.includes('identifiers') ? backend.vault.identify(persons) : new Map(),
  ])
  const seen = new Map(people.members.map((member) => [member.person, member]))
  return rows.map(({ household, day, members, ...row }) => ({
    ...row,
    name: `group:${backend.vault.nameFor(partner, household)}`,
    regionName: regions.get(row.region) ?? row.region,
    judgedOn: day,
    members: members.map((person) => ({
      name: `member:${backend.vault.nameFor(partner, person)}`,
      shownName: people.nameOf(person),
      sex: seen.get(person)?.sex ?? 'unknown',
      relation: seen.get(person)?.relation ?? null,
      idNumber: identities.get(person)?.idNumber ?? null,
    })),
  }))
}

/** Records of the standard: a Group each, or where one person is meant his Member. */
export const recordsOf = (
  rows: readonly Registered[],
  households: readonly Household[],
  fields: readonly RegistryField[],
  entity: { readonly is: 'Group' } | { readonly is: 'Member'; readonly person: PersonId | null },
): readonly Record<string, unknown>[] =>
  households.flatMap((household, at): readonly Record<string, unknown>[] => {
    if (entity.is === 'Group') return [groupRecord(household, fields)]
    const nth = entity.person === null ? -1 : (rows[at]?.members.indexOf(entity.person) ?? -1)
    const member = household.members[nth]
    return member === undefined ? [] : [memberRecord(member, fields)]
  })
