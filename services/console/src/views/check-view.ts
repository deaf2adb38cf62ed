import type { AskerRole, ShownCheck } from '@shouwang/console-api'
import type { Day, PersonId } from '@shouwang/contracts'
import { type ConditionCheck, type ProgrammeCheck, ruleText, runOutText } from '@shouwang/indicators'
import { type HouseholdRow, readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { textFor } from './field-access.ts'
import { kinNoteFor } from './official-kin-view.ts'
import { seePeople, withNames } from './people-view.ts'

/** Every programme held against a household, as one person may see it. */
export const seeCheck = async (backend: Backend, asker: Person, row: HouseholdRow, day: Day) => {
  const check = await backend.checkHousehold(row.household, row.region, day)
  const texts = check.programmes.flatMap(({ person, conditions }) => [
    `{${person}}`,
    ...conditions.map(({ seen }) => seen ?? ''),
  ])
  const [regions, people] = await Promise.all([
    readRegionNames(backend.sql, row.region === null ? [] : [row.region]),
    seePeople(backend, row.assessment.members, day, texts),
  ])
  const names = new Map(check.programmes.map(({ programme, described }) => [programme, described.name]))
  return {
    household: row.household,
    householdNo: row.householdNo,
    regionCode: row.region,
    regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
    day,
    policy: check.policy,
    members: people.members.map(({ name }) => name),
    programmes: check.programmes.map((each) => shown(asker.role, each, names, people.nameOf)),
    missedYearlyFen: check.missedYearlyFen,
    officialKin: await kinNoteFor(backend, asker, row),
  }
}

const shown = (
  role: AskerRole,
  check: ProgrammeCheck,
  names: ReadonlyMap<string, string>,
  nameOf: (person: PersonId) => string,
): ShownCheck => {
  const { programme, described, person, held, behind, amount, yearlyFen } = check
  return {
    programme,
    name: described.name,
    kind: described.kind,
    office: described.office,
    gives: described.gives,
    personName: person === null ? null : nameOf(person),
    standing: held !== null ? 'held' : check.state !== 'not-met' && behind !== null ? 'behind' : check.state,
    behind: behind === null ? null : (names.get(behind) ?? behind),
    heldMonthlyFen: held?.monthlyFen ?? null,
    conditions: check.conditions.map((condition) => shownCondition(role, condition, nameOf)),
    amount: amount === null ? null : shownAmount(amount),
    yearlyFen,
    papers: [...described.papers],
    questions: [...described.questions],
    steps: [...described.procedure.steps],
    workingDays: described.procedure.workingDays ?? null,
    source: described.source.title,
  }
}

const shownAmount = ({ every, leastFen, mostFen, text, rules }: NonNullable<ProgrammeCheck['amount']>) => ({
  every,
  leastFen,
  mostFen,
  text,
  note: mostFen === null ? '' : runOutText(rules),
})

const shownCondition = (role: AskerRole, condition: ConditionCheck, nameOf: (person: PersonId) => string) => ({
  text: condition.text,
  state: condition.state,
  seen: condition.seen === null ? null : withNames(textFor(role, condition.seen), nameOf),
  needs: condition.needs,
  rules: condition.rules.map((rule) => ({
    id: rule.id,
    label: rule.label,
    text: ruleText(rule),
    from: rule.from,
    source: rule.source,
    basis: rule.basis,
    runOut: rule.runOut,
  })),
})
