import type { SimulatedGroup, SimulationAnswer } from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import type { EffectCounts } from '@shouwang/indicators'
import { readRegionNames } from '@shouwang/postgres'
import type { Backend, Simulated } from '../backend/backend.ts'
import { indicatorName } from './lead-view.ts'

/** What a draft would do, in front of people; a preview's counts are scaled from its sample to all households. */
export const seeSimulation = async (
  backend: Backend,
  { simulation, total, gridWorkers }: Simulated,
  { region, day, preview }: { readonly region: string; readonly day: Day; readonly preview: boolean },
): Promise<SimulationAnswer> => {
  const scale = simulation.households === 0 ? 1 : total / simulation.households
  const districts = [...simulation.byDistrict.keys()].map((code) => code.padEnd(12, '0'))
  const regions = await readRegionNames(backend.sql, districts)
  const programmeName = (id: string) => backend.programmes.find((card) => card.id === id)?.name ?? id
  const groups = (counts: ReadonlyMap<string, EffectCounts>, nameOf: (group: string) => string): SimulatedGroup[] =>
    [...counts]
      .map(([group, each]) => {
        const there = simulation.householdsIn.get(group)
        const moved = each.enter + each.leave
        const perThousand = there === undefined ? null : Math.round((moved / there) * 10_000) / 10
        return { group, name: nameOf(group), ...scaled(each, scale), perThousand }
      })
      .sort((a, b) => b.enter + b.leave - a.enter - a.leave)
  const leads = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .map(([indicator, count]) => ({
        indicator,
        name: indicatorName(backend, indicator),
        count: round(count * scale),
      }))
      .sort((a, b) => b.count - a.count)
  const leadsAppear = leads(simulation.leadsAppear)
  const work = leadsAppear.reduce((sum, { count }) => sum + count, 0)
  return {
    region,
    day,
    preview,
    total,
    looked: simulation.households,
    changed: round(simulation.changed * scale),
    all: scaled(simulation.all, scale),
    byProgramme: groups(simulation.byProgramme, programmeName),
    byDistrict: groups(simulation.byDistrict, (code) => regions.get(code.padEnd(12, '0')) ?? (code || '未知区划')),
    byRing: groups(simulation.byRing, (ring) => ringWords[ring] ?? ring),
    byArea: groups(simulation.byArea, (area) => areaWords[area] ?? area),
    byAge: groups(simulation.byAge, (age) => ageWords[age] ?? age),
    leadsAppear,
    leadsGo: leads(simulation.leadsGo),
    gridWorkers,
    leadsPerWorker: gridWorkers === 0 ? null : Math.round((work / gridWorkers) * 10) / 10,
    examples: simulation.examples.map((each) => ({ ...each, name: programmeName(each.programme) })),
  }
}

const round = Math.round

const scaled = (counts: EffectCounts, scale: number): EffectCounts => ({
  enter: round(counts.enter * scale),
  leave: round(counts.leave * scale),
  more: round(counts.more * scale),
  less: round(counts.less * scale),
  yearlyCostFen: round(counts.yearlyCostFen * scale),
  heldCostFen: round(counts.heldCostFen * scale),
  untold: round(counts.untold * scale),
})

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
