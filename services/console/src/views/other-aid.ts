import { type Case, departmentWords } from '@shouwang/casework'
import { addDays } from '@shouwang/contracts'
import { readAidOfHousehold, readCasesOfHousehold } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'

const DAYS_SHOWN = 365

/**
 * What the household of a case was given within a year beside it, the newest first: by its other cases, and by departments and
 * organisations under referrals. Whoever decides sees it before, so that nothing is given twice unseen.
 */
export const seeOtherAid = async (backend: Backend, known: Case, nameOf: (staffNo: string) => string) => {
  const since = addDays(backend.today(), -DAYS_SHOWN)
  const [aid, cases] = await Promise.all([
    readAidOfHousehold(backend.sql, known.household, since),
    readCasesOfHousehold(backend.sql, known.household),
  ])
  const own = aid.map(({ household: _, householdNo: __, region: ___, ...each }) => ({ ...each, by: nameOf(each.by) }))
  const byOffices = cases.flatMap(giftsUnder).filter(({ day }) => day >= since)
  return [...own, ...byOffices]
    .filter(({ caseId }) => caseId !== known.caseId)
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

const giftsUnder = ({ caseId, referrals }: Case) =>
  referrals.flatMap(({ referralId, programme, department, unit, answers }) =>
    answers.flatMap(({ seq, given }) =>
      given === null
        ? []
        : [
            {
              ...{ aidId: `${referralId}-${seq}`, caseId, programme: programme ?? '', form: given.form },
              ...{ amountFen: given.amountFen, what: given.what, day: given.day, fund: null, decisionNo: null },
              ...{ by: unit ?? departmentWords[department].zh, reversedOn: null, recoveredFen: 0 },
            },
          ],
    ),
  )
