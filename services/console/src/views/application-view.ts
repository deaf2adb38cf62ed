import { type Authorisation, addDays, type PersonId } from '@shouwang/contracts'
import { type HouseholdRow, readAidOfHousehold, readCases, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, regionsOf, seesDetails } from '../sign-in/access.ts'
import { seeCheck } from './check-view.ts'
import { feedName } from './lead-view.ts'
import { seePeople } from './people-view.ts'

/** 一证申请: all that an application asks of a household on one page, as one person may see it. */
export const seeApplication = async (
  backend: Backend,
  asker: Person,
  row: HouseholdRow,
  authorisation: Authorisation | null,
) => {
  const { sql } = backend
  const day = backend.today()
  const { household, householdNo, region } = row
  const filter = { within: regionsOf(asker), withoutRegion: true, status: ['open', 'paused'] as const, householdNo }
  const [means, check, people, aid, cases] = await Promise.all([
    backend.householdMeans(household, region, day),
    seeCheck(backend, asker, row, day),
    seePeople(backend, row.assessment.members, day),
    readAidOfHousehold(sql, household, addDays(day, -365)),
    readCases(sql, filter, { limit: 50, offset: 0 }),
  ])
  const staff = await readStaffNames(
    sql,
    aid.map(({ by }) => by),
  )
  return {
    ...{ household, householdNo, regionCode: region, regionName: check.regionName, day },
    members: [...people.members],
    ...seeMeans(backend, seesDetails(asker.role), means, people.nameOf),
    check: authorisation === null || authorisation.validUntil < day ? check : withAuthorisation(check),
    aid: aid.map(({ householdNo: _, region: __, ...each }) => ({ ...each, by: staff.get(each.by) ?? each.by })),
    openCases: cases.map(({ caseId, matter, dueOn }) => ({ caseId, matter, dueOn })),
    authorisation,
  }
}

/** The village learns who is seen to earn, to be insured and to own, not how much. */
const seeMeans = (
  backend: Backend,
  details: boolean,
  { income, holdings, insurance }: Awaited<ReturnType<Backend['householdMeans']>>,
  nameOf: (person: PersonId) => string,
) => {
  const amount = (fen: number | null) => (details ? fen : null)
  return {
    income: {
      heads: income.heads,
      perMonthFen: amount(income.perMonthFen),
      perHeadFen: amount(income.perHeadFen),
      declaredFen: amount(income.declaredFen),
      grossPerMonthFen: amount(income.grossPerMonthFen),
      expensesYearlyFen: amount(income.expensesYearlyFen),
      leftPerMonthFen: amount(income.leftPerMonthFen),
      sources: income.sources.map(({ person, kind, grossFen, monthlyFen }) => ({
        ...{ personName: nameOf(person), kind, grossFen: amount(grossFen), monthlyFen: amount(monthlyFen) },
      })),
      expenses: income.expenses.map(({ person, kind, yearlyFen }) => ({
        ...{ personName: nameOf(person), kind, yearlyFen: amount(yearlyFen) },
      })),
      unseen: income.unseen.map(nameOf),
      awaits: income.awaits.map((feed) => feedName(backend, feed)),
    },
    holdings: holdings.map(({ person, valueFen, areaM2, ...each }) => ({
      ...each,
      personName: nameOf(person),
      valueFen: amount(valueFen),
      areaM2: details ? areaM2 : null,
    })),
    insurance: insurance.map(({ person, medical, lastPaidMonth }) => ({
      personName: nameOf(person),
      medicalStatus: medical?.status ?? null,
      medicalPaidThrough: medical?.paidThrough ?? null,
      lastPaidMonth: details ? lastPaidMonth : null,
    })),
  }
}

/** Who has brought the letter waits for the office's answer, not for the family. */
const withAuthorisation = (check: Awaited<ReturnType<typeof seeCheck>>) => ({
  ...check,
  programmes: check.programmes.map((programme) => ({
    ...programme,
    conditions: programme.conditions.map((condition) => ({
      ...condition,
      needs: condition.needs === 'authorisation' ? ('delivery' as const) : condition.needs,
    })),
  })),
})
