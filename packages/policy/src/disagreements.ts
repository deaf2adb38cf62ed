import { dimensionOf, formulaProblem, inputsOf, readFormula } from './formula.ts'
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
      ...(names.has(area)
        ? []
        : [`regions/${area}/place.yaml: name: is missing; add the file with the name of the place`]),
      ...(area === NATION || areas.has(province)
        ? []
        : [`regions/${area}: its province is missing; add regions/${province}/place.yaml`]),
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
      : [`${pathOf(rule)}: unit: ${rule.file.unit} differs from ${known.file.unit} in ${pathOf(known)}`]
  })
}

const wrongFormulas = (rules: readonly RegionalRule[]): readonly string[] => {
  const units = new Map(rules.map(({ id, file }) => [id, file.unit]))
  return rules.flatMap((rule) =>
    formulasOf(rule.file).flatMap(([key, text]) => {
      const formula = readFormula(text)
      const unknown = inputsOf(formula).filter((id) => !units.has(id))
      if (unknown.length > 0) return unknown.map((id) => `${pathOf(rule)}: ${key}: no region has a number "${id}"`)
      const gives = dimensionOf(formula, (id) => isMoney(units.get(id) ?? ''))
      if (typeof gives === 'object') return [`${pathOf(rule)}: ${key}: ${gives.problem}`]
      return gives === 'stated' || (gives === 'money') === isMoney(rule.file.unit)
        ? []
        : [
            `${pathOf(rule)}: ${key}: gives ${gives === 'money' ? 'money' : 'a plain number'}, and the unit is ${rule.file.unit}`,
          ]
    }),
  )
}

/** A number that is computed, over others, from itself: looked for at each area, since a nearer file may replace a farther one. */
const cycles = (rules: readonly RegionalRule[]): readonly string[] => {
  const found = new Map<string, string>()
  for (const area of new Set(rules.map(({ region }) => region))) {
    const chain = [area, ...areasAround(area.slice(0, 6))]
    const nearest = new Map<string, RegionalRule>()
    for (const each of chain.toReversed())
      for (const rule of rules) if (rule.region === each) nearest.set(rule.id, rule)
    for (const rule of nearest.values()) {
      const round = roundFrom(rule.id, nearest)
      if (round !== undefined && round[0] === round.toSorted()[0])
        found.set(pathOf(rule), `${pathOf(rule)}: formula: is computed from itself: ${[...round, rule.id].join(' → ')}`)
    }
  }
  return [...found.values()]
}

const roundFrom = (start: string, nearest: ReadonlyMap<string, RegionalRule>): readonly string[] | undefined => {
  const seen = new Set<string>()
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    for (const input of nearest.get(id)?.inputs ?? []) {
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
