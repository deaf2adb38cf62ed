import type { RegionCode } from '@shouwang/contracts'

/** What happened on one day that may be a major matter (重大事项). */
export type DayHappened = {
  /** Urgent leads that a task took up on that day. */
  readonly leads: readonly (Family & { readonly taskId: string; readonly indicators: readonly string[] })[]
  /** Cases of the class 特急 that were opened. */
  readonly immediateCases: readonly (Family & { readonly caseId: string })[]
  /** What each household was given by our cases, and not taken back. */
  readonly aid: readonly (Family & { readonly amountFen: number })[]
}

type Family = { readonly householdNo: string; readonly region: RegionCode | null }

/** Which of it is one, by the numbers of a place. */
export type MajorRules = {
  readonly indicators: readonly string[]
  readonly families: number
  readonly aidFen: number
}

/** A matter that is reported on its day, and by which rule. */
export type MajorMatter =
  | (Family & { readonly kind: 'emergency'; readonly about: string; readonly indicators: readonly string[] })
  | { readonly kind: 'several-families'; readonly region: RegionCode; readonly families: number }
  | (Family & { readonly kind: 'immediate-case'; readonly about: string })
  | (Family & { readonly kind: 'great-aid'; readonly amountFen: number })

type Numbers = {
  readonly number: (id: 'report/major-families' | 'report/major-aid') => { readonly value: number }
  readonly list: (id: 'report/major-indicators') => { readonly value: readonly string[] }
}

/** Ids of the policy numbers and the list that the report of major matters reads. */
export const reportParameters = ['report/major-indicators', 'report/major-families', 'report/major-aid'] as const

/** The rules of major matters from the policy of one region and day. */
export const majorRulesFrom = (policy: Numbers): MajorRules => ({
  indicators: policy.list('report/major-indicators').value,
  families: policy.number('report/major-families').value,
  aidFen: policy.number('report/major-aid').value,
})

/** The major matters of a day (重大事项当日报告): where several families of a village met with something first. */
export const majorMatters = (
  { leads, immediateCases, aid }: DayHappened,
  rules: MajorRules,
): readonly MajorMatter[] => {
  const emergencies = leads.flatMap(({ taskId: about, indicators, householdNo, region }): Emergency[] => {
    const grave = indicators.filter((id) => rules.indicators.includes(id))
    return grave.length === 0 ? [] : [{ kind: 'emergency', about, householdNo, region, indicators: grave }]
  })
  return [
    ...severalFamilies(emergencies, rules.families),
    ...oncePerTask(emergencies),
    ...immediateCases.map(({ caseId: about, householdNo, region }): MajorMatter => {
      return { kind: 'immediate-case', about, householdNo, region }
    }),
    ...aid
      .filter(({ amountFen }) => amountFen >= rules.aidFen)
      .map(({ householdNo, region, amountFen }): MajorMatter => {
        return { kind: 'great-aid', householdNo, region, amountFen }
      }),
  ]
}

type Emergency = Extract<MajorMatter, { kind: 'emergency' }>

const severalFamilies = (emergencies: readonly Emergency[], least: number): readonly MajorMatter[] =>
  [...Map.groupBy(emergencies, ({ region }) => region)].flatMap(([region, some]): MajorMatter[] => {
    const families = new Set(some.map(({ householdNo }) => householdNo)).size
    return region === null || families < least ? [] : [{ kind: 'several-families', region, families }]
  })

/** A task that took up several leads on the day is one matter. */
const oncePerTask = (emergencies: readonly Emergency[]): readonly Emergency[] =>
  [...Map.groupBy(emergencies, ({ about }) => about).values()].flatMap((some) => {
    const [first] = some
    return first === undefined ? [] : [{ ...first, indicators: [...new Set(some.flatMap((each) => each.indicators))] }]
  })
