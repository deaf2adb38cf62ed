import type { ShadowAnswer } from '@shouwang/console-api'
import { addDays, type Day, type Direction, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { draftSwitch, newestText } from '@shouwang/policy'
import { readPolicyAdoptions, readRegionNames, readRootRegion, readShadow } from '@shouwang/postgres'
import { draftOf } from '@shouwang/service-process'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS } from '../sign-in/access.ts'

/** By so many digits areas are counted: towns, and villages within a town. */
const TOWN_DIGITS = 9
const VILLAGE_DIGITS = 12
/** Visits of so many days back are asked what they found. */
const DAYS_BACK = 365

/**
 * Every indicator that begins in shadow: whether the region has it in use, in how many households it fires in shadow and where,
 * and what visits that were made there for other reasons found.
 */
export const seeShadow = async (
  backend: Backend,
  about: { readonly region: RegionCode; readonly useFrom: Day | undefined },
): Promise<ShadowAnswer> => {
  const { sql } = backend
  const to = backend.today()
  const from = addDays(to, -DAYS_BACK)
  const region = about.region === ALL_REGIONS ? ((await readRootRegion(sql)) ?? ALL_REGIONS) : about.region
  const within = region === ALL_REGIONS ? '' : regionPrefix(region)
  const [rows, visits] = await Promise.all([
    readShadow(sql, { within, digits: within.length < TOWN_DIGITS ? TOWN_DIGITS : VILLAGE_DIGITS }),
    backend.reports.shadow({ region, from, to }).catch(() => null),
  ])
  const names = await readRegionNames(sql, [region, ...rows.map(({ area }) => area)])
  const place = within.length > TOWN_DIGITS ? null : within.length > 6 ? within : region.slice(0, 6)
  const adopted = (await readPolicyAdoptions(sql)).map(draftOf)
  const draftFor = (inUse: string, name: string) => {
    if (place === null) return null
    const said = { number: inUse, label: `${name}：是否启用`, title: `启用指标：${name}` }
    const named = { region: place, regionName: names.get(region) ?? region, ...said }
    const when = { today: to, from: about.useFrom ?? addDays(to, 1) }
    return draftSwitch({ ...named, ...when }, (path) => newestText(adopted, path))
  }
  const switches = new Map(backend.policyOn(region.slice(0, 6), to).numbers.map(({ id, value }) => [id, value]))
  const indicators = backend.indicators.flatMap(({ id, name, direction, level, source, inUse }) => {
    if (inUse === undefined) return []
    const areas = rows.flatMap(({ indicator, area, households }) =>
      indicator === id ? [{ area, name: names.get(area) ?? area, households }] : [],
    )
    const isUsed = switches.get(inUse) === 1
    return {
      indicator: id,
      name,
      direction,
      level,
      source,
      inUse: isUsed,
      draft: isUsed ? null : draftFor(inUse, name),
      households: areas.reduce((sum, { households }) => sum + households, 0),
      areas: areas.sort((a, b) => b.households - a.households),
      visits: visits === null ? null : found(visits, id, direction),
    }
  })
  const sorted = indicators.sort((a, b) => b.households - a.households || (a.indicator < b.indicator ? -1 : 1))
  return { region, regionName: names.get(region) ?? region, from, to, indicators: sorted }
}

type Visits = Awaited<ReturnType<Backend['reports']['shadow']>>

/** A visit for help says something of help that may be due, and one for a check of what may be wrong. */
const found = (visits: Visits, id: string, direction: Direction) => {
  const isCheck = direction === 'wrong'
  const sum = { judged: 0, confirmed: 0, refuted: 0 }
  for (const { indicator, way, judged, confirmed, refuted } of visits)
    if (indicator === id && (way === 'wrong') === isCheck) {
      sum.judged += judged
      sum.confirmed += confirmed
      sum.refuted += refuted
    }
  return sum
}
