import { type Day, isWithin, type RegionCode } from '@shouwang/contracts'

/** Who takes tasks, from the village up. */
const caseRoles = ['grid-worker', 'coordinator', 'district', 'city'] as const
export type CaseRole = (typeof caseRoles)[number]

export type Staff = {
  readonly staffNo: string
  readonly role: CaseRole
  readonly region: RegionCode
  /** When this person is away, both days included, and who takes the tasks meanwhile. */
  readonly absences?: readonly { readonly from: Day; readonly to: Day; readonly substitute: string | null }[]
}

/** The regions that exist, who works where, and how many tasks everyone has open. */
export type Places = {
  readonly known: ReadonlySet<RegionCode>
  readonly staff: ReadonlyMap<string, Staff>
  readonly posts: ReadonlyMap<string, readonly Staff[]>
  readonly load: ReadonlyMap<string, number>
}

/** Where a task goes. Nobody in charge gives no assignee and the flag `nobody-in-charge`. */
export type Route = { readonly assignee: string | null; readonly flags: readonly string[] }

/** The role by its name in the staff list; undefined for roles that take no tasks. */
export const caseRole = (name: string): CaseRole | undefined => caseRoles.find((role) => role === name)

/** Puts regions, staff and open tasks in order for routing. */
export const placesOf = (
  known: Iterable<RegionCode>,
  staff: readonly Staff[],
  load: ReadonlyMap<string, number>,
): Places => ({
  known: new Set([...known, ...staff.map(({ region }) => region)]),
  staff: new Map(staff.map((person) => [person.staffNo, person])),
  posts: Map.groupBy(staff, ({ role, region }) => `${role}/${region}`),
  load,
})

/**
 * The posts as they are held on a day: whoever is away is replaced by the substitute, and by nobody where there is none, so
 * that the next above takes what comes.
 */
export const presentOn = (places: Places, day: Day): Places => {
  const holders = (person: Staff): readonly Staff[] => {
    const away = person.absences?.find(({ from, to }) => from <= day && day <= to)
    if (away === undefined) return [person]
    const substitute = away.substitute === null ? undefined : places.staff.get(away.substitute)
    return substitute === undefined ? [] : [substitute]
  }
  if (![...places.staff.values()].some(({ absences = [] }) => absences.length > 0)) return places
  return { ...places, posts: new Map([...places.posts].map(([post, held]) => [post, held.flatMap(holders)])) }
}

const digits = { 'grid-worker': 12, coordinator: 9, district: 6, city: 4 } as const

/** The areas that may be in charge of a region, from the village up; what to load before routing there. */
export const areasOf = (region: RegionCode): readonly RegionCode[] => [
  ...new Set(caseRoles.map((role) => region.slice(0, digits[role]).padEnd(12, '0'))),
]

/**
 * Who is in charge of a region: the grid worker of the village, else the coordinator of the town, else the district, else
 * the city, starting at `wanted`. A region that nobody knows goes to the district that its code begins with.
 */
export const route = (region: RegionCode | null, places: Places, wanted: CaseRole = 'grid-worker'): Route => {
  const unknown = region === null || !places.known.has(region)
  const from = Math.max(caseRoles.indexOf(wanted), unknown ? caseRoles.indexOf('district') : 0)
  const flags = unknown ? ['unknown-region'] : []
  for (const role of caseRoles.slice(from)) {
    const posted =
      region === null
        ? [...places.staff.values()].filter((person) => person.role === 'city' && role === 'city')
        : (places.posts.get(`${role}/${region.slice(0, digits[role]).padEnd(12, '0')}`) ?? [])
    const free = leastBusy(posted, places.load)
    if (free !== undefined) return { assignee: free.staffNo, flags }
  }
  return { assignee: null, flags: [...flags, 'nobody-in-charge'] }
}

/**
 * Who is told that a task is late: the coordinator of the village where it has one of its own, the town, the district.
 * Where nobody has the post, who is next above.
 */
export const superior = (
  region: RegionCode | null,
  places: Places,
  wanted: 'coordinator' | 'town' | 'district',
): Route => {
  const ofVillage =
    wanted === 'coordinator' ? leastBusy(places.posts.get(`coordinator/${region}`) ?? [], places.load) : undefined
  if (ofVillage !== undefined) return { assignee: ofVillage.staffNo, flags: [] }
  return route(region, places, wanted === 'district' ? 'district' : 'coordinator')
}

const leastBusy = (staff: readonly Staff[], load: Places['load']): Staff | undefined =>
  staff.reduce<Staff | undefined>((best, person) => {
    if (best === undefined) return person
    const difference = (load.get(person.staffNo) ?? 0) - (load.get(best.staffNo) ?? 0)
    return difference < 0 || (difference === 0 && person.staffNo < best.staffNo) ? person : best
  }, undefined)

/** True when the task's region is this person's business; a task without a region is the city's. */
export const covers = (person: Pick<Staff, 'role' | 'region'>, region: RegionCode | null): boolean =>
  region === null ? person.role === 'city' : isWithin(region, person.region)
