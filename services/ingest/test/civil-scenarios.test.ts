import { readFileSync } from 'node:fs'
import type { CivilRegistryPull, EventFeed } from '@shouwang/feeds'
import { checkDigit } from '@shouwang/identity'
import { type Door, openDoor } from '@shouwang/intake/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PullDependencies, pullFeed } from '../src/index.ts'
import { acknowledged, answeredWith, fakeCivilRegistry } from './fake-civil-registry.ts'

/*
 * The public scenarios of civil registration from the side of the client: what we send is held by a registry of the standard's own text, and
 * what the registry answers is held by what becomes of it.
 */

type Scenario = {
  readonly id: string
  readonly about: string
  readonly query?: 'predicate' | 'expression'
  /** The token that we have, and the key by which the registry checks signatures, where they are others than agreed. */
  readonly token?: string
  readonly registryKey?: string
  readonly sent?: Readonly<Record<string, string>>
  readonly http?: Readonly<Record<string, string>>
  readonly answer: 'death' | 'empty' | 'err' | 'malformed'
  readonly expect: { readonly rows?: number; readonly failure?: string; readonly asked?: number }
}
const jsonOf = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const scenarios: readonly Scenario[] = jsonOf('test-data/civil-scenarios.json').scenarios

const key = 'civil-token'
const pullOf = (url: string): CivilRegistryPull => ({
  from: 'civil-registry',
  cron: '5 * * * *',
  records: ['ns:DeathCertificate', 'ns:DeathCertificateReversal'],
  since: '2026-10-01',
  sender: 'shouwang.example',
  receiver: 'crvs.example',
  auth: 'CIVIL_TOKEN',
  query: 'predicate',
  attribute: 'registration_date',
  againDays: 3,
  windowDays: 31,
  pageSize: 2,
  url,
})
const death = (person: string, day: string) => ({
  ...{ identifier: { identifier_type: 'UIN', identifier_value: person }, name: '李建明', death_date: day },
})
const LI = '350205198105135198'
const reported = { kind: 'ns:DeathCertificate', on: '2026-10-20', record: death(LI, '2026-10-18') }

let door: Door
let registry: Awaited<ReturnType<typeof fakeCivilRegistry>>
let failures: string[]
let earlier: ReadonlyMap<string, number>
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.sql.query('delete from pulls')
  earlier = new Map(['birth-certificate', 'death-certificate'].map((feed) => [feed, door.recordsIn(feed).length]))
  registry = await fakeCivilRegistry(key)
  failures = []
})
afterEach(() => registry.close())

const pull = (
  id: string,
  over: Partial<CivilRegistryPull> = {},
  { token = key, today = '2026-10-31' }: { token?: string; today?: string } = {},
) => {
  const declared = door.intake.feeds.find((feed) => feed.id === id) as EventFeed
  const dependencies: PullDependencies = {
    intake: door.intake,
    today: () => today,
    secret: (name) => (name === 'CIVIL_TOKEN' ? token : undefined),
    events: { pulled: () => undefined, pullFailed: (_, error) => failures.push((error as Error).message) },
    signal: new AbortController().signal,
    firstRetryMs: 1,
  }
  return pullFeed(dependencies, { ...declared, pull: { ...pullOf(registry.address), ...over } })
}
const rowsOf = (feed: string) =>
  door
    .recordsIn(feed)
    .slice(earlier.get(feed))
    .filter(({ end }) => end === undefined)
    .map((record) => door.mappedOf(feed, record))
const factsOf = (feed: string) => rowsOf(feed).flatMap((row) => (row.kind === 'accepted' ? [row.event] : []))
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value)

