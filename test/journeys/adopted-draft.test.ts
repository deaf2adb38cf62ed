import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulationAnswer } from '@shouwang/console-api'
import { type Assessment, addDays } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { assess, checkHousehold, isConcerned, type LevelHistory } from '@shouwang/indicators'
import { loadPolicies, ownPolicyOn, policyDirectory, policyOn } from '@shouwang/policy'
import { loadAround, readJudgedNames, type Sql } from '@shouwang/postgres'
import { seedStaff } from '@shouwang/postgres/testing'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askerOf, installSample, settingsOf } from './installation.ts'
import { sampleDay } from './sample.ts'

const path = 'regions/350200/dibao/monthly-standard.yaml'
const from = addDays(sampleDay, 1)
const shipped = loadPolicies()

let folder: string
let open: Standalone
let simulated: SimulationAnswer
let before: ReadonlyMap<string, Row>
let dueAnyway: readonly string[]

type Row = { readonly household: string; readonly day: string; readonly assessment: Assessment }
const rowsIn = async (sql: Sql): Promise<ReadonlyMap<string, Row>> => {
  const rows = await sql.query<{ household: string; day: string; assessment: string }>(
    'select household, day::text, assessment from households',
  )
  return new Map(rows.map((row) => [row.household, { ...row, assessment: JSON.parse(row.assessment) as Assessment }]))
}

/** Opens the folder as of a day and does what is due. */
const passDay = async (data: string, day: string): Promise<Standalone> => {
  const standalone = await openStandalone({ ...settingsOf(data), SHOUWANG_AS_OF: day })
  await standalone.doWhatIsDue()
  await standalone.untilIdle()
  return standalone
}

beforeAll(async () => {
  const city = await installSample()
  folder = await mkdtemp(join(tmpdir(), 'shouwang-adopted-'))
  const sql = city.standalone.engines.sql
  await seedStaff(sql, ['C0001', '起草人', 'city', '350200000000'], ['C0002', '确认人', 'city', '350200000000'])
  const text = `${(await readFile(join(policyDirectory, path), 'utf8')).trimEnd()}
  - from: ${from}
    value: 1300
    source: { title: 草案, publisher: 厦门市民政局, confidence: high }
`
  await city.standalone.close()
  await rename(city.folder, join(folder, 'with'))

  const today = await passDay(join(folder, 'with'), sampleDay)
  const [drafter, second] = [await askerOf(today, 'C0001'), await askerOf(today, 'C0002')]
  const told = await drafter.post('/simulations', { files: { [path]: text }, day: from })
  simulated = told.body as unknown as SimulationAnswer
  const proposed = await drafter.post('/policy-drafts', { files: { [path]: text }, why: '厦民〔2026〕1号' })
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(202)
  expect((await drafter.post(`/proposals/${proposed.body.proposal}/confirm`)).status).toBe(403)
  const confirmed = await second.post(`/proposals/${proposed.body.proposal}/confirm`)
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  await today.doWhatIsDue()
  before = await rowsIn(today.engines.sql)
  const due = await today.engines.sql.query<{ household: string }>(
    'select household from households where review_on <= $1 or recheck_on is not null',
    [from],
  )
  dueAnyway = due.map(({ household }) => household)
  await today.close()
  open = await passDay(join(folder, 'with'), from)
})
afterAll(async () => {
  await open?.close()
  await rm(folder, { recursive: true, force: true })
})

const householdsIn = async (sql: Sql) => {
  const names = await readJudgedNames(sql, '', '', 100_000)
  const { neighbourhood } = await loadAround<LevelHistory>(
    sql,
    names.map(({ household }) => household),
  )
  const profileIn = profilesOf(neighbourhood)
  return names.map(({ household, region }) => ({ household, profile: profileIn(household, region) }))
}

test('until the day of an adopted draft nobody is judged by it', async () => {
  for (const { assessment, day } of before.values()) {
    expect(day <= sampleDay).toBe(true)
    if (assessment.region !== null && assessment.day === sampleDay)
      expect(assessment.policy).toBe(policyOn(shipped, assessment.region, sampleDay).version)
  }
})

test('on its day exactly those are judged again whose judgement reads it, and those who are due anyway', async () => {
  const after = await rowsIn(open.engines.sql)
  const expected = (await householdsIn(open.engines.sql)).flatMap(({ household, profile }) => {
    const history = undefined
    const [was, is] = [shipped, open.policies.adopted?.[0]?.book ?? shipped].map((book) =>
      ownPolicyOn(book, profile.region, from),
    )
    const concerned = was !== undefined && is !== undefined && isConcerned(profile, was, is, from, history)
    return concerned || dueAnyway.includes(household) ? [household] : []
  })
  const judged = [...after.values()].filter(({ day }) => day === from).map(({ household }) => household)
  expect(judged.toSorted()).toEqual(expected.toSorted())
  expect(judged.length).toBeLessThan(after.size)
  const [adoption] = ((await (await askerOf(open, 'C0001')).get('/policy-adoptions')).body.adoptions ?? []) as {
    concerned: number
  }[]
  expect(adoption?.concerned).toBeGreaterThan(0)
})

