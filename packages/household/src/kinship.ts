import type { ChangeEventData, ChangeEventType, PersonId } from '@shouwang/contracts'
import { type Book, LateBook } from './fact-book.ts'
import { type Facts, type KnownFact, knownFactsOf } from './profile.ts'

/** The parents that civil affairs stated last for this person; null where it stated none. */
export const parentsOf = (facts: Facts): ChangeEventData['ParentsRecorded'] | null => {
  let latest: KnownFact<'ParentsRecorded'> | null = null
  for (const recorded of facts.ParentsRecorded ?? [])
    if (latest === null || recorded.day >= latest.day) latest = recorded
  return latest === null ? null : { father: latest.data.father, mother: latest.data.mother }
}

/** The person married to now, by the latest registration; a divorce ends it. A dead spouse is still named. */
export const spouseOf = (facts: Facts): PersonId | null => {
  let latest: ChangeEventData['MarriageRegistered'] | null = null
  for (const { data } of facts.MarriageRegistered ?? [])
    if (latest === null || data.day > latest.day || (data.day === latest.day && outranks(data, latest))) latest = data
  return latest === null || latest.kind === 'divorce' ? null : latest.spouse
}

/** On one day: a divorce ends the marriage with the same spouse, and comes before the marriage with another. */
const outranks = (a: ChangeEventData['MarriageRegistered'], b: ChangeEventData['MarriageRegistered']): boolean =>
  a.kind !== b.kind ? (a.kind === 'divorce') === (a.spouse === b.spouse) : a.spouse > b.spouse

/** The register households that this person moved out of: the families who may have a grown child in him. */
export const formerHomesOf = (facts: Pick<Facts, 'ResidentMoved'>): readonly string[] => {
  if (facts.ResidentMoved === undefined) return []
  const homes = new Set<string>()
  for (const { data } of facts.ResidentMoved)
    if (data.fromHouseholdNo !== null && data.toHouseholdNo !== data.fromHouseholdNo) homes.add(data.fromHouseholdNo)
  return [...homes]
}

/** The name under which those who moved out of a register household know it among their kin. */
export const formerHome = (householdNo: string): string => `h:${householdNo}`

/** Those whom courts obliged to support this person (赡养、抚养、扶养). */
const obligedTo = (facts: Pick<Facts, 'FamilyJudged'>): readonly PersonId[] =>
  (facts.FamilyJudged ?? []).flatMap(({ data: { kind, other } }) =>
    kind === 'support' && other !== null ? [other] : [],
  )

/** Those whom the family itself named as bound to support this person. */
const declaredBy = (facts: Pick<Facts, 'SupporterDeclared'>): readonly PersonId[] =>
  (facts.SupporterDeclared ?? []).map(({ data }) => data.supporter)

/**
 * Whom this person's known facts name: parents, then the spouse, whom courts obliged to support him and whom the family named as
 * his supporters, then the homes that he moved out of (`formerHome`).
 */
export const kinOf = (known: Book | Facts): readonly string[] => {
  const told = <T extends ChangeEventType>(type: T): readonly KnownFact<T>[] => {
    const facts = known instanceof LateBook ? undefined : known[type]
    return Array.isArray(facts) ? facts : knownFactsOf(known as Book, type)
  }
  const facts: Facts = {
    ParentsRecorded: told('ParentsRecorded'),
    MarriageRegistered: told('MarriageRegistered'),
    FamilyJudged: told('FamilyJudged'),
    SupporterDeclared: told('SupporterDeclared'),
    ResidentMoved: told('ResidentMoved'),
  }
  const parents = parentsOf(facts)
  const kin = [
    parents?.father ?? null,
    parents?.mother ?? null,
    spouseOf(facts),
    ...obligedTo(facts),
    ...declaredBy(facts),
  ]
  return [...new Set([...kin.filter((person) => person !== null), ...formerHomesOf(facts).map(formerHome)])]
}
