import type { PersonId, RegionCode } from '@shouwang/contracts'
import type { FactBook } from './facts.ts'
import { mostFrequent, type Placement, placementIn } from './placement.ts'
import { type Coverage, type Facts, type Member, type Profile, standingFacts } from './profile.ts'

type Placed = Member & Pick<Placement, 'registerNo' | 'region'>

/**
 * The profile of a household from the books of its people and of the kin they name. Members come head first, then
 * by birth date. The region is the head's, else that of most members, else that of the latest request for help.
 */
export const profileOf = ({
  household,
  persons,
  kin,
  coverage,
}: {
  readonly household: string
  readonly persons: ReadonlyMap<PersonId, FactBook>
  readonly kin: ReadonlyMap<PersonId, FactBook>
  readonly coverage: Coverage
}): Profile => {
  const placed: Placed[] = []
  for (const [person, book] of persons) {
    const facts = standingFacts(book)
    const { relation, sex, birthDate, registerNo, region } = placementIn(facts)
    placed.push({ person, relation, sex, birthDate, registerNo, region, facts })
  }
  placed.sort((a, b) => rank(a, household) - rank(b, household) || compareBirth(a, b))
  const kinFacts = new Map<PersonId, Facts>()
  for (const [person, book] of kin) kinFacts.set(person, standingFacts(book))
  return {
    household,
    householdNo: household.startsWith('~') ? '' : household,
    region: regionOf(placed),
    members: placed.map(({ person, relation, sex, birthDate, facts }) => ({ person, relation, sex, birthDate, facts })),
    kin: kinFacts,
    coverage,
  }
}

/** The head of this household before the heads that a roll or a visit brought in from others. */
const rank = ({ relation, registerNo }: Placed, household: string): number =>
  relation !== 'head' ? 2 : registerNo === household ? 0 : 1

const compareBirth = (a: Placed, b: Placed): number => {
  const [left, right] = a.birthDate === b.birthDate ? [a.person, b.person] : [a.birthDate ?? '~', b.birthDate ?? '~']
  return left < right ? -1 : left > right ? 1 : 0
}

const regionOf = (placed: readonly Placed[]): RegionCode | null => {
  const first = placed[0]
  if (first?.relation === 'head' && first.region !== null) return first.region
  const counts = new Map<RegionCode, number>()
  for (const { region } of placed) if (region !== null) counts.set(region, (counts.get(region) ?? 0) + 1)
  return counts.size > 0 ? mostFrequent(counts) : regionOfHelp(placed)
}

const regionOfHelp = (placed: readonly Placed[]): RegionCode | null => {
  let latest: { day: string; region: RegionCode } | null = null
  for (const { facts } of placed)
    for (const { data } of facts.HelpRequested ?? []) {
      const { day, region } = data
      if (region === null || (latest !== null && (day < latest.day || (day === latest.day && region > latest.region))))
        continue
      latest = { day, region }
    }
  return latest?.region ?? null
}
