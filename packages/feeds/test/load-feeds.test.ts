import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChangeEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { feedById, loadFeeds, mapRow } from '../src/index.ts'
import { context, feeds, identity } from './row-of.ts'

const catalogueOf = (files: Record<string, string>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'feeds-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

const hospice = `
id: village-death-report
name: 村级死亡报告
provider: 乡镇
interface: 29
cadence: W
dimensions: [household]
legalBasis: 政务数据共享条例
fileNames: [村级死亡]
delivers: changes
event: DeathReported
subject: person
columns:
  person: { kind: id-number, required: true, headers: [身份证] }
  name: { kind: name, headers: [逝者] }
  day: { kind: day, required: true, headers: [逝世日] }
data:
  source: { constant: health }
`

test('the catalogue holds the 72 interfaces of docs/domain.md §4 and the two reference layouts', () => {
  expect(feeds.map(({ id }) => id)).toEqual([
    'assistance-roll',
    'bank-deposits',
    'birth-certificate',
    'business-reg',
    'charity-aid',
    'child-parents',
    'chronic-cert',
    'commercial-vehicle',
    'cremation',
    'crime-victim',
    'custody',
    'death-cancel',
    'death-certificate',
    'dilapidated',
    'disability-cert',
    'disability-subsidy',
    'disaster',
    'disease-register',
    'dropout',
    'elder-allowance',
    'electricity-use',
    'employment-reg',
    'enforcement',
    'enrolment',
    'exit-entry',
    'family-judgment',
    'fanpin',
    'fire',
    'grid-report',
    'help-order',
    'high-cost-list',
    'house-contract',
    'housing-fund',
    'income-tax',
    'inpatient-admission',
    'insurance-policies',
    'insured-status',
    'judicial-relief',
    'land-compensation',
    'legal-aid',
    'ltc-assessment',
    'marriage',
    'med-settlement',
    'missing-report',
    'official-kin',
    'pension-pay',
    'prison-inmate',
    'public-payroll',
    'public-rental',
    'real-estate',
    'regions',
    'rehab-aid',
    'residence-permit',
    'resident-change',
    'resident-register',
    'securities',
    'shelter',
    'social-insurance',
    'staff',
    'street-lead',
    'student-aid',
    'subsidy-card',
    'traffic-accident',
    'unemployment-benefit',
    'unemployment-reg',
    'union-hardship',
    'vehicle-register',
    'vehicle-tax',
    'veterans',
    'visit-supporters',
    'water-gas-use',
    'window-registration',
    'women-hardship',
    'work-injury',
    'youth-hardship',
  ])
  expect(feedById(feeds, 'fire')?.name).toBe('火灾')
  expect(feedById(feeds, 'smoke')).toBeUndefined()
})

test('a new file makes a new feed of a known event, without a line of code', () => {
  const feed = loadFeeds(catalogueOf({ 'village-death-report.yaml': hospice }))[0]
  if (feed === undefined || feed.delivers === 'reference') throw new Error('not loaded as a feed of events')
  const row = { 身份证: '11010519491231002x', 逝者: '李小明', 逝世日: '2026.10.5' }
  const result = mapRow(feed, row, context, identity)
  if (result.kind !== 'accepted') throw new Error(result.reason)
  expect(ChangeEvent.parse(result.event)).toMatchObject({
    type: 'DeathReported',
    source: '/feeds/village-death-report',
    provider: '乡镇',
    data: { source: 'health', day: '2026-10-05' },
  })
  expect(result.mended).toBe(true)
})

test.each([
  [
    'an unknown key',
    hospice.replace('cadence: W', 'cadence: W\ncolour: red'),
    /village-death-report\.yaml: top: .*colour/,
  ],
  ['an unknown key of a column', hospice.replace('kind: name,', 'kind: name, past: false,'), /columns\.name: .*past/],
  ['an unknown kind', hospice.replace('kind: name', 'kind: nickname'), /columns\.name\.kind/],
  ['an unknown event', hospice.replace('DeathReported', 'DeathRumoured'), /event: /],
  ['a file under another name', hospice.replace('id: village', 'id: town'), /id: the file of "town-death-report"/],
  [
    'a field that the event has not',
    hospice.replace('source:', 'origin:'),
    /data\.origin: DeathReported has no such field/,
  ],
  [
    'a field that is not made',
    hospice.replace('  source: { constant: health }', '  {}'),
    /data\.source: DeathReported needs it/,
  ],
  [
    'a value that the event refuses',
    hospice.replace('constant: health', 'constant: rumour'),
    /"rumour" would not be a source/,
  ],
  [
    'a column of the wrong kind',
    hospice.replace('kind: day', 'kind: month'),
    /data\.day: "2026-10" would not be a day/,
  ],
  ['a name in an event', `${hospice}  day: name`, /data\.day: .*would not be a day/],
  ['a subject that is no person', hospice.replace('subject: person', 'subject: day'), /subject: "day" must be/],
  [
    'a source key without a column',
    hospice.replace('columns:', 'sourceKey: [number]\ncolumns:'),
    /sourceKey: "number" is no column/,
  ],
  [
    'a table that is not there',
    hospice.replace('kind: name', 'kind: code, table: names'),
    /columns\.name\.table: there is no table/,
  ],
  ['broken YAML', `${hospice}\n  - [`, /village-death-report\.yaml: /],
])('%s is refused with its file and key', (_, text, message) => {
  expect(() => loadFeeds(catalogueOf({ 'village-death-report.yaml': text }))).toThrow(message)
})

test('every problem of every file is told at once', () => {
  const broken = hospice.replace('cadence: W', 'cadence: Z').replace('kind: name', 'kind: nickname')
  const directory = catalogueOf({ 'village-death-report.yaml': broken, 'other.yaml': hospice })
  expect(() => loadFeeds(directory)).toThrow(/other\.yaml: id(.|\n)*cadence(.|\n)*columns\.name\.kind/)
})

test('a code keeps its leading nought', () => {
  const register = readFileSync(new URL('../catalogue/resident-register.yaml', import.meta.url), 'utf8')
  const [feed] = loadFeeds(catalogueOf({ 'resident-register.yaml': register }))
  expect(feed?.tables.relation?.codes?.head).toContain('02')
})

test('the example in the README is a feed', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? ''
  expect(loadFeeds(catalogueOf({ 'village-death-report.yaml': example }))).toHaveLength(1)
})

test('whatever offices call the number of a person, his column is found, and one that names another person stays his', () => {
  const columns = feedById(loadFeeds(), 'marriage')?.columns ?? {}
  const named = Object.values(columns).filter(({ kind }) => kind === 'id-number')
  const all = loadFeeds().flatMap((feed) =>
    Object.values(feed.columns).filter(({ headers }) => headers.includes('身份证号')),
  )
  expect(all.length).toBeGreaterThan(50)
  for (const { headers } of all) expect(headers).toContain('居民身份证号码')
  for (const { headers } of named) expect(new Set(headers).size).toBe(headers.length)
  const every = named.flatMap(({ headers }) => headers)
  expect(new Set(every).size).toBe(every.length)
})
