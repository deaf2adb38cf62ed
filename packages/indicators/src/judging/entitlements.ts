import type { AssistanceProgramme, Day, Entitlement, FiringVerdict, PersonId } from '@shouwang/contracts'
import { addMonths, monthOf } from '@shouwang/contracts'
import {
  custodyOn,
  deathOf,
  isDeadOn,
  listingsOn,
  type Member,
  member,
  type Profile,
  stillListed,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'
import { monthlyAmount, uncountedText } from './entitlement-amount.ts'

/** Programmes that a family holds as one; all others are held by a person. */
const ofTheFamily: readonly string[] = [
  'dibao',
  'edge',
  'rigid',
  'fanpin',
  'temporary-relief',
  'housing-aid',
  'disaster-relief',
]

/** For how many months back a payment shows that an allowance is still paid. */
const PAID_RECENTLY_MONTHS = 2

/**
 * What the household holds, holds although the facts speak against it, and may be owed by what fires: likely where the
 * indicator compares an entitlement with its roll (需求预警), possibly where it only found hardship. A lead for a
 * person to look at, never a decision. In the order of programme and person.
 */
export const entitlementsOf = (
  profile: Profile,
  policy: Policy,
  day: Day,
  fires: readonly FiringVerdict[],
  fired: readonly Indicator[],
): Entitlement[] => {
  const held: Held[] = []
  for (const each of profile.members) if (isListed(each)) held.push(...heldBy(each, profile, policy, day))
  if (held.length === 0 && fires.length === 0) return []
  const known = new Map<string, Entitlement>()
  for (const entitlement of held.map((each) => spokenAgainst(each, held, policy))) keep(known, entitlement, worseHeld)
  if (fires.length > 0) addOwed(known, profile, policy, day, fires, fired)
  return [...known.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ programme, person }: Entitlement): string => `${programme} ${person ?? ''}`

const keep = (
  known: Map<string, Entitlement>,
  entitlement: Entitlement,
  better: (a: Entitlement, b: Entitlement) => boolean,
): void => {
  const other = known.get(keyOf(entitlement))
  if (other === undefined || better(entitlement, other)) known.set(keyOf(entitlement), entitlement)
}

const worseHeld = (a: Entitlement, b: Entitlement): boolean => a.standing === 'wrongly-held' && b.standing === 'held'

const likelier = (a: Entitlement, b: Entitlement): boolean =>
  a.standing === 'likely-owed' && b.standing === 'possibly-owed'

const named = (programme: string, policy: Policy): Pick<Entitlement, 'programme' | 'name' | 'source'> => {
  const described = policy.programmes.get(programme)
  return { programme, name: described?.name ?? programme, source: described?.source.title ?? null }
}

type Held = Entitlement & { readonly holder: PersonId }

const isListed = ({ facts }: Member): boolean =>
  facts.AssistanceListed !== undefined ||
  facts.DisabilitySubsidyListed !== undefined ||
  facts.ElderAllowancePaid !== undefined

const heldBy = (member: Member, profile: Profile, policy: Policy, day: Day): Held[] => {
  const { facts, person } = member
  const held: Held[] = []
  const add = (programme: string, monthlyFen: number | null, why: string): void => {
    const family = ofTheFamily.includes(programme)
    const gone = isGone(member, day)
    held.push({
      ...named(programme, policy),
      person: gone === null && family ? null : person,
      standing: gone === null ? 'held' : 'wrongly-held',
      monthlyFen: gone !== null && family ? null : monthlyFen,
      why: gone === null ? why : `{${person}} ${gone}，仍列名在享。`,
      holder: person,
    })
  }
  if (facts.AssistanceListed !== undefined)
    for (const { data, provider, day: listed } of listingsOn(facts, profile.coverage, day))
      add(
        data.programme,
        heldAmount(data.programme, data.householdMonthlyFen),
        `${provider}救助名册（${listed}）列为在享。`,
      )
  for (const listed of facts.DisabilitySubsidyListed ?? [])
    if (stillListed(listed, profile.coverage) && (listed.data.fromMonth ?? '') <= monthOf(day))
      add(
        `disability-${listed.data.kind}`,
        listed.data.monthlyFen,
        `${listed.provider}两补名册（${listed.day}）列为在享。`,
      )
  const paid = lastPaid(member, day)
  const died = deathOf(facts)
  if (paid !== undefined && (died === null || paid.month > monthOf(died.day)))
    add('elder-allowance', paid.amountFen, `${paid.month} 已发高龄津贴。`)
  return held
}

const heldAmount = (programme: AssistanceProgramme, householdMonthlyFen: number): number | null =>
  householdMonthlyFen > 0 && programme !== 'edge' && programme !== 'rigid' ? householdMonthlyFen : null

const isGone = ({ facts }: Member, day: Day): string | null => {
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
const spokenAgainst = ({ holder, ...held }: Held, all: readonly Held[], policy: Policy): Entitlement => {
  if (held.standing !== 'held' || all.length === 1) return held
  const excluding = all.find(
    (other) =>
      other.holder === holder &&
      other.standing === 'held' &&
      policy.programmes.get(other.programme)?.excludes.includes(held.programme) === true,
  )
  if (excluding === undefined) return held
  return {
    ...held,
    standing: 'wrongly-held',
    person: holder,
    why: `{${holder}} 同时享受${excluding.name}，两者不能兼得。`,
  }
}

const addOwed = (
  known: Map<string, Entitlement>,
  profile: Profile,
  policy: Policy,
  day: Day,
  fires: readonly FiringVerdict[],
  fired: readonly Indicator[],
): void => {
  const owed = new Map<string, Entitlement>()
  fires.forEach((verdict, index) => {
    const indicator = fired[index]
    if (indicator === undefined || verdict.direction === 'wrong') return
    for (const programme of indicator.programmes) {
      const person = ofTheFamily.includes(programme) ? null : living(verdict.person, profile, day)
      const entitlement: Entitlement = {
        ...named(programme, policy),
        person,
        standing: indicator.class === 'need' ? 'likely-owed' : 'possibly-owed',
        monthlyFen: null,
        why: verdict.reason,
      }
      if (!isHeld(known, programme, person, policy)) keep(owed, entitlement, likelier)
    }
  })
  const toSomeone = new Set([...owed.values()].flatMap(({ programme, person }) => (person === null ? [] : [programme])))
  for (const [key, entitlement] of owed) {
    if (entitlement.person === null && toSomeone.has(entitlement.programme)) continue
    const { monthlyFen, remark } = monthlyAmount(entitlement, profile, policy, day)
    const uncounted = monthlyFen === null ? '' : uncountedText(entitlement, profile, policy, day)
    const said = `${uncounted}${remark}`
    const why = said === '' ? entitlement.why : `${entitlement.why}。${said}`
    known.set(key, { ...entitlement, monthlyFen, why })
  }
}

/** Nothing is owed to a member who has died or is held; what his family may be owed names nobody. */
const living = (person: PersonId | null, profile: Profile, day: Day): PersonId | null => {
  const about = person === null ? undefined : member(profile, person)
  return about === undefined || isGone(about, day) !== null ? null : person
}

/** Held by this person, or by anyone where no person is meant; or excluded by something stronger that is held. */
const isHeld = (
  known: ReadonlyMap<string, Entitlement>,
  programme: string,
  person: PersonId | null,
  policy: Policy,
): boolean => {
  for (const held of known.values()) {
    if (held.programme === programme && (held.person === null || person === null || held.person === person)) return true
    if (held.person === person && policy.programmes.get(held.programme)?.excludes.includes(programme)) return true
  }
  return false
}
