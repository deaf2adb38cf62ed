import type { Day } from '@shouwang/contracts'
import { placeStandards } from './place-standards.ts'
import { areasAround } from './places.ts'
import type { PolicyBook } from './policy-book.ts'
import { policyOn } from './policy-on.ts'

/** A file to write, by its path under the directory of policies. */
export type DraftFile = { readonly path: string; readonly text: string }

/**
 * The files that a city starts with: its name, and for each standard a draft to fill in. A draft ends in `.draft`, so that
 * nothing is judged by it before somebody entered a value, its source, and renamed it. It says what the province gives.
 */
export const draftPlace = (book: PolicyBook, region: string, name: string, day: Day): readonly DraftFile[] => {
  const province = areasAround(region).at(-2) ?? region
  const policy = policyOn(book, province, day)
  const places: DraftFile[] = [{ path: `regions/${region}/place.yaml`, text: `name: ${name}\n` }]
  if (!book.names.has(province)) places.push({ path: `regions/${province}/place.yaml`, text: 'name: （省名）\n' })
  const numbers = placeStandards.map(({ label, anyOf: [id], spared }) => {
    const example = book.rules.find((rule) => rule.id === id)
    const given = policy.rules.get(id ?? '') ?? null
    const from = book.rules.find((rule) => rule.id === id && rule.region === province)
    return {
      path: `regions/${region}/${id}.yaml.draft`,
      text: [
        ...(given === null && from === undefined
          ? []
          : [`# ${policy.region} 已有：${formulaOf(from) ?? given?.value}；与它相同的，不用这个文件。`]),
        ...(spared === undefined ? [] : [`# ${spared.why}，不用这个文件。`]),
        `label: ${label}`,
        `unit: ${example?.file.unit ?? 'yuan/person/month'}`,
        `reviewed: ${day}`,
        'values:',
        '  - from: # 起始日，如 2026-07-01',
        '    # until: 有效期最后一天，文件写明的才填',
        '    value: # 数值；城乡不同的改填 urban: 和 rural:；按公式的改填 formula:',
        '    source: { title: "", publisher: "", document: "", confidence: high }',
        '',
      ].join('\n'),
    }
  })
  return [...places, ...numbers]
}

const formulaOf = (rule: PolicyBook['rules'][number] | undefined): string | undefined => {
  const newest = rule?.file.values.at(-1)
  return newest !== undefined && 'formula' in newest ? String(newest.formula) : undefined
}
