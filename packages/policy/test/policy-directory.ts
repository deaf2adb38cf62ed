import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadPolicies } from '../src/index.ts'

/** The places that most examples lie in. */
export const places = {
  'regions/000000/place.yaml': 'name: 全国',
  'regions/350000/place.yaml': 'name: 福建省',
  'regions/350200/place.yaml': 'name: 厦门市',
}

/** A directory of policies of these files, until the test ends. */
export const directoryWith = (files: Record<string, string>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'policy-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  mkdirSync(join(directory, 'regions'))
  mkdirSync(join(directory, 'programmes'))
  for (const [path, text] of Object.entries({ 'home.yaml': 'region: "350200"', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}

/** The policies of these files beside the places. */
export const bookOf = (files: Record<string, string>) => loadPolicies(directoryWith({ ...places, ...files }))

/** One file: a number with these dated values. */
export const number = (values: string, unit = 'yuan/person/month', more = ''): string =>
  `label: 最低生活保障标准\nunit: ${unit}\nreviewed: 2026-09-30\n${more}values:\n${values}`

/** One dated value, or what stands for it, as `formula: …`. */
export const dated = (from: string, value: number | string, more = ''): string =>
  `  - { from: ${from}, ${typeof value === 'number' ? `value: ${value}` : value}${more}, source: ${source} }\n`

const source = '{ title: 测试, publisher: 民政局, confidence: high }'

/** The file of a number in an area. */
export const fileOf = (region: string, id = 'dibao/monthly-standard'): string => `regions/${region}/${id}.yaml`
