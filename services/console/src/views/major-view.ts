import type { MajorReportAnswer } from '@shouwang/console-api'
import { type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { readDayHappened, readRegionNames, readRootRegion } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person, seesRegionless } from '../sign-in/access.ts'
import { indicatorNameFor } from './field-access.ts'

/** 重大事项当日报告: what of a day has to be known above at once, by the rules of the place on that day. */
export const seeMajorReport = async (
  backend: Backend,
  asker: Person,
  { region: asked, day }: { readonly region: RegionCode; readonly day: Day },
): Promise<MajorReportAnswer> => {
  const { sql } = backend
  const region = asked === ALL_REGIONS ? ((await readRootRegion(sql)) ?? ALL_REGIONS) : asked
  const within = region === ALL_REGIONS ? '' : regionPrefix(region)
  const isWhole = asked === asker.region || asked === ALL_REGIONS
  const happened = await readDayHappened(sql, { within, regionless: isWhole && seesRegionless(asker), day })
  const { rules, matters } = backend.reports.major(region, day, happened)
  const names = await readRegionNames(sql, [region, ...matters.flatMap((matter) => matter.region ?? [])])
  const nameOf = (id: string) =>
    indicatorNameFor(asker.role, backend.indicators.find((each) => each.id === id)?.name ?? id, id)
  return {
    day,
    region,
    regionName: names.get(region) ?? region,
    rules: { indicators: [...new Set(rules.indicators.map(nameOf))], families: rules.families, aidFen: rules.aidFen },
    matters: matters.map((matter) => ({
      kind: matter.kind,
      regionName: matter.region === null ? '辖区未知' : (names.get(matter.region) ?? matter.region),
      householdNo: 'householdNo' in matter ? matter.householdNo : null,
      about: 'about' in matter ? matter.about : null,
      indicators: 'indicators' in matter ? [...new Set(matter.indicators.map(nameOf))] : [],
      families: 'families' in matter ? matter.families : null,
      amountFen: 'amountFen' in matter ? matter.amountFen : null,
    })),
  }
}
