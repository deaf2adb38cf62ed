import type { Day } from '@shouwang/contracts'
import { evaluate, readFormula } from './formula.ts'
import { NATION } from './places.ts'
import type { PolicyBook, RegionalRule } from './policy-book.ts'
import { policyOn, rulesInForce } from './policy-on.ts'
import { gapsOf } from './policy-page.ts'
import { unreviewedFrom } from './resolve-rules.ts'
import { inYaml, isMoney } from './units.ts'

/** Something of the policies that a person has to look at; the files themselves are well formed. */
export type PolicyFinding = {
  readonly kind: 'gap' | 'run-out' | 'conflict' | 'unread' | 'impossible'
  readonly region: string
  readonly text: string
}

/**
 * Names each standard that a city has not entered, each number that has run out, that contradicts another, that no rule
 * reads, or that cannot be.
 *
 * @param read the ids that rules read
 * @param today nobody can have reviewed a number long after it; left out where only the numbers themselves are asked about
 */
export const checkPolicies = (
  book: PolicyBook,
  day: Day,
  read: readonly string[],
  today?: Day,
): readonly PolicyFinding[] => [
  ...citiesOf(book).flatMap((region) => [...gaps(book, region, day), ...runOuts(book, region, day)]),
  ...[...book.names.keys()].flatMap((region) => conflicts(book, region)),
  ...unread(book, read),
  ...book.rules.flatMap(impossible),
  ...(today === undefined ? [] : book.rules.flatMap((rule) => reviewedTooEarly(rule, today))),
  ...[...book.names.keys()].flatMap((region) => computed(book, region, day)),
]

/** Areas that decide standards of their own: cities, and the four municipalities. */
export const citiesOf = (book: PolicyBook): readonly string[] =>
  [...book.names.keys()]
    .filter((area) => /^\d{4}00$/.test(area) && (!area.endsWith('0000') || isMunicipality(area)))
    .sort()

const isMunicipality = (area: string): boolean => ['11', '12', '31', '50'].includes(area.slice(0, 2))

const gaps = (book: PolicyBook, region: string, day: Day): readonly PolicyFinding[] =>
  gapsOf(book, region, day).map((label) => ({ kind: 'gap', region, text: `${label}尚未录入` }))

const runOuts = (book: PolicyBook, region: string, day: Day): readonly PolicyFinding[] =>
  rulesInForce(book, region, day).flatMap(({ runOut, region: area, label, id, until, reviewed }) =>
    runOut === null || area === NATION
      ? []
      : [
          {
            kind: 'run-out',
            region,
            text: `${label}（${id}）${runOut === 'ended' ? `有效期已于 ${until} 届满` : `自 ${reviewed} 起未复核`}`,
          },
        ],
  )

/** Held on the day each value starts, by the numbers of that day. */
const conflicts = (book: PolicyBook, region: string): readonly PolicyFinding[] =>
  book.rules
    .filter((rule) => rule.region === region && rule.file.agrees !== undefined)
    .flatMap(({ id, file }) =>
      file.values.flatMap(({ from }) => {
        const policy = policyOn(book, region, from)
        const numberOf = (other: string): number | undefined => {
          const rule = policy.standard(other as Parameters<typeof policy.standard>[0])
          return rule === null ? undefined : inYaml(rule.unit, rule.value)
        }
        const [stated, computed] = [numberOf(id), evaluate(readFormula(String(file.agrees)), numberOf)]
        if (stated === undefined || computed === undefined || Math.abs(stated - computed) < 1) return []
        const text = `${file.label}（${id}）${from} 为 ${stated}，与 ${file.agrees} = ${computed} 不符`
        return [{ kind: 'conflict' as const, region, text }]
      }),
    )

const unread = (book: PolicyBook, read: readonly string[]): readonly PolicyFinding[] => {
  const known = new Set([...read, ...book.rules.flatMap(({ inputs }) => inputs)])
  return book.rules
    .filter(({ id, file }) => !known.has(id) && file.reference !== true)
    .map(({ id, region, file }) => ({ kind: 'unread', region, text: `${file.label}（${id}）没有规则读取` }))
}

/** A day of review so far ahead that the number would not run out for longer than any may: a slip of the year. */
const reviewedTooEarly = ({ id, region, file }: RegionalRule, today: Day): readonly PolicyFinding[] =>
  file.reviewed < unreviewedFrom(today)
    ? []
    : [{ kind: 'impossible', region, text: `${file.label}（${id}）的复核日 ${file.reviewed} 还没有到` }]

const impossible = ({ id, region, file }: RegionalRule): readonly PolicyFinding[] =>
  file.values.flatMap((dated) => {
    const stated = 'urban' in dated || 'rural' in dated ? [dated.urban, dated.rural] : [dated.value]
    const numbers = stated.filter((each) => typeof each === 'number')
    const limit = mostOf(file.unit)
    const wrong = numbers.filter((each) => each < 0 || each > limit)
    const reversed = isMoney(file.unit) && numbers.length === 2 && Number(numbers[0]) < Number(numbers[1])
    return [
      ...wrong.map(
        (each) => `${file.label}（${id}）${dated.from} 的 ${each} 不可能（${file.unit} 应在 0 与 ${limit} 之间）`,
      ),
      ...(reversed ? [`${file.label}（${id}）${dated.from} 的农村标准高于城市标准`] : []),
    ].map((text) => ({ kind: 'impossible' as const, region, text }))
  })

/** What formulas come to at a place: what cannot be, and formulas of the place itself over what it has not entered. */
const computed = (book: PolicyBook, region: string, day: Day): readonly PolicyFinding[] => {
  const rules = rulesInForce(book, region, day)
  const wrong = rules.flatMap(({ id, label, unit, value, byArea, formula }): readonly PolicyFinding[] => {
    if (formula === null || typeof value !== 'number') return []
    const limit = mostOf(unit.replace('fen', 'yuan'))
    const given = byArea === null ? [value] : [byArea.urban, byArea.rural].filter((each) => typeof each === 'number')
    return given
      .map((each) => inYaml(unit, each))
      .filter((each) => each < 0 || each > limit)
      .map((each) => ({ kind: 'impossible', region, text: `${label}（${id}）按 ${formula} 算得 ${each}，不可能` }))
  })
  const isCity = !region.endsWith('0000')
  const own = isCity ? book.rules.filter((rule) => rule.region === region && rule.inputs.length > 0) : []
  const known = new Set(rules.map(({ id }) => id))
  const unfounded = own.flatMap(({ id, file, inputs }): readonly PolicyFinding[] => {
    const lacking = inputs.filter((input) => !known.has(input))
    const text = `${file.label}（${id}）要按 ${lacking.join('、')} 计算，本地尚未录入`
    return lacking.length === 0 ? [] : [{ kind: 'gap', region, text }]
  })
  return [...wrong, ...unfounded]
}

/** What no number of a unit exceeds. */
const mostOf = (unit: string): number => {
  if (unit === 'yuan/person/month') return 20_000
  if (unit === 'percent') return 1_000
  if (unit === 'years') return 130
  if (unit === 'switch') return 1
  return unit === 'level' ? 10 : Number.POSITIVE_INFINITY
}
