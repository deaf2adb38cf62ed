import type { PersonId, RegionCode } from '@shouwang/contracts'
import type { Book } from './fact-book.ts'
import { type Placement, placementIn, placingListing } from './placement.ts'
import { type Coverage, type Facts, hasDoubts, knownFacts, type Member, type Profile } from './profile.ts'
import { isDwelling, mostFrequent } from './roll-groups.ts'

type Placed = Member & Pick<Placement, 'registerNo' | 'region'>

/**
 * The profile of a household from the books of its people and of the kin they name. Members come head first, then
 * by birth date, those who left last. The region is the head's, else that of most members, else that of the latest
 * request for help or fire. A roll that a member left with his old household is that household's affair: its lines count there.
 */
export const profileOf = ({
  persons,
  left = new Map(),
  kin,
  ...stated
}: Omit<Stated, 'persons' | 'left' | 'kin'> & {
  readonly persons: ReadonlyMap<PersonId, Book>
  readonly left?: ReadonlyMap<PersonId, Book>
  readonly kin: ReadonlyMap<PersonId, Book>
}): Profile =>
  profileOfFacts({
    ...stated,
    persons: known(persons),
    ...(persons.size === 0 ? {} : { left: known(left) }),
    kin: known(kin),
  })

const known = (books: ReadonlyMap<PersonId, Book>): Map<PersonId, Facts> => {
  const facts = new Map<PersonId, Facts>()
  for (const [person, book] of books) facts.set(person, knownFacts(book))
  return facts
}

type Stated = {
  readonly household: string
  readonly persons: ReadonlyMap<PersonId, Facts>
  /** Those whom this household's roll still lists, and who live in another household by now. */
  readonly left?: ReadonlyMap<PersonId, Facts>
  /** Those of `persons` whom the roll of the household that they left still lists. */
  readonly listedElsewhere?: ReadonlySet<PersonId>
  readonly kin: ReadonlyMap<PersonId, Facts>
  readonly coverage: Coverage
}

/** As `profileOf`, from the facts that stand. */
export const profileOfFacts = ({
  household,
  persons,
  left = new Map(),
  listedElsewhere = new Set(),
  kin,
  coverage,
}: Stated): Profile => {
  const placed: Placed[] = []
  for (const [person, facts] of persons)
    placed.push(placedAs(person, listedElsewhere.has(person) ? withoutPlacingRoll(facts) : facts, false))
  if (placed.length > 0) for (const [person, facts] of left) placed.push(placedAs(person, facts, true))
  placed.sort((a, b) => rank(a, household) - rank(b, household) || compareBirth(a, b))
  return {
    household,
    householdNo: household.startsWith('~') || isDwelling(household) ? '' : household,
    region: regionOf(placed),
    members: placed.map(({ registerNo: _, region: __, ...known }) => known),
    kin,
    coverage,
    doubts: placed.some(({ facts }) => hasDoubts(facts)) || [...kin.values()].some(hasDoubts),
  }
}

const placedAs = (person: PersonId, facts: Facts, livesElsewhere: boolean): Placed => {
  const { relation, sex, birthDate, registerNo, region } = placementIn(facts)
  return { person, relation, sex, birthDate, registerNo, region, livesElsewhere, facts }
}

const withoutPlacingRoll = (facts: Facts): Facts => {
  const rollNo = placingListing(facts)?.data.rollNo
  return { ...facts, AssistanceListed: (facts.AssistanceListed ?? []).filter(({ data }) => data.rollNo !== rollNo) }
}

/** The head of this household before the heads that a roll or a visit brought in from others; who left it comes last. */
const rank = ({ relation, registerNo, livesElsewhere }: Placed, household: string): number => {
  if (livesElsewhere) return 3
  return relation !== 'head' ? 2 : registerNo === household ? 0 : 1
}

const compareBirth = (a: Placed, b: Placed): number => {
  const [left, right] = a.birthDate === b.birthDate ? [a.person, b.person] : [a.birthDate ?? '~', b.birthDate ?? '~']
  return left < right ? -1 : left > right ? 1 : 0
}

const regionOf = (placed: readonly Placed[]): RegionCode | null => {
  const first = placed[0]
  if (first?.relation === 'head' && first.region !== null) return first.region
  const counts = new Map<RegionCode, number>()
  for (const { region, livesElsewhere } of placed)
    if (region !== null && !livesElsewhere) counts.set(region, (counts.get(region) ?? 0) + 1)
  return counts.size > 0 ? mostFrequent(counts) : regionLastKnown(placed)
}

/** Where somebody in no register was last known to be: where he asked for help, or where his home burnt. */
const regionLastKnown = (placed: readonly Placed[]): RegionCode | null => {
  let latest: { day: string; region: RegionCode } | null = null
  for (const { facts } of placed)
    for (const { data } of [...(facts.HelpRequested ?? []), ...(facts.FireReported ?? [])]) {
      const { day, region } = data
      if (region == null || (latest !== null && (day < latest.day || (day === latest.day && region > latest.region))))
        continue
      latest = { day, region }
    }
  return latest?.region ?? null
}
