import { type Case, type CaseReferral, isUnderWay, serviceMonths } from '@shouwang/casework'
import type { ReferralItem } from '@shouwang/console-api'
import type { PersonId } from '@shouwang/contracts'
import { type ReferralRow, readHouseholds, readRegionNames, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay } from '../sign-in/access.ts'
import { seePeople } from './people-view.ts'

const CHILD_UNDER = 14

/** Referrals as both sides read them: a department sees what each carries, and neither the case nor the household behind it. */
export const seeReferrals = async (
  backend: Backend,
  asker: Person,
  rows: readonly ReferralRow[],
): Promise<ReferralItem[]> => {
  const { sql } = backend
  const today = backend.today()
  const staff = rows.flatMap(({ referral }) => [
    referral.sentBy,
    ...(referral.acceptedBy === null ? [] : [referral.acceptedBy]),
    ...referral.answers.map(({ by }) => by),
  ])
  const [names, regions, people] = await Promise.all([
    readStaffNames(sql, staff),
    readRegionNames(
      sql,
      rows.flatMap(({ known }) => known.region ?? []),
    ),
    seePeople(
      backend,
      rows.flatMap(({ referral }) => referral.persons),
      today,
    ),
  ])
  const office = asker.role === 'department'
  return rows.map(({ known, referral }) => ({
    ...{ referralId: referral.referralId, department: referral.department, unit: referral.unit },
    ...{ need: referral.need, why: referral.why, class: referral.class, status: referral.status },
    ...{ sentOn: referral.sentOn, dueOn: referral.dueOn, endedOn: referral.endedOn },
    caseId: office ? null : known.caseId,
    householdNo: office ? null : known.householdNo,
    programmeName: backend.programmes.find(({ id }) => id === referral.programme)?.name ?? referral.programme,
    sentBy: nameIn(names, referral.sentBy),
    overdue: isUnderWay(referral) && referral.dueOn < today,
    regionName: known.region === null ? '辖区未知' : (regions.get(known.region) ?? known.region),
    persons: referral.persons.map(people.nameOf),
    acceptedBy: referral.acceptedBy === null ? null : nameIn(names, referral.acceptedBy),
    answers: referral.answers.map(({ by, ...each }) => ({ ...each, byName: nameIn(names, by) })),
    hoursPerMonth: referral.plan?.hoursPerMonth ?? null,
    months: [...serviceMonths(referral, today)],
    mayAnswer: personMay(asker, 'answer-referrals') && isUnderWay(referral),
  }))
}

const nameIn = (names: ReadonlyMap<string, string>, staffNo: string): string => names.get(staffNo) ?? staffNo

/** Whom a referral is about and where to find them, in clear: its persons, or all who live there where it names none. */
export const seeReferralContact = async (backend: Backend, known: Case, referral: CaseReferral) => {
  const persons = referral.persons.length > 0 ? referral.persons : await membersOf(backend, known.household)
  const people = await seePeople(backend, persons, backend.today())
  const identities = await backend.vault.identify(persons)
  return {
    region: known.region,
    addresses: [...new Set(persons.flatMap((person) => identities.get(person)?.address ?? []))],
    people: people.members.map(({ person, name, relation, age }) => {
      const grown = age === null || age >= CHILD_UNDER
      const identity = identities.get(person)
      return { relation, age, name: identity?.name ?? name, phone: grown ? (identity?.phone ?? null) : null }
    }),
  }
}

const membersOf = async ({ sql }: Backend, household: string): Promise<readonly PersonId[]> =>
  (await readHouseholds(sql, [household])).get(household)?.assessment.members ?? []
