import { z } from '@hono/zod-openapi'
import {
  IndicatorListAnswer,
  LedgerAnswer,
  PlaceListAnswer,
  PlaceQuery,
  PolicyAnswer,
  WeeklyReportAnswer,
  wholeNumber,
} from '@shouwang/console-api'
import { addDays, Day, isWithin, RegionCode } from '@shouwang/contracts'
import { findPlaces, readRegionNames, readRootRegion, readStalledDeliveries } from '@shouwang/postgres'
import { ALL_REGIONS, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { indicatorIdFor, indicatorNameFor } from '../../views/field-access.ts'
import { feedName } from '../../views/lead-view.ts'
import { refuse } from '../problem.ts'
import { jsonRoute, type RouteContext } from '../route.ts'

const DEFAULT_STANDING_MINUTES = 30
const PLACES_SHOWN = 12

const policy = jsonRoute({
  method: 'get',
  path: '/policy',
  summary: 'Every number in force in a region on a day, with its source',
  tag: 'reference',
  request: {
    query: z.object({
      region: z
        .string()
        .regex(/^\d{6}(\d{6})?$/)
        .optional(),
      day: Day.optional(),
    }),
  },
  answer: PolicyAnswer,
})
const indicators = jsonRoute({
  method: 'get',
  path: '/indicators',
  summary: 'Every warning indicator',
  tag: 'reference',
  answer: IndicatorListAnswer,
})
const places = jsonRoute({
  method: 'get',
  path: '/places',
  summary: 'Villages, towns and districts by name, of the whole city: where a family moved to may be anywhere',
  tag: 'reference',
  request: { query: PlaceQuery },
  answer: PlaceListAnswer,
})
const weekly = jsonRoute({
  method: 'get',
  path: '/reports/weekly',
  summary: 'Seven days of work, by region and indicator',
  tag: 'reports',
  request: { query: z.object({ until: Day.optional(), region: RegionCode.optional() }) },
  answer: WeeklyReportAnswer,
})
const ledger = jsonRoute({
  method: 'get',
  path: '/ledger',
  summary: 'Whether every record is accounted for, by feed and day',
  tag: 'reports',
  request: {
    query: z.object({
      from: Day.optional(),
      to: Day.optional(),
      standingMinutes: wholeNumber(0, 100_000).default(DEFAULT_STANDING_MINUTES),
    }),
  },
  answer: LedgerAnswer,
})

/** What the rules are, and what became of the work. */
export const referenceRoutes = ({ api, backend }: RouteContext): void => {
  const isKnown = async (region: string): Promise<boolean> =>
    (await readRegionNames(backend.sql, [region.padEnd(12, '0')])).size > 0
  api.openapi(policy, async (c) => {
    const query = c.req.valid('query')
    const own = c.get('person').region
    const kept = own === ALL_REGIONS ? await readRootRegion(backend.sql) : own
    const asked = (query.region ?? kept ?? '').slice(0, 6)
    const day = query.day ?? backend.today()
    const page = backend.policyOn(asked, day)
    const { numbersOf } = page
    const region = asked === '' ? numbersOf : asked
    if (query.region !== undefined && !isWithin(region, numbersOf) && !(await isKnown(region)))
      return refuse(
        'not-found',
        `不认识区划 ${region}：没有它的政策标准，区划表里也没有它。请核对代码，或先导入 regions.csv。`,
      )
    return c.json(PolicyAnswer.parse({ ...page, region, day }), 200)
  })
  api.openapi(indicators, (c) => {
    const { role } = c.get('person')
    const shown = backend.indicators.map((card) => ({
      ...card,
      id: indicatorIdFor(role, card.id),
      name: indicatorNameFor(role, card.name, card.id),
      reads: [...card.reads],
      parameters: [...card.parameters],
      programmes: [...card.programmes],
    }))
    const once = shown.filter(({ id }, at) => shown.findIndex((other) => other.id === id) === at)
    return c.json({ indicators: once }, 200)
  })
  api.openapi(weekly, async (c) => {
    const asker = c.get('person')
    const query = c.req.valid('query')
    const region = query.region ?? asker.region
    if (!seesRegion(asker, region) || (query.region !== undefined && !(await isKnown(region)))) {
      return refuse('not-found', '没有这个区域的周报，或它不在您负责的区域。')
    }
    const report = await backend.reports.weekly({ region, until: query.until ?? backend.today() })
    return c.json({ ...report, regions: [...report.regions], indicators: [...report.indicators] }, 200)
  })
  api.openapi(places, async (c) =>
    c.json({ places: await findPlaces(backend.sql, c.req.valid('query').q, PLACES_SHOWN) }, 200),
  )
  api.openapi(ledger, async (c) => {
    const query = c.req.valid('query')
    const to = query.to ?? backend.today()
    const from = query.from ?? addDays(to, -30)
    const within = regionsOf(c.get('person'))
    const [lines, standing] = await Promise.all([
      backend.reports.ledger({ from, to, within }),
      readStalledDeliveries(backend.sql, { from, to, minutes: query.standingMinutes, within }),
    ])
    return c.json(
      {
        from,
        to,
        balanced: lines.every((line) => line.balanced),
        lines: lines.map((line) => ({ ...line, feedName: feedName(backend, line.feed) })),
        standing: standing.map((one) => ({ ...one, feedName: feedName(backend, one.feed) })),
      },
      200,
    )
  })
}