test('the leads that a simulation counts are those that appear and go when the draft is adopted', async () => {
  const after = await rowsIn(open.engines.sql)
  const [appear, go] = [new Map<string, number>(), new Map<string, number>()]
  for (const { household, profile } of await householdsIn(open.engines.sql)) {
    const policy = policyOn(shipped, profile.region, from)
    const did = new Set(assess(profile, policy, from).fires.map(({ indicator }) => indicator))
    const does = new Set(after.get(household)?.assessment.fires.map(({ indicator }) => indicator))
    for (const each of does) if (!did.has(each)) appear.set(each, (appear.get(each) ?? 0) + 1)
    for (const each of did) if (!does.has(each)) go.set(each, (go.get(each) ?? 0) + 1)
  }
  const counted = (leads: SimulationAnswer['leadsAppear']) =>
    new Map(leads.map(({ indicator, count }) => [indicator, count]))
  expect(appear).toEqual(counted(simulated.leadsAppear))
  expect(go).toEqual(counted(simulated.leadsGo))
  expect(appear.size + go.size).toBeGreaterThan(0)
})

test('whom a simulation lets in and out, and gives more or less, are those whom the check does by the adopted draft', async () => {
  const counts = new Map<string, Record<'enter' | 'leave' | 'more' | 'less', number>>()
  const families = [...shipped.programmes.values()].filter(({ holder }) => holder === 'family').map(({ id }) => id)
  for (const { profile } of await householdsIn(open.engines.sql)) {
    const [was, is] = [shipped, open.policies].map((book) =>
      checkHousehold(profile, policyOn(book, profile.region, from), from).programmes.map(standingOf),
    )
    for (const id of families) {
      const [one, other] = [was, is].map((standings) => standings?.find(({ programme }) => programme === id))
      const kind = kindOf(one, other)
      const of = counts.get(id) ?? { enter: 0, leave: 0, more: 0, less: 0 }
      if (kind !== null) counts.set(id, { ...of, [kind]: of[kind] + 1 })
    }
  }
  const told = simulated.byProgramme.filter(({ group }) => families.includes(group))
  expect(counts).toEqual(
    new Map(told.map(({ group, enter, leave, more, less }) => [group, { enter, leave, more, less }])),
  )
  expect(counts.size).toBeGreaterThan(0)
})

test('a draft counts the same whether people are read or most families are left alone at a glance', async () => {
  const { sql } = open.engines
  const drafter = await askerOf(open, 'C0001')
  const file = async (id: string, yuan: number) => {
    const text = await readFile(join(policyDirectory, id), 'utf8')
    const value = `  - from: ${from}\n    value: ${yuan}\n    source: { title: 草案, publisher: 厦门市民政局, confidence: high }\n`
    return { [id]: `${text.trimEnd()}\n${value}` }
  }
  const drafts = [await file(path, 1900), await file('regions/350200/disability-subsidy/living-monthly.yaml', 400)]
  const count = () =>
    Promise.all(drafts.map(async (files) => (await drafter.post('/simulations', { files, day: from })).body))
  const glanced = await count()
  const [kept] = await sql.query<{ some: number; all: number }>(
    'select count(glance)::int as some, count(*)::int as all from households',
  )
  await sql.query('update households set glance = null')
  expect(await count()).toEqual(glanced)
  expect((kept?.some ?? 0) * 2).toBeGreaterThan(kept?.all ?? 0)
  for (const { changed } of glanced) expect(changed).toBeGreaterThan(0)
})

type Checked = ReturnType<typeof checkHousehold>['programmes'][number]

const standingOf = ({ programme, held, conditions, amount }: Checked) => ({
  programme,
  entitled: conditions.every(
    ({ state, needs }) => state === 'met' || (state === 'not-known' && (held !== null || needs === 'authorisation')),
  ),
  fen: amount?.leastFen ?? amount?.mostFen ?? 0,
})

const kindOf = (was: ReturnType<typeof standingOf> | undefined, is: ReturnType<typeof standingOf> | undefined) => {
  if (was?.entitled !== is?.entitled) return is?.entitled ? 'enter' : 'leave'
  if (!is?.entitled || was?.fen === is.fen) return null
  return is.fen > (was?.fen ?? 0) ? 'more' : 'less'
}
