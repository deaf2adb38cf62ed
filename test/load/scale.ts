/**
 * What a city, a province and the nation would need, by arithmetic from measured figures: `node test/load/scale.ts`.
 * Other numbers: `--people 8000000 --records 20 --hours 4 --load 0.5 --core 1200 --terabyte 4000`.
 */
import { parseArgs } from 'node:util'
import { type Place, type Plan, plan } from './scale/model.ts'
import { measured, places } from './scale/places.ts'

const { values } = parseArgs({
  options: Object.fromEntries(
    ['people', 'records', 'hours', 'load', 'core', 'terabyte'].map((name) => [name, { type: 'string' as const }]),
  ),
})

const number = (name: string, otherwise: number): number => {
  const said = values[name]
  if (said === undefined) return otherwise
  const read = Number(said)
  if (!(read > 0)) throw new Error(`--${name} ${said} is no number above 0`)
  return read
}

const asked = (place: Place): Place => ({
  ...place,
  people: number('people', place.people),
  recordsPerPersonYear: number('records', place.recordsPerPersonYear),
  hoursForRolls: number('hours', place.hoursForRolls),
  load: number('load', place.load),
  prices: { core: number('core', place.prices.core), terabyte: number('terabyte', place.prices.terabyte) },
})

const round = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits })

const lines = (name: string, { people }: Place, needed: Plan): string => {
  const cores = Object.entries(needed.cores).map(([process, count]) => `${process} ${round(count, 1)}`)
  const { postgres, clickhouse, kafka } = needed.terabytes
  const used = needed.used.map(({ part, share }) => `${part} ${round(share * 100, 1)} %`)
  return [
    `${name}: ${round(people)} people`,
    `  records       ${round(needed.recordsPerYear)} a year, ${round(needed.recordsPerSecond)}/s while rolls come in`,
    `  cores         ${needed.coresBought} bought; busy: ${cores.join(', ')}`,
    `  partitions    ${needed.partitions}`,
    `  disks         PostgreSQL ${round(postgres, 2)} TB, ClickHouse ${round(clickhouse, 2)} TB, Kafka ${round(kafka, 2)} TB, copies included`,
    `  zone lost     nothing waits any more after ${round(needed.recoveryMinutes, 1)} min`,
    `  all lost      restored in ${round(needed.restoreHours, 1)} h`,
    `  first load    a year's records at once in ${round(needed.firstLoadHours, 1)} h`,
    `  a policy      tried on every household within a minute by ${needed.simulationCores} cores`,
    `  cost          ${round(needed.yuanPerYear)} 元 a year, ${round(needed.yuanPerMillionYear)} 元 for a million people`,
    `  breaks first  ${used.join('; ')}`,
  ].join('\n')
}

const chosen = values.people === undefined ? Object.entries(places) : Object.entries(places).slice(1, 2)
for (const [name, place] of chosen) {
  const about = asked(place)
  console.log(lines(values.people === undefined ? name : 'a place', about, plan(measured, about)))
}
