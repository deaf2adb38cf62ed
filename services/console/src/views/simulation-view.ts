import type { SimulatedDraft, SimulatedGroup } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import { type EffectCounts, type Estimate, examplesOf, type Simulation } from '@shouwang/indicators'
import { readRegionNames } from '@shouwang/postgres'
import type { Simulated } from '../backend/answers.ts'
import type { Backend } from '../backend/backend.ts'
import { indicatorName } from './lead-view.ts'

type Margins = Estimate['margins']

/** What a draft would do, in front of people; of a preview also by how much its sums may be wrong. */
export const seeSimulation = async (
  backend: Backend,
  simulation: Simulation,
  { total, gridWorkers, margins }: Pick<Simulated, 'total' | 'gridWorkers'> & { readonly margins: Margins | null },
  { region, day, preview }: { readonly region: string; readonly day: Day; readonly preview: boolean },
): Promise<SimulatedDraft> => {
  const districts = [...simulation.byDistrict.keys()].map((code) => code.padEnd(12, '0'))
  const regions = await readRegionNames(backend.sql, districts)
  const programmeName = (id: string) => backend.programmes.find((card) => card.id === id)?.name ?? id
  const groups = (counts: ReadonlyMap<string, EffectCounts>, nameOf: (group: string) => string): SimulatedGroup[] =>
    [...counts]
      .map(([group, each]) => {
        const there = simulation.householdsIn.get(group)
        const moved = each.enter + each.leave
        const perThousand = there === undefined ? null : Math.round((moved / there) * 10_000) / 10
        return { group, name: nameOf(group), ...rounded(each), perThousand }
      })
      .sort((a, b) => b.enter + b.leave - a.enter - a.leave || (a.group < b.group ? -1 : 1))
  const leads = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .map(([indicator, count]) => ({
        indicator,
        name: indicatorName(backend, indicator),
        count: round(count),
      }))
      .sort((a, b) => b.count - a.count || (a.indicator < b.indicator ? -1 : 1))
  const leadsAppear = leads(simulation.leadsAppear)
  const work = leadsAppear.reduce((sum, { count }) => sum + count, 0)
  const byDistrict = groups(simulation.byDistrict, (code) => regions.get(code.padEnd(12, '0')) ?? (code || '未知区划'))
  const byArea = groups(simulation.byArea, (area) => areaWords[area] ?? area)
  return {
    region,
    day,
    preview,
    total,
    looked: simulation.households,
    changed: round(simulation.changed),
    all: rounded(simulation.all),
    margins: margins === null ? null : mapValues(margins, Math.ceil),
    byProgramme: groups(simulation.byProgramme, programmeName),
    byDistrict,
    byRing: groups(simulation.byRing, (ring) => ringWords[ring] ?? ring),
    byArea,
    byAge: groups(simulation.byAge, (age) => ageWords[age] ?? age),
    fairness: [spread('区县', byDistrict), spread('城乡', byArea)].flatMap((each) => each ?? []),
    leadsAppear,
    leadsGo: leads(simulation.leadsGo),
    gridWorkers,
    leadsPerWorker: gridWorkers === 0 ? null : Math.round((work / gridWorkers) * 10) / 10,
    examples: examplesOf(simulation).map((each) => ({ ...each, name: programmeName(each.programme) })),
  }
}

/** How far apart the shares of households that enter or leave are; undefined where there are not two groups. */
const spread = (between: string, groups: readonly SimulatedGroup[]): SimulatedDraft['fairness'][number] | undefined => {
  const shares = groups.flatMap(({ name, perThousand }) => (perThousand === null ? [] : [{ name, perThousand }]))
  const sorted = shares.sort((a, b) => a.perThousand - b.perThousand)
  const [least, most] = [sorted[0], sorted.at(-1)]
  return least === undefined || most === undefined || sorted.length < 2 ? undefined : { between, least, most }
}

const round = Math.round

const rounded = (counts: EffectCounts): EffectCounts => mapValues(counts, round)

const mapValues = <Name extends string>(
  values: Readonly<Record<Name, number>>,
  change: (value: number) => number,
): Record<Name, number> =>
  Object.fromEntries(Object.entries<number>(values).map(([name, value]) => [name, change(value)])) as Record<
    Name,
    number
  >

const ringWords: Readonly<Record<string, string>> = {
  'below-1': '人均收入低于低保标准',
  'below-1.5': '低保标准 1–1.5 倍',
  'below-2': '低保标准 1.5–2 倍',
  above: '低保标准 2 倍以上',
  unknown: '收入不全',
}
const areaWords: Readonly<Record<string, string>> = { urban: '城市', rural: '农村', unknown: '城乡未知' }
const ageWords: Readonly<Record<string, string>> = {
  minor: '未满 18 岁',
  adult: '18–59 岁',
  elder: '60–79 岁',
  aged: '80 岁以上',
  unknown: '年龄未知',
}
