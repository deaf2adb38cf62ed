import type { Day } from '@shouwang/contracts'
import type { Area } from './formula.ts'
import { placeStandards } from './place-standards.ts'
import { bookOn, type PolicyBook } from './policy-book.ts'
import { rulesInForce } from './policy-on.ts'
import type { AnyRule } from './resolve-rules.ts'
import { isMoney } from './units.ts'

/** A standard as it stood on one of the two days. */
type Stood = {
  readonly fen: number
  readonly from: Day
  /** Its document had ended by that day and no later one was entered, or nobody looked at it for too long. */
  readonly runOut: AnyRule['runOut']
  readonly source: string
}

/** How one money standard of a city moved between two days; null where the city had entered none by that day. */
export type StandardGrowth = {
  readonly region: string
  readonly regionName: string
  readonly id: string
  readonly label: string
  readonly unit: string
  /** Town or country where the city pays them differently; null where both get the same. */
  readonly area: Area | null
  readonly was: Stood | null
  readonly is: Stood | null
  /** In 分, and as a share of what it was; null where one of the days has none, or there was nothing to grow from. */
  readonly change: number | null
  readonly share: number | null
}

/** The two days of a comparison: up to today from the first day of the year before, where none are told. */
export const growthSpan = (
  today: Day,
  { from, to = today }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
): { readonly from: Day; readonly to: Day } => ({
  from: from ?? `${String(Math.max(1, Number(to.slice(0, 4)) - 1)).padStart(4, '0')}-01-01`,
  to,
})

/** Places that set standards of their own for everybody in them: cities, and the four that are provinces. */
const isCity = (region: string): boolean =>
  /^\d{4}00$/.test(region) && (!region.endsWith('0000') || /^(11|12|31|50)/.test(region))

/**
 * How the money standards of every city moved between two days (低保、特困、残疾人两项补贴 …), from the dated numbers alone: what was
 * published for the place, never a line that this project or another place chose. A standard that a city has on neither day is left out.
 */
export const standardsGrowth = (stated: PolicyBook, from: Day, to: Day): readonly StandardGrowth[] =>
  [...stated.areas]
    .filter(isCity)
    .sort()
    .flatMap((region) => {
      const [was, is] = [from, to].map((day) => standardsOf(stated, region, day)) as [Standards, Standards]
      const regionName = bookOn(stated, to).names.get(region) ?? region
      return standardIds.flatMap((id) =>
        growthOf(was.get(id), is.get(id)).map((each) => ({ region, regionName, ...each })),
      )
    })

const standardIds = [...new Set(placeStandards.flatMap(({ anyOf }) => anyOf))]

type Standards = ReadonlyMap<string, AnyRule>

const standardsOf = (book: PolicyBook, region: string, day: Day): Standards =>
  new Map(
    rulesInForce(book, region, day)
      .filter(({ unit, basis }) => isMoney(unit) && basis === 'published')
      .map((rule) => [rule.id, rule]),
  )

type OfPlace = Omit<StandardGrowth, 'region' | 'regionName'>

const growthOf = (was: AnyRule | undefined, is: AnyRule | undefined): readonly OfPlace[] => {
  const named = is ?? was
  if (named === undefined) return []
  const { id, label, unit } = named
  const apart = (was?.byArea ?? is?.byArea ?? null) !== null
  return (apart ? (['urban', 'rural'] as const) : [null]).flatMap((area): OfPlace[] => {
    const [before, after] = [stoodAs(was, area), stoodAs(is, area)]
    if (before === null && after === null) return []
    const change = before === null || after === null ? null : after.fen - before.fen
    const share = change === null || before === null || before.fen === 0 ? null : change / before.fen
    return [{ id, label, unit, area, was: before, is: after, change, share }]
  })
}

const stoodAs = (rule: AnyRule | undefined, area: Area | null): Stood | null => {
  if (rule === undefined || typeof rule.value !== 'number') return null
  const fen = area === null || rule.byArea === null ? rule.value : rule.byArea[area]
  if (typeof fen !== 'number') return null
  return { fen, from: rule.from, runOut: rule.runOut, source: rule.source }
}
