import { dimensionOf, dividesByNought, formulaProblem, inputsOf, readFormula } from './formula.ts'
import { areasAround, NATION } from './places.ts'
import type { RegionalRule } from './policy-book.ts'
import { isList, type RuleFile } from './rule-file.ts'
import { isMoney } from './units.ts'

/** Every formula of a file, with the key that holds it. */
const formulasOf = (file: RuleFile): readonly (readonly [key: string, formula: string])[] => {
  if (isList(file)) return []
  const dated = file.values.flatMap(({ formula, urban, rural }, index) =>
    Object.entries({ formula, urban, rural }).map(([key, each]) => [`values.${index}.${key}`, each] as const),
  )
  return [...dated, ['agrees', file.agrees] as const].flatMap(([key, each]) =>
    typeof each === 'string' ? [[key, each] as const] : [],
  )
}

/** The ids of the numbers that the values of a file are computed from. */
export const inputsOfFile = (file: RuleFile): readonly string[] => [
  ...new Set(
    formulasOf(file)
      .filter(([key, each]) => key !== 'agrees' && formulaProblem(each) === undefined)
      .flatMap(([, each]) => inputsOf(readFormula(each))),
  ),
]

/** What is wrong between files that are each well formed, a line each: with the file, and the key where one is meant. */
export const disagreements = (
  rules: readonly RegionalRule[],
  names: ReadonlyMap<string, string>,
): readonly string[] => [...withoutPlace(rules, names), ...otherUnits(rules), ...wrongFormulas(rules), ...cycles(rules)]

const pathOf = ({ region, id }: RegionalRule): string => `regions/${region}/${id}.yaml`

const withoutPlace = (rules: readonly RegionalRule[], names: ReadonlyMap<string, string>): readonly string[] => {
  const areas = new Set([...rules.map(({ region }) => region), ...names.keys()])
  return [...areas].flatMap((area) => {
    const province = `${area.slice(0, 2)}0000`
    return [
      ...(names.has(area) ? [] : [`regions/${area}/place.yaml: 没有这个文件；请写上地名（name）`]),
      ...(area === NATION || areas.has(province)
        ? []
        : [`regions/${area}: 它所在的省还没有；请加上 regions/${province}/place.yaml`]),
    ]
  })
}

const otherUnits = (rules: readonly RegionalRule[]): readonly string[] => {
  const first = new Map<string, RegionalRule>()
  return rules.flatMap((rule) => {
    const known = first.get(rule.id)
    if (known === undefined) first.set(rule.id, rule)
    return known === undefined || known.file.unit === rule.file.unit
      ? []
      : [`${pathOf(rule)}: unit: ${rule.file.unit} 与 ${pathOf(known)} 的 ${known.file.unit} 不同`]
  })
}

const wrongFormulas = (rules: readonly RegionalRule[]): readonly string[] => {
  const units = new Map(rules.map(({ id, file }) => [id, file.unit]))
  return rules.flatMap((rule) =>
    formulasOf(rule.file).flatMap(([key, text]) => {
      const formula = readFormula(text)
      const unknown = inputsOf(formula).filter((id) => !units.has(id))
      if (unknown.length > 0) return unknown.map((id) => `${pathOf(rule)}: ${key}: 没有一个地方有标准“${id}”`)
      if (dividesByNought(formula)) return [`${pathOf(rule)}: ${key}: 除以了零`]
      const gives = dimensionOf(formula, (id) => isMoney(units.get(id) ?? ''))
      if (typeof gives === 'object') return [`${pathOf(rule)}: ${key}: ${gives.problem}`]
      return gives === 'stated' || (gives === 'money') === isMoney(rule.file.unit)
        ? []
        : [`${pathOf(rule)}: ${key}: 算出来是${gives === 'money' ? '钱' : '数'}，单位却是 ${rule.file.unit}`]
    }),
  )
}

/**
 * A number that is computed, over others, from itself. At each area every file counts that may be asked there, a farther one
 * too: a nearer value ends or begins some day, and then the farther one is what holds.
 */
const cycles = (rules: readonly RegionalRule[]): readonly string[] => {
  const found = new Map<string, string>()
  for (const area of new Set(rules.map(({ region }) => region))) {
    const chain = [area, ...areasAround(area.slice(0, 6))]
    const asked = Map.groupBy(
      rules
        .filter(({ region }) => chain.includes(region))
        .toSorted((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region)),
      ({ id }) => id,
    )
    for (const [id, files] of asked) {
      const round = roundFrom(id, (each) => (asked.get(each) ?? []).flatMap(({ inputs }) => inputs))
      if (round === undefined || round[0] !== round.toSorted()[0]) continue
      const [first] = files.filter(({ inputs }) => inputs.includes(round[1] ?? id))
      if (first !== undefined)
        found.set(pathOf(first), `${pathOf(first)}: formula: 由自己算出自己：${[...round, id].join(' → ')}`)
    }
  }
  return [...found.values()]
}

const roundFrom = (start: string, inputsOfId: (id: string) => readonly string[]): readonly string[] | undefined => {
  const seen = new Set<string>()
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    for (const input of inputsOfId(id)) {
      if (input === start) return path
      if (seen.has(input)) continue
      seen.add(input)
      const round = walk(input, [...path, input])
      if (round !== undefined) return round
    }
    return undefined
  }
  return walk(start, [start])
}
