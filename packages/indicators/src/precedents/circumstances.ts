import type { Day, PersonId } from '@shouwang/contracts'
import { livingMembers, type Member, type Profile } from '@shouwang/household'
import type { Condition, Policy, SimpleCondition } from '@shouwang/policy'
import { answerOf } from '../checks/check-condition.ts'

type Circumstance = { readonly name: string; readonly of: 'person' | 'family'; readonly condition: SimpleCondition }

/**
 * What a conference's case is filed under and found again by. Each is a predicate of programmes, so that what precedents share
 * can be written down as conditions of a rule.
 */
export const circumstances = {
  minor: { name: '未成年人', of: 'person', condition: { is: 'aged-below', number: 'dependant/minor-age' } },
  elder: { name: '老年人', of: 'person', condition: { is: 'aged-from', number: 'dependant/elder-age' } },
  'seriously-ill': {
    name: '重特大疾病',
    of: 'person',
    condition: { is: 'seriously-ill', codes: 'major-disease/codes', days: 'edge-severe-single/ill-days' },
  },
  'severely-disabled': { name: '重度残疾', of: 'person', condition: { is: 'severely-disabled' } },
  'no-able-supporter': { name: '无有能力的赡养抚养人', of: 'person', condition: { is: 'no-able-supporter' } },
  'parents-unable': { name: '父母无力抚养', of: 'person', condition: { is: 'parents-unable' } },
  'great-medical-burden': {
    name: '医疗个人负担特别重',
    of: 'family',
    condition: { is: 'medical-burden-from', number: 'out-of-scope-burden/conference' },
  },
  'medical-burden': {
    name: '医疗个人负担重',
    of: 'family',
    condition: { is: 'medical-burden-from', number: 'out-of-scope-burden/absolute' },
  },
  'rigid-expense': {
    name: '刚性支出超过收入比例',
    of: 'family',
    condition: { is: 'rigid-expense-from', ratio: 'rigid/expense-ratio', months: 'education-burden/fee-months' },
  },
  'living-alone': { name: '独自居住', of: 'family', condition: { is: 'living-alone' } },
  'dwelling-unsafe': { name: '住危房', of: 'family', condition: { is: 'dwelling-unsafe' } },
  fire: {
    name: '近期火灾',
    of: 'family',
    condition: { is: 'befallen', what: 'fire', days: 'fire-loss/look-back-days' },
  },
  'low-income': {
    name: '在低收入人口名册',
    of: 'family',
    condition: { is: 'on-one-of', programmes: ['dibao', 'tekun', 'edge', 'rigid'], of: 'family' },
  },
} as const satisfies Readonly<Record<string, Circumstance>>
export type CircumstanceId = keyof typeof circumstances

const ids = Object.keys(circumstances) as CircumstanceId[]

/** The circumstance of this id; undefined for what is none. */
export const circumstanceId = (written: string): CircumstanceId | undefined => ids.find((id) => id === written)

/** What is known to hold of a household, whom it is about, and which conditions of programmes are known not to hold. */
export type Circumstances = {
  /** Whom most of it is about; null where nothing is known of a person. */
  readonly person: PersonId | null
  readonly holds: readonly CircumstanceId[]
  readonly notMet: Readonly<Record<string, readonly Condition[]>>
}

/** The circumstances of a household, for the member of whom most of them hold. */
export const circumstancesOf = (profile: Profile, policy: Policy, day: Day): Circumstances => {
  const asked = (person: Member | null) => ({ profile, policy, day, person })
  const holds = (id: CircumstanceId, person: Member | null): boolean =>
    answerOf(circumstances[id].condition, asked(person)).state === 'met'
  const ofPerson = (person: Member) => ids.filter((id) => circumstances[id].of === 'person' && holds(id, person))
  const members = livingMembers(profile, day).map((person) => ({ person, own: ofPerson(person) }))
  const about = members.reduce<(typeof members)[number] | undefined>(
    (most, each) => (most === undefined || each.own.length > most.own.length ? each : most),
    undefined,
  )
  const person = about?.person ?? null
  const family = ids.filter((id) => circumstances[id].of === 'family' && holds(id, null))
  const failed = [...policy.programmes].map(([id, { holder, conditions }]): [string, readonly Condition[]] => [
    id,
    conditions.filter((each) => answerOf(each, asked(holder === 'person' ? person : null)).state === 'not-met'),
  ])
  return {
    person: person?.person ?? null,
    holds: [...(about?.own ?? []), ...family],
    notMet: Object.fromEntries(failed.filter(([, conditions]) => conditions.length > 0)),
  }
}
