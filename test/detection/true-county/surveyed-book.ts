import { addDays, type Day } from '@shouwang/contracts'
import { loadPolicies, type PolicyBook } from '@shouwang/policy'

/**
 * The policies that come with the program, and for a county what it enters itself when it begins: that it takes stock (存量摸排) for so
 * many days from a day on; none does not.
 */
export const surveyedBook = (region: string, from: Day, days: number): PolicyBook => {
  if (days === 0) return loadPolicies()
  const place = `regions/${region.slice(0, 6)}`
  const entered = [
    [`${place}/place.yaml`, 'name: 示例县'],
    [`${place}/stock/survey.yaml`, survey(from, days)],
  ] as const
  return loadPolicies(undefined, new Map(entered))
}

const survey = (from: Day, days: number): string =>
  [
    'label: 存量摸排：是否在摸排期',
    'unit: switch',
    `reviewed: ${from}`,
    'values:',
    ...valueFrom(from, 1),
    ...valueFrom(addDays(from, days), 0),
  ].join('\n')

const valueFrom = (day: Day, value: 0 | 1): readonly string[] => [
  `  - from: ${day}`,
  `    value: ${value}`,
  '    source: { title: "示例县启用守望的安排", basis: operation }',
]
