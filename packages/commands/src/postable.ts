import type { DrawBoard, Postable } from '@shouwang/casework'
import { ageOn, type Day, type PersonId } from '@shouwang/contracts'
import { listingsOn, livingMembers, type Member, type Profile, profilesOf } from '@shouwang/household'
import { loadAround, type Queryable, readDueDecisions, readHouseholdsIn } from '@shouwang/postgres'

/** Nobody under this age is named on a board (未成年人保护法). */
const GROWN_FROM = 18
/** As many as one board lists, and as many households as a village has. */
const MOST_ENTRIES = 500
const MOST_HOUSEHOLDS = 5000
const LOADED_AT_ONCE = 250

/** Decisions of a village and programme that no board lists yet. */
export const postableDecisions = async (tx: Queryable, { region, programme, asOf }: DrawBoard): Promise<Postable[]> => {
  const due = await readDueDecisions(tx, { within: region, programme, limit: MOST_ENTRIES })
  const { neighbourhood } = await loadAround(tx, [...new Set(due.map(({ household }) => household))])
  const profileIn = profilesOf(neighbourhood)
  return due.map(({ household, householdNo, caseId, decisionNo, person, amountFen, from }) => {
    const profile = profileIn(household, region)
    return {
      ...{ household, householdNo, caseId, decisionNo, programme, amountFen, every: 'once' as const, from },
      ...named(profile, person, asOf),
    }
  })
}

/** Families of a village that a roll says receive help under a programme on a day, as far as it is known now. */
export const postableRecipients = async (
  tx: Queryable,
  { region, programme, asOf }: DrawBoard,
): Promise<Postable[]> => {
  const households = await readHouseholdsIn(tx, region, MOST_HOUSEHOLDS)
  const found: Postable[] = []
  for (let at = 0; at < households.length; at += LOADED_AT_ONCE) {
    const some = households.slice(at, at + LOADED_AT_ONCE)
    const { neighbourhood } = await loadAround(tx, some)
    const profileIn = profilesOf(neighbourhood)
    for (const household of some) found.push(...received(profileIn(household, region), programme, asOf))
  }
  return found
}

/** What a household receives under a programme: one line of each roll number, since each line carries the sum of all of it. */
const received = (profile: Profile, programme: string, day: Day): readonly Postable[] => {
  const { household, householdNo } = profile
  const listed = livingMembers(profile, day).flatMap(({ person, facts }) =>
    listingsOn(facts, profile.coverage, day)
      .filter(({ data }) => data.programme === programme)
      .map(({ data }) => ({ person, data })),
  )
  return [...Map.groupBy(listed, ({ data }) => data.rollNo).values()].flatMap((lines) => {
    const [first] = lines
    if (first === undefined) return []
    const { data } = first
    return [
      {
        ...{ household, householdNo, caseId: null, decisionNo: null, programme, every: 'month' as const },
        ...{ amountFen: Math.max(...lines.map((line) => line.data.householdMonthlyFen)), from: data.from ?? day },
        ...named(profile, lines.length === 1 ? first.person : null, day),
        members: lines.length,
      },
    ]
  })
}

type Named = Pick<Postable, 'person' | 'members' | 'isGrown'>

/** In whose name a family is posted: who it is decided for, else the first grown-up who lives there. A minor is not named. */
const named = (profile: Profile, asked: PersonId | null, day: Day): Named => {
  const members = livingMembers(profile, day)
  const person =
    asked ?? (members.find((each) => isGrown(each, day)) ?? members[0])?.person ?? profile.members[0]?.person ?? NOBODY
  const known = profile.members.find((each) => each.person === person)
  return {
    person,
    members: asked === null ? members.length : 1,
    isGrown: known !== undefined && isGrown(known, day),
  }
}

/** Of whom no office told a birth date nobody knows whether he is grown up. */
const isGrown = ({ birthDate }: Member, day: Day): boolean => birthDate !== null && ageOn(birthDate, day) >= GROWN_FROM

/** Stands where nobody is known to live in a household; such a line is withheld. */
const NOBODY: PersonId = 'p_000000000000000000000000'
