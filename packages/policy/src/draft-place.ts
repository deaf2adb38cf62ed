import type { Day } from '@shouwang/contracts'
import { type PlaceStandard, placeStandards } from './place-standards.ts'
import { areasAround, NATION } from './places.ts'
import type { Policy } from './policy.ts'
import type { PolicyBook } from './policy-book.ts'
import { policyOn } from './policy-on.ts'
import { provinceNames } from './province-names.ts'
import { quantityText } from './units.ts'

/** A file to write, by its path under the directory of policies. */
export type DraftFile = { readonly path: string; readonly text: string }

/**
 * The files that a city starts with: its name, and for each standard a draft to fill in. A draft ends in `.draft`, so that
 * nothing is judged by it before somebody entered a value, its source, and renamed it. It says what the province gives.
 */
export const draftPlace = (book: PolicyBook, region: string, name: string, day: Day): readonly DraftFile[] => {
  const province = areasAround(region.slice(0, 6)).at(-2) ?? region
  const policy = policyOn(book, province, day)
  const places: DraftFile[] = [placeFile(region, name)]
  if (!book.names.has(province) && province !== region)
    places.push(placeFile(province, provinceNames[province.slice(0, 2)] ?? '（省名）'))
  const numbers = placeStandards.map((standard) => ({
    path: `regions/${region}/${standard.anyOf[0]}.yaml.draft`,
    text: [
      ...remarks(standard, book, policy, province).map((remark) => `# ${remark}。`),
      `label: ${standard.label}`,
      `unit: ${standard.unit}`,
      `reviewed: ${day}`,
      'values:',
      '  - from: # 起始日，如 2026-07-01',
      '    # until: 有效期最后一天，文件写明的才填',
      '    value: # 数值；城乡不同的改填 urban: 和 rural:；按公式的改填 formula:',
      '    source:',
      '      title: # 文件或通知的名称',
      '      publisher: # 发文机关',
      '      # document: 文号，有的才填',
      '      # url: 网址，完整的才填',
      '      confidence: # high 见过原文，medium 见过转载，low 只是听说',
      '',
    ].join('\n'),
  }))
  return [...places, ...numbers]
}

const placeFile = (region: string, name: string): DraftFile => ({
  path: `regions/${region}/place.yaml`,
  text: `name: ${name}\n`,
})

const remarks = (
  { anyOf: [id = '', ...others], spared }: PlaceStandard,
  book: PolicyBook,
  policy: Policy,
  province: string,
): readonly string[] => {
  const known = givenText(book, policy, id, province)
  return [
    ...(known === undefined ? [] : [`${known}；与它相同的，不用这个文件`]),
    ...(others.length === 0 ? [] : [`文件分等级、分档或直接写数额的，改用 ${others.join('、')}`]),
    ...(spared?.where(policy) === true ? [`${spared.why}，不用这个文件`] : []),
  ]
}

/** What the province, else the nation, has entered; a formula as it is written, since the city's own numbers go into it. */
const givenText = (book: PolicyBook, policy: Policy, id: string, province: string): string | undefined => {
  const stated = book.rules.find((rule) => rule.id === id && rule.region === province)?.file.values.at(-1)
  const whose = (area: string): string => (area === NATION ? '全国' : (book.names.get(area) ?? area))
  if (stated !== undefined && 'formula' in stated && stated.formula !== undefined)
    return `${whose(province)}已有：${stated.formula}`
  const rule = policy.rules.get(id)
  if (rule === undefined || typeof rule.value !== 'number') return undefined
  const { value, unit, byArea, region } = rule
  const text = (each: unknown): string => (typeof each === 'number' ? quantityText(unit, each) : '未录入')
  const given = byArea === null ? text(value) : `城市 ${text(byArea.urban)}，农村 ${text(byArea.rural)}`
  return `${whose(region)}已有：${given}`
}
