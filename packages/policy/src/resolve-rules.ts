import { addDays, addMonthsToDay, type Day } from '@shouwang/contracts'
import { type Area, evaluate, formulaText, inputsOf, readFormula } from './formula.ts'
import type { Place } from './places.ts'
import type { Rule } from './policy.ts'
import type { RegionalRule } from './policy-book.ts'
import { type DatedNumber, isList, type Source } from './rule-file.ts'
import { inForce, inYaml, quantityText } from './units.ts'

export type AnyRule = Rule<number> | Rule<readonly string[]>
type RuleIn = (id: string, area: Area) => AnyRule | undefined

/** How long after its last review a number counts as current, in months. */
const REVIEW_MONTHS = 13

/** The first day on which a number that was last reviewed on a day counts as run out. */
export const unreviewedFrom = (reviewed: Day): Day => addDays(addMonthsToDay(reviewed, REVIEW_MONTHS), 1)

/** The rules in force at a place on a day, each from the nearest area that has one for it. */
export const resolveRules = (inChain: readonly RegionalRule[], place: Place, day: Day): readonly AnyRule[] => {
  const byId = Map.groupBy(
    inChain.toSorted((a, b) => place.chain.indexOf(a.region) - place.chain.indexOf(b.region)),
    ({ id }) => id,
  )
  const ruleIn = rulesByArea(byId, day)
  return [...byId.keys()].flatMap((id) => {
    const rule = place.area === null ? eitherOf(ruleIn(id, 'urban'), ruleIn(id, 'rural')) : ruleIn(id, place.area)
    return rule === undefined ? [] : [rule]
  })
}

/** A number for a household that may live in town or country: what both have, else the higher, and what each has. */
const eitherOf = (urban: AnyRule | undefined, rural: AnyRule | undefined): AnyRule | undefined => {
  const given = urban ?? rural
  if (typeof given?.value !== 'number') return given
  const [inTown, outside] = [urban as Rule<number> | undefined, rural as Rule<number> | undefined]
  if (inTown?.value === outside?.value) return given
  const higher = (outside?.value ?? 0) > (inTown?.value ?? 0) ? outside : inTown
  return {
    ...(higher ?? (given as Rule<number>)),
    byArea: { urban: inTown?.value ?? null, rural: outside?.value ?? null },
  }
}

/** Formulas read other numbers, so each is resolved when it is first asked for; loading has refused cycles. */
const rulesByArea = (byId: ReadonlyMap<string, readonly RegionalRule[]>, day: Day): RuleIn => {
  const resolved = new Map<string, AnyRule | undefined>()
  const ruleIn: RuleIn = (id, area) => {
    const key = `${area}:${id}`
    if (!resolved.has(key)) resolved.set(key, nearest(byId.get(id) ?? [], area, day, ruleIn))
    return resolved.get(key)
  }
  return ruleIn
}

/** The rule of the nearest area whose value has not ended; where all have, of the nearest. */
const nearest = (candidates: readonly RegionalRule[], area: Area, day: Day, ruleIn: RuleIn): AnyRule | undefined => {
  let ended: AnyRule | undefined
  for (const regional of candidates) {
    const rule = ruleOn(regional, area, day, ruleIn)
    if (rule !== undefined && rule.runOut !== 'ended') return rule
    ended ??= rule
  }
  return ended
}

const ruleOn = ({ id, region, file }: RegionalRule, area: Area, day: Day, ruleIn: RuleIn): AnyRule | undefined => {
  const started = file.values.filter(({ from }) => from <= day)
  const isNewest = started.length === file.values.length
  const described = (dated: { from: Day; until?: Day | undefined; source: Source }) => ({
    id,
    region,
    label: file.label,
    from: dated.from,
    until: dated.until ?? null,
    ...sourceOf(dated.source),
    reviewed: file.reviewed,
    note: file.note ?? null,
    byArea: null,
    runOut: runOutOf(dated, isNewest && unreviewedFrom(file.reviewed) <= day, day),
  })
  if (isList(file)) {
    const dated = file.values.findLast(({ from }) => from <= day)
    return dated && { ...described(dated), unit: file.unit, value: dated.value, formula: null }
  }
  const dated = file.values.findLast((each) => each.from <= day && quantityOf(each, area) !== undefined)
  const quantity = dated && quantityOf(dated, area)
  if (dated === undefined || quantity === undefined) return undefined
  if (typeof quantity === 'number') return { ...described(dated), ...inForce(file.unit, quantity), formula: null }
  const formula = readFormula(quantity)
  const value = evaluate(formula, (input, of) => yamlValue(ruleIn(input, of ?? area)))
  if (value === undefined) return undefined
  const read = inputsOf(formula).map((input) => ruleIn(input, area))
  const runOut = worstOf([described(dated).runOut, ...read.map((rule) => rule?.runOut ?? null)])
  const text = formulaText(formula, (input, of) => inputText(ruleIn(input, of ?? area)))
  return { ...described(dated), ...inForce(file.unit, value), formula: text, runOut }
}

/** What is computed is as current as the least current of what it was computed from. */
const worstOf = (states: readonly Rule['runOut'][]): Rule['runOut'] =>
  states.includes('ended') ? 'ended' : states.includes('unreviewed') ? 'unreviewed' : null

const quantityOf = (dated: DatedNumber, area: Area): number | string | undefined =>
  dated.value ?? dated.formula ?? dated[area]

const sourceOf = ({ title, basis, publisher, document, url, confidence }: Source) => ({
  source: title,
  basis,
  publisher: publisher ?? null,
  document: document ?? null,
  url: url ?? null,
  confidence: confidence ?? null,
})

const runOutOf = (
  { until, source }: { until?: Day | undefined; source: Source },
  unreviewed: boolean,
  day: Day,
): Rule['runOut'] => {
  if (until !== undefined && until < day) return 'ended'
  return unreviewed && source.basis === 'published' ? 'unreviewed' : null
}

const yamlValue = (rule: AnyRule | undefined): number | undefined =>
  typeof rule?.value === 'number' ? inYaml(rule.unit, rule.value) : undefined

const inputText = (rule: AnyRule | undefined): string =>
  typeof rule?.value === 'number' ? quantityText(rule.unit, rule.value) : ''
