import type { PatrolItem } from '@shouwang/console-api'
import { type Day, type PersonId, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { coverageOf, isDue, type Patrol, type Placed, patrolOf, patrolRulesOn, roundOf } from '@shouwang/patrols'
import {
  type Campaign,
  countPatrolled,
  countVisitedOn,
  readCampaignCoverage,
  readCampaignLeft,
  readCampaigns,
  readHouseholds,
  readPatrolled,
  readRegionNames,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { seePeople } from './people-view.ts'

/** Households of one list that a phone shows; who is due beyond them is counted. */
const SHOWN = 60
/** Households whose way is looked up: of more, those who have waited longest. */
const PLACED = 400

/** Who is due in a place today, in the order of the way and within the room of the asker's day, and what campaigns still ask for. */
export const seePatrols = async (backend: Backend, asker: Person, region: RegionCode) => {
  const { sql } = backend
  const today = backend.today()
  const rules = patrolRulesOn(backend.patrolRules, today)
  const within = regionPrefix(region)
  const [all, visitedToday, campaigns, names] = await Promise.all([
    readPatrolled(sql, within),
    countVisitedOn(sql, asker.staffNo, today),
    readCampaigns(sql, within, { ended: false }),
    readRegionNames(sql, [region]),
  ])
  const due = all.map((household) => patrolOf(household, rules)).filter((patrol) => isDue(patrol, today))
  const { now, later } = roundOf(await placed(backend, longestWaiting(due, today)), today, rules.perDay - visitedToday)
  const running = await Promise.all(campaigns.map((campaign) => seeCampaign(backend, within, campaign)))
  return {
    ...{ today, perDay: rules.perDay, visitedToday, regionName: names.get(region) ?? region },
    now: await itemsOf(backend, now),
    later: await itemsOf(backend, later.slice(0, SHOWN)),
    laterTotal: due.length - now.length,
    campaigns: running.filter(({ total }) => total > 0),
  }
}

const longestWaiting = (due: readonly Patrol[], today: Day): readonly Patrol[] =>
  due
    .toSorted((a, b) =>
      (a.dueOn ?? today) < (b.dueOn ?? today) ? -1 : (a.dueOn ?? today) > (b.dueOn ?? today) ? 1 : 0,
    )
    .slice(0, PLACED)

const seeCampaign = async (backend: Backend, within: string, campaign: Campaign) => {
  const rules = patrolRulesOn(backend.patrolRules, backend.today())
  const [left, villages] = await Promise.all([
    readCampaignLeft(backend.sql, within, campaign),
    readCampaignCoverage(backend.sql, within, campaign),
  ])
  const here = await placed(
    backend,
    left.slice(0, PLACED).map((household) => patrolOf(household, rules)),
  )
  const { now } = roundOf(here, backend.today(), here.length)
  const { campaignId, title, until } = campaign
  return {
    ...{ campaignId, title, until, ...sumOf(villages) },
    left: await itemsOf(backend, now.slice(0, SHOWN)),
  }
}

const sumOf = (villages: readonly { readonly total: number; readonly visited: number }[]) => ({
  total: villages.reduce((sum, { total }) => sum + total, 0),
  visited: villages.reduce((sum, { visited }) => sum + visited, 0),
})

/** The head of each household that one can name. */
const headsOf = async (backend: Backend, households: readonly string[]): Promise<ReadonlyMap<string, PersonId>> => {
  const rows = await readHouseholds(backend.sql, households)
  return new Map(
    [...rows].flatMap(([household, { assessment }]) => {
      const head = assessment.members[0]
      return head === undefined ? [] : [[household, head] as const]
    }),
  )
}

/** The way to each, by the address in the vault: it orders the list, and is not shown. */
const placed = async (backend: Backend, due: readonly Patrol[]): Promise<readonly Placed[]> => {
  const heads = await headsOf(
    backend,
    due.map(({ household }) => household),
  )
  const identities = await backend.vault.identify([...heads.values()])
  return due.map((patrol) => {
    const head = heads.get(patrol.household)
    return { ...patrol, place: (head === undefined ? null : identities.get(head)?.address) ?? '' }
  })
}

const itemsOf = async (backend: Backend, patrols: readonly Patrol[]): Promise<PatrolItem[]> => {
  const heads = await headsOf(
    backend,
    patrols.map(({ household }) => household),
  )
  const [people, names] = await Promise.all([
    seePeople(backend, [...heads.values()], backend.today()),
    readRegionNames(
      backend.sql,
      patrols.map(({ region }) => region),
    ),
  ])
  return patrols.map(({ household, householdNo, region, groups, everyDays, lastOn, dueOn }) => {
    const head = heads.get(household)
    return {
      ...{ householdNo, groups: [...groups], everyDays, lastOn, dueOn },
      headName: head === undefined ? '（未登记姓名）' : people.nameOf(head),
      regionName: names.get(region) ?? region,
    }
  })
}

const GROWN_FROM = 18

/** The name of the head, the address and a telephone of these households, for who is on the way to them. */
export const seeDoors = async (backend: Backend, households: ReadonlyMap<string, string>) => {
  const rows = await readHouseholds(backend.sql, [...households.keys()])
  const members = [...rows.values()].flatMap(({ assessment }) => assessment.members)
  const [people, identities] = await Promise.all([
    seePeople(backend, members, backend.today()),
    backend.vault.identify(members),
  ])
  const ages = new Map(people.members.map(({ person, age }) => [person, age]))
  const grown = (person: PersonId) => (ages.get(person) ?? GROWN_FROM) >= GROWN_FROM
  return {
    whom: members,
    opened: [...households].map(([household, householdNo]) => {
      const here = rows.get(household)?.assessment.members ?? []
      const known = here.flatMap((person) => identities.get(person) ?? [])
      const head = here[0]
      const called = here.filter(grown).flatMap((person) => identities.get(person)?.phone ?? [])[0]
      return {
        householdNo,
        name: (head !== undefined && grown(head) ? identities.get(head)?.name : null) ?? '（未登记姓名）',
        address: known.find(({ address }) => address !== null)?.address ?? null,
        phone: called ?? null,
      }
    }),
  }
}

/** How far the villages of a place were visited in time, and how far each campaign came there. */
export const seePatrolCoverage = async (backend: Backend, region: RegionCode) => {
  const { sql } = backend
  const today = backend.today()
  const within = regionPrefix(region)
  const [rows, campaigns] = await Promise.all([
    countPatrolled(sql, within),
    readCampaigns(sql, within, { ended: true }),
  ])
  const villages = coverageOf(rows, patrolRulesOn(backend.patrolRules, today), today)
  const came = await Promise.all(campaigns.map((campaign) => readCampaignCoverage(sql, within, campaign)))
  const names = await readRegionNames(sql, [
    region,
    ...villages.map((village) => village.region),
    ...came.flat().map((village) => village.region),
  ])
  const named = <Row extends { readonly region: RegionCode }>(row: Row) => ({
    ...row,
    name: names.get(row.region) ?? row.region,
  })
  return {
    ...{ today, regionName: names.get(region) ?? region },
    villages: villages.map(named),
    campaigns: campaigns.map(({ campaignId, title, from, until, endedOn }, at) => {
      const counts = came[at] ?? []
      return { ...{ campaignId, title, from, until, endedOn, ...sumOf(counts) }, villages: counts.map(named) }
    }),
  }
}