test.each(scenarios.map((scenario) => [scenario.id, scenario.about, scenario] as const))(
  '%s: %s',
  async (_, __, { query, token, registryKey, sent = {}, http = {}, answer, expect: expected }) => {
    if (answer === 'death') registry.registered.push(reported)
    if (answer === 'err') registry.moods.push(() => ({ body: acknowledged('err.request.bad', 'no such search') }))
    if (answer === 'malformed')
      registry.moods.push(() => ({ status: 400, body: { errors: [{ code: 'err.request.bad' }] } }))
    registry.signingKey = registryKey ?? key
    await pull('death-certificate', query === undefined ? {} : { query }, token === undefined ? {} : { token })
    const [heard] = registry.heard
    for (const [path, form] of Object.entries(sent)) expect(String(at(heard?.body, path))).toMatch(new RegExp(form))
    for (const [name, form] of Object.entries(http)) expect(heard?.http[name]).toMatch(new RegExp(form))
    if (expected.failure === undefined) expect(failures).toEqual([])
    else expect(failures).toEqual([expect.stringMatching(new RegExp(expected.failure))])
    if (expected.asked !== undefined) expect(registry.heard).toHaveLength(expected.asked)
    expect(factsOf('death-certificate')).toHaveLength(expected.rows ?? 0)
  },
)

test('every scenario that is said to be run from the side of the client is run here', () => {
  const named: string[] = jsonOf('../../console/test/test-data/interchange/civil-registration.json').asClient.ids
  expect(scenarios.map(({ id }) => id).sort()).toEqual([...named].sort())
})

test('a death that was taken back is withdrawn, whatever the order in which both were asked for', async () => {
  registry.registered.push(reported, { ...reported, kind: 'ns:DeathCertificateReversal', on: '2026-10-25' })
  await pull('death-certificate')
  const [told, reversed] = factsOf('death-certificate')
  expect([told?.retracted, reversed?.retracted]).toEqual([false, true])
  expect(reversed).toMatchObject({ subject: told?.subject, sourcekey: told?.sourcekey, revision: told?.revision })
})

const mother = '35020319920202002'

test('a birth and its reversal are one statement that does not hold', async () => {
  const record = {
    identifier: [{ identifier_type: 'BIRTH_REG_NO', identifier_value: 'U350000001' }],
    ...{
      birth_date: '2026-10-02',
      parent1_identifier: { identifier_type: 'UIN', identifier_value: mother + checkDigit(mother) },
    },
  }
  const records = ['crvs:BirthCertificate', 'crvs:BirthCertificateReversal']
  for (const kind of records) registry.registered.push({ kind, on: '2026-10-20', record })
  await pull('birth-certificate', { records })
  const facts = factsOf('birth-certificate')
  expect(facts.map(({ retracted }) => retracted)).toEqual([false, true])
  expect(facts[1]).toMatchObject({ subject: facts[0]?.subject, sourcekey: facts[0]?.sourcekey })
})

const people = [
  '35020319510304001',
  '35020319920202002',
  '35020319900101001',
  '35020519810513519',
  '35020319610312004',
].map((body) => body + checkDigit(body))

test('pages are asked for one behind the other, and after a crash from the page that was not durable', async () => {
  for (const [nth, person] of people.entries())
    registry.registered.push({
      kind: 'ns:DeathCertificate',
      on: `2026-10-1${nth}`,
      record: death(person, '2026-10-05'),
    })
  const full = () => undefined
  registry.moods.push(full, () => ({ status: 403, body: {} }))
  await pull('death-certificate')
  expect(factsOf('death-certificate')).toHaveLength(2)
  await pull('death-certificate')
  const pages = registry.heard.map(({ body }) => {
    const { reg_record_type, pagination } = body.message.search_request[0].search_criteria
    return `${reg_record_type.split(':')[1]} ${pagination.page_number}`
  })
  expect(pages).toEqual([
    ...['DeathCertificate 1', 'DeathCertificate 2', 'DeathCertificate 2', 'DeathCertificate 3'],
    'DeathCertificateReversal 1',
  ])
  expect(new Set(factsOf('death-certificate').map(({ subject }) => subject)).size).toBe(5)
})

