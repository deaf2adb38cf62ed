import { type ChangeEventType, type Day, type Month, stableHash } from '@shouwang/contracts'
import { lastTold, type Member, type Profile } from '@shouwang/household'
import { catalogue } from '../judging/catalogue.ts'
import { holdingFacts } from '../judging/held.ts'
import { LATEST_WAGES } from '../readings/surely-earns.ts'
import { neededFacts } from './needs.ts'

/**
 * What is kept of a household beside its assessment, so that who tries a draft need not read the facts of families whom it
 * surely leaves as they are. It holds on any day, by any policy and any delivery, until one of its facts changes: then the
 * household is judged again, and it is taken anew.
 */
export type Glance = {
  /** The types of facts that some member has, of those that rules are silent without. */
  readonly types: ReadonlySet<string>
  /** When its members were born, who all live together; null where nobody told. */
  readonly birthDates: readonly (Day | null)[]
  /** 分 that their employers surely reported, by month, of the last months that were told. */
  readonly wages: ReadonlyMap<Month, number>
  /** 分 that medical bills and school fees of all years left them to pay, at the most. */
  readonly outlayFen: number
}

/** The types of facts that decide whether a rule can say anything of a household at all. */
const askedTypes = new Set<string>([
  ...holdingFacts,
  ...neededFacts,
  ...catalogue.flatMap(({ quietWithout }) => quietWithout ?? []),
])

/** Tells glances of one meaning from those that a program with other rules took, of which nothing is read. */
const MEANING = `1-${stableHash([...askedTypes].toSorted().join(), 32).toString(16)}`

/** Instead of birth dates where nobody is left. */
const NOBODY = '-'

/**
 * A household at a glance, as a text that `readGlance` reads. Null where facts in force could count otherwise on another day or
 * by another delivery: somebody died, was held or moved away, lives elsewhere, a row waits or is doubtful, a pension was taken back.
 */
export const glanceOf = ({ members, doubts }: Profile): string | null => {
  if (doubts || members.some(mayCountOtherwise)) return null
  const birthDates = members.length === 0 ? [NOBODY] : members.map(({ birthDate }) => birthDate ?? '')
  const wages = [...wagesOf(members)].map(([month, fen]) => `${month}:${fen}`).sort()
  return [MEANING, typesOf(members).join(), birthDates.join(), wages.join(), outlayOf(members)].join('|')
}

/** What `glanceOf` wrote; null where it wrote none, or another program did. */
export const readGlance = (text: string | null): Glance | null => {
  if (text === null) return null
  const [meaning, types = '', birthDates = '', wages = '', outlay] = text.split('|')
  if (meaning !== MEANING) return null
  return {
    types: new Set(listIn(types)),
    birthDates: birthDates === NOBODY ? [] : birthDates.split(',').map((day) => (day === '' ? null : day)),
    wages: new Map(listIn(wages).map(wageIn)),
    outlayFen: Number(outlay),
  }
}

const listIn = (text: string): readonly string[] => (text === '' ? [] : text.split(','))

const wageIn = (text: string): readonly [Month, number] => [text.slice(0, MONTH), Number(text.slice(MONTH + 1))]

const MONTH = '2026-10'.length

/** Facts by which somebody counts as a member, or a delivery as one that names him, on some days and not on others. */
export const setAsideByGlance = [
  'DeathReported',
  'CustodyStarted',
  'ResidentMoved',
  'RowSetAside',
] as const satisfies readonly ChangeEventType[]

const mayCountOtherwise = ({ livesElsewhere, facts }: Member): boolean =>
  livesElsewhere ||
  setAsideByGlance.some((type) => facts[type] !== undefined) ||
  facts.PensionPaid?.some(({ data }) => data.amountFen < 0) === true

const typesOf = (members: readonly Member[]): readonly string[] => {
  const types = new Set<string>()
  for (const { facts } of members) for (const type in facts) if (askedTypes.has(type)) types.add(type)
  return [...types].sort()
}

/** As `surelyEarns` reads them: of a month that was told of twice, the larger statement. */
const wagesOf = (members: readonly Member[]): ReadonlyMap<Month, number> => {
  const wages = new Map<Month, number>()
  for (const { facts } of members) {
    if (!('SocialInsurancePaid' in facts)) continue
    const paid = lastTold(facts, 'SocialInsurancePaid', LATEST_WAGES).slice(-LATEST_WAGES)
    for (const { data } of paid) {
      const same = paid.filter((other) => other.data.month === data.month)
      if (same[0]?.data !== data) continue
      const fen = Math.max(...same.map((other) => other.data.baseFen))
      wages.set(data.month, (wages.get(data.month) ?? 0) + fen)
    }
  }
  return wages
}

/** Refunds are left out: they only lower what was paid. */
const outlayOf = (members: readonly Member[]): number => {
  let sum = 0
  for (const { facts } of members) {
    for (const { data } of facts.MedicalSettled ?? [])
      if (!data.refund) sum += Math.max(0, data.inScopeSelfPaidFen, data.personalBurdenFen)
    for (const { data } of facts.EnrolmentReported ?? [])
      sum += Math.max(0, data.yearlyFeeFen, data.yearlyFeeFen - data.aidFen)
  }
  return sum
}
