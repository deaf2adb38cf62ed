import { readdirSync, readFileSync } from 'node:fs'
import { Outcome } from '@shouwang/contracts'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)

const textsIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.endsWith('policy-ids.ts') && !path.includes('node_modules'))
    .map((path) => readFileSync(new URL(`${folder}/${path}`, root), 'utf8'))

/** What decides something: the rules, casework, scoring, and the programmes that are checked. */
const readers = [
  ...['indicators', 'casework', 'household', 'commands'].flatMap((name) => textsIn(`packages/${name}/src`, '.ts')),
  ...textsIn('packages/policy/programmes', '.yaml'),
].join('\n')

const regions = new URL('packages/policy/regions/', root)
const numbers = new Set(
  readdirSync(regions, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.replace(/^\d{6}\//, '').replace('.yaml', '')),
)

/** Casework asks for one for each outcome. */
const suppressions = Outcome.options.map((outcome) => `suppression/${outcome}`)

const isRead = (id: string): boolean =>
  readers.includes(`'${id}'`) || readers.includes(`: ${id}`) || suppressions.includes(id)

/** Read once programmes have amounts and limits: their check holds them, no rule does. */
const ofProgrammes = [
  'disability-subsidy/care-monthly-least',
  'disability-subsidy/care-monthly-most',
  'tekun/minor-age',
  'temporary-relief/cap-standards',
  'temporary-relief/exceptional-cap-standards',
]

test('a number that no rule reads fails', () => {
  expect([...numbers].filter((id) => !isRead(id) && !ofProgrammes.includes(id)).sort()).toEqual([])
})

test('a number that somebody made up is found unread', () => {
  expect([isRead('tekun/elder-age'), isRead('income/made-up')]).toEqual([true, false])
})
