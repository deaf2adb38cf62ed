import { areasAround, NATION } from './places.ts'
import type { RegionalRule } from './policy-book.ts'
import { type ProgrammeBook, programmeDays, programmesOn } from './programmes-on.ts'
import { isMoney } from './units.ts'

/** What programme files say that cannot hold together or beside the numbers, a line each with the file and the key. */
export const programmeDisagreements = (
  book: ProgrammeBook,
  rules: readonly RegionalRule[],
  names: ReadonlyMap<string, string>,
): readonly string[] => [
  ...withoutProvince(book, names),
  ...mutual(book),
  ...[...book.programmes].flatMap(([id, programme]) => wrongUnits(`programmes/${id}.yaml`, programme, rules)),
  ...book.programmeChanges.flatMap(({ id, region, file }) =>
    wrongUnits(`programmes/${region}/${id}.yaml`, file, rules),
  ),
]

const withoutProvince = (
  { programmeChanges }: ProgrammeBook,
  names: ReadonlyMap<string, string>,
): readonly string[] => {
  const strange = programmeChanges.filter(({ region }) => region !== NATION && !names.has(`${region.slice(0, 2)}0000`))
  return strange.map(
    ({ id, region }) =>
      `programmes/${region}/${id}.yaml: 它所在的省还没有；请加上 regions/${region.slice(0, 2)}0000/place.yaml`,
  )
}

/** Two programmes that each give way to the other would both be given to nobody. */
const mutual = (book: ProgrammeBook): readonly string[] => {
  const found = new Set<string>()
  for (const region of new Set([NATION, ...book.programmeChanges.map((change) => change.region)])) {
    const chain = areasAround(region)
    for (const day of new Set(['0001-01-01', ...programmeDays(book, chain).map(({ from }) => from)])) {
      const programmes = programmesOn(book, chain, day)
      for (const [id, { excludes }] of programmes)
        for (const weaker of excludes) {
          if (id > weaker || programmes.get(weaker)?.excludes.includes(id) !== true) continue
          const changed = book.programmeChanges.find((each) => each.region === region && [id, weaker].includes(each.id))
          const file = changed === undefined ? `${weaker}.yaml` : `${region}/${changed.id}.yaml`
          found.add(`programmes/${file}: excludes: ${id} 与 ${weaker} 互相让位，谁也享受不到`)
        }
    }
  }
  return [...found]
}

type Wanted = { readonly what: string; readonly fits: (unit: string) => boolean }

const ofUnit = (what: string, ...units: readonly string[]): Wanted => ({ what, fits: (unit) => units.includes(unit) })
const money: Wanted = { what: '钱', fits: isMoney }
const share = ofUnit('倍数或比例', 'ratio', 'percent', 'count')

const byKey: Readonly<Record<string, Wanted>> = {
  times: share,
  ratio: share,
  cap: money,
  months: ofUnit('月数', 'months'),
  days: ofUnit('天数', 'days', 'working-days'),
  elder: ofUnit('年龄', 'years'),
  minor: ofUnit('年龄', 'years'),
  any: ofUnit('等级', 'level'),
  mental: ofUnit('等级', 'level'),
  codes: ofUnit('编码', 'codes'),
}

/** What a `number` has to be, by the predicate or limit that names it; all others are money. */
const numberOf: Readonly<Record<string, Wanted>> = {
  'aged-from': ofUnit('年龄', 'years'),
  'aged-below': ofUnit('年龄', 'years'),
  'self-care-from': ofUnit('等级', 'level'),
  'months-valid': ofUnit('月数', 'months'),
}

const wrongUnits = (path: string, programme: object, rules: readonly RegionalRule[]): readonly string[] => {
  const units = new Map(rules.map(({ id, file }) => [id, file.unit as string]))
  const walk = (value: unknown, key: string, about: string, every: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return []
    const keys: Readonly<Record<string, unknown>> = { is: about, every, ...value }
    const own = typeof keys.of === 'string' && keys.of in numberOf ? keys.of : String(keys.is)
    const span = keys.every
    return Object.entries(value).flatMap(([name, each]) => {
      const at = key === '' ? name : `${key}.${name}`
      if (typeof each !== 'string') return walk(each, at, own, span)
      const wanted = name === 'number' ? (numberOf[own] ?? money) : byKey[name]
      const unit = units.get(each)
      if (wanted === undefined || unit === undefined) return []
      if (!wanted.fits(unit)) return [`${path}: ${at}: 这里要${wanted.what}，${each} 的单位是 ${unit}`]
      const other = span === 'month' ? '/year' : span === 'year' ? '/month' : null
      return name === 'number' && other !== null && unit.endsWith(other)
        ? [`${path}: ${at}: 按${span === 'month' ? '月' : '年'}发放的金额用了 ${unit} 的 ${each}`]
        : []
    })
  }
  return walk(programme, '', '', undefined)
}
