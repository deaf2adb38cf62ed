import type { GrowthAnswer, RecipientsAnswer } from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { countUnjudged, readGiven, readRecipients, readRegionNames } from '@shouwang/postgres'
import type { WorkbookSheet } from '../api/workbook.ts'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { areasBelow, NO_REGION } from './areas-below.ts'

/** Who was on which programme on a day, by area, and what our cases gave in the year up to it. */
export const seeRecipients = async (
  backend: Backend,
  asker: Person,
  { region: asked, day }: { readonly region: RegionCode; readonly day: Day },
): Promise<RecipientsAnswer> => {
  const { sql } = backend
  const { region, ...below } = await areasBelow(sql, asker, asked)
  const [on, given, unjudged] = await Promise.all([
    readRecipients(sql, { ...below, day }),
    readGiven(sql, { ...below, day }),
    countUnjudged(sql, below),
  ])
  const codes = [...new Set([...on, ...given].map(({ area }) => area))].sort()
  const names = await readRegionNames(sql, [region, ...codes.flatMap((area) => area ?? [])])
  return {
    ...{ day, region, unjudged },
    regionName: names.get(region) ?? region,
    programmes: [...new Set([...on, ...given].map(({ programme }) => programme))]
      .map((programme) => ({ programme, name: programmeName(backend, programme) }))
      .sort(
        (one, other) => placeOf(one.programme) - placeOf(other.programme) || (one.programme < other.programme ? -1 : 1),
      ),
    areas: codes.map((area) => ({
      area,
      name: area === null ? NO_REGION : (names.get(area) ?? area),
      on: on.filter((row) => row.area === area).map(({ area: _, ...row }) => row),
      given: given.filter((row) => row.area === area).map(({ area: _, ...row }) => row),
    })),
  }
}

/** The order in which offices list them; what is not named comes after. */
const ORDER = [
  ...['dibao', 'dibao_single', 'tekun', 'edge', 'rigid', 'fanpin', 'orphan', 'unattended-child', 'other'],
  ...['disability-living', 'disability-care', 'elder-allowance'],
]
const placeOf = (programme: string): number => {
  const place = ORDER.indexOf(programme)
  return place === -1 ? ORDER.length : place
}

/** Rolls hold one kind that is no programme of the catalogue. */
const programmeName = ({ programmes }: Backend, id: string): string =>
  programmes.find((each) => each.id === id)?.name ?? (id === 'other' ? '其他困难人员' : id)

/** The same as sheets. */
export const recipientSheets = ({ programmes, areas }: RecipientsAnswer): readonly WorkbookSheet[] => {
  const nameOf = (id: string): string => programmes.find(({ programme }) => programme === id)?.name ?? id
  return [
    {
      name: '在享人数',
      columns: [
        ['区域', 24],
        ['项目', 24],
        ['户数', 10],
        ['人数', 10],
      ],
      rows: areas.flatMap(({ name, on }) =>
        on.map(({ programme, households, persons }) => [name, nameOf(programme), households, persons]),
      ),
    },
    {
      name: '本年个案给付',
      columns: [
        ['区域', 24],
        ['项目', 24],
        ['户数', 10],
        ['笔数', 10],
        ['金额（元）', 16],
      ],
      rows: areas.flatMap(({ name, given }) =>
        given.map(({ programme, households, times, amountFen }) => [
          ...[name, nameOf(programme), households, times, amountFen / 100],
        ]),
      ),
    },
  ]
}

/** How standards moved, as a sheet. */
export const growthSheets = ({ from, to, standards }: GrowthAnswer): readonly WorkbookSheet[] => [
  {
    name: '标准增长',
    columns: [
      ...([
        ['城市', 14],
        ['标准', 34],
        ['城乡', 8],
      ] as const),
      ...([
        [`${from}（元）`, 16],
        [`${to}（元）`, 16],
        ['增减（元）', 12],
        ['增幅', 10],
        ['状态', 12],
        ['出处', 60],
      ] as const),
    ],
    rows: standards.map(({ regionName, label, area, was, is, change, share }) => [
      ...[regionName, label, area === null ? '' : AREAS[area]],
      ...[
        was === null ? null : was.fen / 100,
        is === null ? null : is.fen / 100,
        change === null ? null : change / 100,
      ],
      ...[share === null ? null : Math.round(share * 10_000) / 10_000, stateOf(is?.runOut ?? null), is?.source ?? ''],
    ]),
  },
]

const AREAS = { urban: '城镇', rural: '农村' } as const
const stateOf = (runOut: 'ended' | 'unreviewed' | null): string =>
  runOut === null ? '' : runOut === 'ended' ? '已过期' : '未复核'