const windows = () => registry.heard.map(({ body }) => JSON.stringify(body.message).match(/\d{4}-\d\d-\d\d(?=")/g))

test('the days read last are asked for again, and what was read before is the same fact', async () => {
  const records = ['ns:DeathCertificate']
  registry.registered.push({ ...reported, on: '2026-10-30' })
  await pull('death-certificate', { records })
  await pull('death-certificate', { records })
  const delivered = await door.sql.query('select delivery from deliveries')
  await pull('death-certificate', { records })
  expect(await door.sql.query('select delivery from deliveries')).toEqual(delivered)
  registry.registered.push({ ...reported, on: '2026-10-29', record: death(people[0] as string, '2026-10-18') })
  await pull('death-certificate', { records }, { today: '2026-11-02' })
  expect(windows()).toEqual([
    ['2026-10-01', '2026-10-31'],
    ['2026-10-28', '2026-10-31'],
    ['2026-10-28', '2026-10-31'],
    ['2026-10-28', '2026-11-02'],
  ])
  const facts = factsOf('death-certificate')
  expect(new Set(facts.map(({ subject, sourcekey, revision }) => `${subject} ${sourcekey} ${revision}`)).size).toBe(2)
})

test('years are asked for window by window, and days without deaths do not end the pull', async () => {
  registry.registered.push(reported)
  await pull('death-certificate', { records: ['ns:DeathCertificate'], windowDays: 15 })
  expect(windows()).toEqual([
    ['2026-10-01', '2026-10-15'],
    ['2026-10-16', '2026-10-30'],
    ['2026-10-31', '2026-10-31'],
  ])
  expect(factsOf('death-certificate')).toHaveLength(1)
})

test('a registry that is busy, late or not done is asked again in a little while', async () => {
  registry.registered.push(reported)
  registry.moods.push(
    () => ({ status: 503, body: 'away' }),
    () => ({ body: acknowledged('err.service.unavailable') }),
    (asked) => ({ body: answeredWith(asked, { status: 'pdng' }) }),
  )
  await pull('death-certificate')
  expect({ failures, facts: factsOf('death-certificate').length }).toEqual({ failures: [], facts: 1 })
})

test.each([
  [
    'a search that finds too many',
    { status: 'rjct', status_reason_code: 'rjct.search.too_many_records_found' },
    {},
    /too_many_records_found; declare fewer windowDays$/,
  ],
  ['an answer to another question', { status: 'succ', reference_id: 'r-9' }, {}, /another reference_id/],
  ['an answer of another transaction', { status: 'succ' }, { transaction_id: 't-9' }, /another transaction_id/],
  [
    'the first page where a later one was asked',
    { status: 'succ', pagination: { page_number: 7, page_size: 2, total_count: 9 } },
    {},
    /page 7 where 1 was asked/,
  ],
  [
    'a page that is promised and empty',
    { status: 'succ', data: { reg_records: [] }, pagination: { page_number: 1, page_size: 2, total_count: 9 } },
    {},
    /promised 9 records and gave none/,
  ],
  ['no list of records', { status: 'succ', data: { reg_records: ['李'] } }, {}, /no list of records/],
  [
    'births for the feed of deaths',
    { status: 'succ', data: { reg_record_type: 'Marriage', reg_records: [{}] } },
    { records: ['ns:Marriage'] },
    /no row of the feed "death-certificate"/,
  ],
] as const)('%s is refused by name, once, and moves no cursor', async (_, item, over, why) => {
  const { records, ...message } = over as { records?: string[] }
  registry.moods.push((asked) => ({ body: answeredWith(asked, item, message) }))
  await pull('death-certificate', records === undefined ? {} : { records })
  expect({ failures, asked: registry.heard.length }).toEqual({ failures: [expect.stringMatching(why)], asked: 1 })
  expect(await door.sql.query('select cursor from pulls')).toEqual([{ cursor: null }])
  expect(rowsOf('death-certificate')).toEqual([])
})

test('a record without what a death needs is set aside by the name of what is missing, and the others are taken', async () => {
  registry.registered.push({ ...reported, record: { identifier: [] } }, reported)
  await pull('death-certificate')
  expect(rowsOf('death-certificate')).toMatchObject([{ kind: 'quarantined' }, { kind: 'accepted' }])
})
