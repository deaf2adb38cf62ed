import { departmentWords } from '@shouwang/casework'
import type { EvaluationAnswer, EvidenceAnswer } from '@shouwang/console-api'
import { type Day, Department, type RegionCode } from '@shouwang/contracts'
import {
  type Counted,
  type EvaluationBook,
  evaluated,
  measures,
  type StandardOn,
  standardsOn,
} from '@shouwang/evaluation'
import { type MeasureAsked, readMeasure, readRegionNames, readShortfall } from '@shouwang/postgres'
import type { WorkbookSheet } from '../api/workbook.ts'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { areasBelow } from './areas-below.ts'

const MOST_EVIDENCE = 200

type About = { readonly region: RegionCode; readonly from: Day; readonly to: Day }

/** Every standard of the last day of a span, with what the store counts for each town and department. */
export const seeEvaluation = async (backend: Backend, asker: Person, about: About): Promise<EvaluationAnswer> => {
  const { sql, evaluation } = backend
  const { region, within, digits } = await areasBelow(sql, asker, about.region)
  const { label, notGiven } = evaluation
  const standards = standardsOn(evaluation, about.to)
  const counted = await Promise.all(
    standards.map((standard) => {
      const { units, tells } = measures[standard.measure]
      if (tells === 'today' && about.to !== backend.today()) return null
      return readMeasure(sql, standard.measure, {
        ...askedOf(backend, within, about, standard),
        digits: units === 'towns' ? digits : null,
      })
    }),
  )
  const towns = counted.flatMap((counts, nth) => (unitsOf(standards[nth]) === 'towns' ? (counts ?? []) : []))
  const names = await readRegionNames(sql, [region, ...new Set(towns.map(({ unit }) => unit))])
  return {
    ...{ label, region, from: about.from, to: about.to, notGiven: [...notGiven] },
    regionName: names.get(region) ?? region,
    sources: evaluation.sources.map(sourceOf),
    standards: standards.map((standard, nth) => ({
      ...standardOf(standard),
      results: resultsOf(standard, counted[nth] ?? null, names),
    })),
  }
}

const unitsOf = (standard: StandardOn | undefined) => (standard === undefined ? null : measures[standard.measure].units)

const standardOf = ({ id, indicator, content, label, measure, target }: StandardOn) => ({
  ...{ id, indicator, content, label, units: measures[measure].units, evidence: measures[measure].evidence },
  ...{ atLeast: target.atLeast, days: target.days ?? null, targetFrom: target.from },
  source: target.source === undefined ? null : sourceOf(target.source),
})

const resultsOf = (
  { measure, target }: StandardOn,
  counts: readonly Counted[] | null,
  names: ReadonlyMap<RegionCode, string>,
): EvaluationAnswer['standards'][number]['results'] =>
  counts === null
    ? null
    : evaluated(counts, target.atLeast).map((each) => ({
        ...each,
        name: measures[measure].units === 'towns' ? (names.get(each.unit) ?? each.unit) : officeName(each.unit),
      }))

/** Referrals know an office by its code, feeds by its name. */
const officeName = (unit: string): string => {
  const known = Department.safeParse(unit)
  return known.success ? departmentWords[known.data].zh : unit
}

const askedOf = (backend: Backend, within: string, { from, to }: About, { target }: StandardOn): MeasureAsked => ({
  ...{ within, from, to, days: target.days ?? 0 },
  providers: backend.feeds.map(({ feed, provider }) => ({ feed, provider })),
})

const sourceOf = ({ title, publisher, document, confidence }: EvaluationBook['sources'][number]) => ({
  ...{ title, publisher, document: document ?? null, confidence },
})

/** What of a unit fell short of a standard; undefined where there is no such standard, or it can't be told of that day. */
export const seeEvidence = async (
  backend: Backend,
  asker: Person,
  about: About & { readonly standard: string; readonly unit: string },
): Promise<EvidenceAnswer | undefined> => {
  const standard = standardsOn(backend.evaluation, about.to).find(({ id }) => id === about.standard)
  if (standard === undefined) return undefined
  const { units, tells, evidence } = measures[standard.measure]
  if (tells === 'today' && about.to !== backend.today()) return undefined
  const { within, digits } = await areasBelow(backend.sql, asker, about.region)
  const rows = await readShortfall(backend.sql, standard.measure, {
    ...askedOf(backend, within, about, standard),
    ...{ digits: units === 'towns' ? digits : null, unit: about.unit, limit: MOST_EVIDENCE + 1 },
  })
  return {
    ...{ standard: standard.id, unit: about.unit, more: rows.length > MOST_EVIDENCE },
    items: rows
      .slice(0, MOST_EVIDENCE)
      .map(({ ref, short }) =>
        ref.startsWith('case/')
          ? { kind: 'case', ref: ref.slice('case/'.length), short }
          : { kind: evidence, ref, short },
      ),
  }
}

/** The evaluation as sheets: the standards, and what each unit came to. */
export const evaluationSheets = ({ standards, sources, notGiven }: EvaluationAnswer): readonly WorkbookSheet[] => [
  {
    name: '评价标准',
    columns: [
      ['指标', 14],
      ['内容', 14],
      ['标准', 34],
      ['评价对象', 10],
      ['目标', 10],
      ['天数', 8],
      ['依据', 50],
    ],
    rows: standards.map(({ indicator, content, label, units, atLeast, days, source }) => [
      ...[indicator, content, label, UNITS[units], percent(atLeast), days],
      source === null ? '守望默认值' : `${source.title}（${source.publisher}）`,
    ]),
  },
  {
    name: '评价结果',
    columns: [
      ['标准', 34],
      ['单位', 24],
      ['总数', 10],
      ['达到', 10],
      ['比例', 10],
      ['结论', 12],
    ],
    rows: standards.flatMap(({ label, results }) =>
      (results ?? []).map(({ name, of, met, share, meets }) => [
        ...[label, name, of, met, share === null ? null : Math.round(share * 10_000) / 10_000],
        meets === null ? '没有可数的' : meets ? '达到' : '未达到',
      ]),
    ),
  },
  {
    name: '来源说明',
    columns: [['说明', 90]],
    rows: [
      ...sources.map(({ title, publisher, document }) => [
        [title, publisher, document].filter((text) => text !== null).join('；'),
      ]),
      ...notGiven.map((text) => [`来源没有给出：${text}`]),
    ],
  },
]

const UNITS = { towns: '街镇', departments: '部门' } as const
const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
