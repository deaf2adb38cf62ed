import type { Task } from '@shouwang/casework'
import type { PersonId } from '@shouwang/contracts'
import type { Neighbourhood } from '@shouwang/household'
import { bareLiving, type Granted, isWronglyCovered, livingIn, type TrueHousehold } from '@shouwang/synth'
import type { Found } from './caseload.ts'

/** What a visit came to: need found, none, nobody at home; of a check: rightly or wrongly on the roll. */
export type Answer = 'need' | 'no-need' | 'nobody-home' | 'wrong' | 'unchanged'

/** The doors that caseworkers knock at: behind each lives the truth. */
export type County = {
  readonly needs: (household: TrueHousehold, month: number) => boolean
  readonly answer: (household: TrueHousehold | null, task: Task, month: number) => { answer: Answer; found: Found }
  readonly granted: ReadonlyMap<TrueHousehold, Granted>
  readonly foundIn: ReadonlyMap<TrueHousehold, number>
  /** Tells which true household most of the people of a household of the program live in. */
  readonly trueHouseholds: (known: Neighbourhood) => (household: string) => TrueHousehold | null
}

/** Who lives behind each door, and what visits have changed there: who was granted aid is in need no more. */
export const doorsOf = (households: readonly TrueHousehold[], personOf: (idNumber: string) => PersonId): County => {
  const granted = new Map<TrueHousehold, Granted>()
  const foundIn = new Map<TrueHousehold, number>()
  const corrected = new Set<TrueHousehold>()
  const homeOf = new Map<PersonId, TrueHousehold>()
  for (const household of households)
    for (const { idNumber } of household.people) homeOf.set(personOf(idNumber), household)
  const needs = (household: TrueHousehold, month: number): boolean =>
    !foundIn.has(household) && household.months[month]?.need != null
  const check = (household: TrueHousehold | null, month: number) => {
    const wrong = household !== null && !corrected.has(household) && isWronglyCovered(household, month)
    if (!wrong) return { answer: 'unchanged' as const, found: found('unchanged', '复核无变化') }
    corrected.add(household)
    granted.set(household, { from: month + 1, roll: null })
    return { answer: 'wrong' as const, found: found('confirmed-stop', '收入已明显超过标准') }
  }
  const look = (household: TrueHousehold | null, month: number) => {
    const now = household?.months[month]
    if (household === null || now === undefined || livingIn(household, month).length === 0)
      return { answer: 'no-need' as const, found: found('not-eligible', '无人居住') }
    // Every eighth door is closed the first time; which ones hangs on the household and the month.
    if ((household.unit * 31 + month * 17) % 8 === 0)
      return { answer: 'nobody-home' as const, found: found('nobody-home', '') }
    const declared = Math.round((now.incomeYuan + now.aidYuan) * declaredShare) * 100
    if (!needs(household, month))
      return { answer: 'no-need' as const, found: found('not-eligible', '收入够用', declared) }
    foundIn.set(household, month)
    if (household.refuses) return { answer: 'need' as const, found: found('refused', '困难但不愿申请', declared) }
    granted.set(household, grantOf(household, month))
    return {
      answer: 'need' as const,
      found: found(now.need === 'outlay' ? 'temp-aid-given' : 'eligible-apply', '', declared),
    }
  }
  return {
    needs,
    answer: (household, { direction }, month) =>
      direction === 'wrong' ? check(household, month) : look(household, month),
    granted,
    foundIn,
    trueHouseholds: (known) => {
      const membersOf = Map.groupBy(known.persons.values(), ({ household }) => household)
      return (household) => mostOf((membersOf.get(household) ?? []).flatMap(({ person }) => homeOf.get(person) ?? []))
    },
  }
}

/** Families tell nearly all of what they live on. */
const declaredShare = 0.9

const found = (outcome: Found['outcome'], note: string, declaredMonthlyFen: number | null = null): Found => ({
  outcome,
  note,
  declaredMonthlyFen,
})

/** Aid for a bill is paid once and stands on no roll; a living allowance begins two months later. */
const grantOf = (household: TrueHousehold, month: number): Granted => {
  const { need, incomeYuan, heads } = household.months[month] ?? { need: null, incomeYuan: 0, heads: 1 }
  if (need === 'outlay') return { from: month + 1, roll: household.roll }
  return {
    from: month + 2,
    roll: { programme: '低保', since: '', monthlyYuan: Math.max(100, bareLiving.value * heads - incomeYuan) },
  }
}

const mostOf = (homes: readonly TrueHousehold[]): TrueHousehold | null => {
  const counts = new Map<TrueHousehold, number>()
  for (const home of homes) counts.set(home, (counts.get(home) ?? 0) + 1)
  return (
    [...counts].reduce<[TrueHousehold, number] | null>(
      (most, each) => (most === null || each[1] > most[1] ? each : most),
      null,
    )?.[0] ?? null
  )
}
