import {
  type AssistanceProgramme,
  addMonths,
  type ChangeEventType,
  type Day,
  type Entitlement,
  monthOf,
  type PersonId,
} from '@shouwang/contracts'
import { custodyOn, deathOf, isDeadOn, listingsOn, type Member, type Profile, stillListed } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { programmesGranted, stoppedOn } from '../readings/programmes-granted.ts'

/** Rolls, payments and decisions: who holds a programme keeps it until a condition is known not to be met. */
export const holdingFacts = [
  'AssistanceListed',
  'DisabilitySubsidyListed',
  'ElderAllowancePaid',
  'DecisionMade',
  'AidGiven',
] as const satisfies readonly ChangeEventType[]

/** For how many months back a payment shows that an allowance is still paid. */
const PAID_RECENTLY_MONTHS = 2

/** Something that somebody receives, and who does. */
type Held = { readonly entitlement: Entitlement; readonly holder: PersonId }

/**
 * What the members receive by the rolls and payments: rightly, or wrongly where the facts speak against it; and what cases
 * decided for them that no roll shows yet.
 */
export const heldBy = (profile: Profile, policy: Policy, day: Day): readonly Entitlement[] => {
  const held: Held[] = []
  for (const each of profile.members) if (isListed(each)) held.push(...heldByMember(each, profile, policy, day))
  const shown: readonly Entitlement[] = held.map((each) => spokenAgainst(each, held, policy))
  if (!profile.members.some(({ facts }) => facts.DecisionMade !== undefined || facts.AidGiven !== undefined))
    return shown
  const decided = profile.members.flatMap((each) => grantedTo(each, profile, policy, day))
  return decided.length === 0 ? shown : [...shown, ...decided.filter((each) => !shown.some((one) => isSame(one, each)))]
}

const isSame = (one: Entitlement, other: Entitlement): boolean =>
  one.programme === other.programme && one.person === other.person && one.standing === other.standing

/** What was decided is held from its day on; what nobody can hold any more is no reason to ask anybody. */
const grantedTo = (member: Member, profile: Profile, policy: Policy, day: Day): readonly Entitlement[] =>
  programmesGranted(member, profile, policy, day).flatMap(({ programme, why }): Entitlement[] => {
    const family = isOfTheFamily(programme, policy)
    if (!family && isGone(member, day) !== null) return []
    const person = family ? null : member.person
    return [{ ...named(programme, policy), person, standing: 'held', monthlyFen: null, why }]
  })

/** How a programme is named in an entitlement. */
export const named = (programme: string, policy: Policy): Pick<Entitlement, 'programme' | 'name' | 'source'> => {
  const described = policy.programmes.get(programme)
  return { programme, name: described?.name ?? programme, source: described?.source.title ?? null }
}

/** True for what a family holds as one. */
export const isOfTheFamily = (programme: string, policy: Policy): boolean =>
  policy.programmes.get(programme)?.holder === 'family'

const isListed = ({ facts }: Member): boolean =>
  facts.AssistanceListed !== undefined ||
  facts.DisabilitySubsidyListed !== undefined ||
  facts.ElderAllowancePaid !== undefined

const heldByMember = (member: Member, profile: Profile, policy: Policy, day: Day): Held[] => {
  const { facts, person } = member
  const held: Held[] = []
  const add = (programme: string, monthlyFen: number | null, why: string, listed: Day): void => {
    const family = isOfTheFamily(programme, policy)
    const stopped = stoppedOn(family ? profile.members : [member], programme, day)
    if (stopped !== null && stopped >= listed) return
    const gone = isGone(member, day)
    const entitlement: Entitlement = {
      ...named(programme, policy),
      person: gone === null && family ? null : person,
      standing: gone === null ? 'held' : 'wrongly-held',
      monthlyFen: gone !== null && family ? null : monthlyFen,
      why: gone === null ? why : `{${person}} ${gone}，仍列名在享。`,
    }
    held.push({ entitlement, holder: person })
  }
  if (facts.AssistanceListed !== undefined)
    for (const { data, provider, day: listed } of listingsOn(facts, profile.coverage, day))
      add(
        data.programme,
        heldAmount(data.programme, data.householdMonthlyFen),
        `${provider}救助名册（${listed}）列为在享。`,
        listed,
      )
  for (const listed of facts.DisabilitySubsidyListed ?? [])
    if (stillListed(listed, profile.coverage) && (listed.data.fromMonth ?? '') <= monthOf(day))
      add(
        `disability-${listed.data.kind}`,
        listed.data.monthlyFen,
        `${listed.provider}两补名册（${listed.day}）列为在享。`,
        listed.day,
      )
  const paid = lastPaid(member, day)
  const died = deathOf(facts)
  if (paid !== undefined && (died === null || paid.month > monthOf(died.day)))
    add('elder-allowance', paid.amountFen, `${paid.month} 已发高龄津贴。`, `${paid.month}-01`)
  return held
}

const heldAmount = (programme: AssistanceProgramme, householdMonthlyFen: number): number | null =>
  householdMonthlyFen > 0 && programme !== 'edge' && programme !== 'rigid' ? householdMonthlyFen : null

/** Why a member can hold nothing any more; null for those who can. */
export const isGone = ({ facts }: Member, day: Day): string | null => {
  if (facts.DeathReported !== undefined && isDeadOn(facts, day)) return '已有死亡登记'
  if (facts.CustodyStarted !== undefined && custodyOn(facts, day) !== null) return '正在服刑或被羁押、强制隔离戒毒'
  return null
}

const lastPaid = ({ facts }: Member, day: Day) => {
  if (facts.ElderAllowancePaid === undefined) return undefined
  const recent = addMonths(monthOf(day), -PAID_RECENTLY_MONTHS)
  return facts.ElderAllowancePaid.map(({ data }) => data)
    .filter(({ month }) => month >= recent && month <= monthOf(day))
    .sort((a, b) => (a.month < b.month ? 1 : -1))[0]
}

/** Held besides something stronger that excludes it. */
const spokenAgainst = ({ holder, entitlement }: Held, all: readonly Held[], policy: Policy): Entitlement => {
  if (entitlement.standing !== 'held' || all.length === 1) return entitlement
  const excluding = all.find(
    (other) =>
      other.holder === holder &&
      other.entitlement.standing === 'held' &&
      policy.programmes.get(other.entitlement.programme)?.excludes.includes(entitlement.programme) === true,
  )
  if (excluding === undefined) return entitlement
  return {
    ...entitlement,
    standing: 'wrongly-held',
    person: holder,
    why: `{${holder}} 同时享受${excluding.entitlement.name}，两者不能兼得。`,
  }
}
