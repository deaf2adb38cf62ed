import { parseIdNumber } from '@shouwang/identity'
import { describe, expect, test } from 'vitest'
import { countyRows, type FeedRow, feeds, hardships, layouts, synthCounty } from '../src/index.ts'

const options = { seed: 7, people: 1200, to: '2026-10-31' }
const rows = [...countyRows(options)]
const of = (feed: FeedRow['feed']) =>
  rows.filter((row) => row.feed === feed).map(({ row }) => row as Record<string, unknown>)

test('the same seed makes the same county, and another seed another', () => {
  expect([...countyRows(options)]).toEqual(rows)
  expect([...synthCounty(options).truth()]).toEqual([...synthCounty(options).truth()])
  expect([...countyRows({ ...options, seed: 8 })]).not.toEqual(rows)
})

test('every ID number is valid, belongs to one person, and says what the register says', () => {
  const register = of('resident-register')
  for (const row of register) {
    const read = parseIdNumber(String(row.公民身份号码))
    expect(read).toMatchObject({
      ok: true,
      mended: false,
      birthDate: row.出生日期,
      sex: row.性别 === '1' ? 'male' : 'female',
    })
  }
  expect(new Set(register.map((row) => row.公民身份号码)).size).toBe(register.length)
})

test('a large county has no number twice either', () => {
  const seen = new Set<unknown>()
  let people = 0
  for (const { feed, row } of countyRows({ seed: 3, people: 60_000, to: '2026-10-31', from: '2026-10-01' })) {
    if (feed !== 'resident-register') continue
    people += 1
    seen.add(row.公民身份号码)
  }
  expect(seen.size).toBe(people)
  expect(people).toBeGreaterThan(57_000)
  expect(people).toBeLessThan(63_000)
})

test('no household, person or phone number can be taken for a real or a sample one', () => {
  for (const row of of('resident-register')) {
    expect(row.户号).toMatch(/^3599\d{8}$/)
    expect(row.公民身份号码).toMatch(/^3502[5-9]\d/)
    expect(row.联系电话).toMatch(/^140\d{8}$/)
    expect(row.区划代码).toMatch(/^350299\d{6}$/)
  }
})

test('every feed has rows, each with the columns of its layout alone', () => {
  expect(new Set(rows.map(({ feed }) => feed))).toEqual(new Set(feeds))
  for (const { feed, row } of rows) {
    expect(
      Object.keys(row)
        .filter((column) => column !== 'orig_setl_id')
        .sort(),
    ).toEqual([...layouts[feed].headers].sort())
  }
})

test('nothing is known of days after the business day, but for the mistake that says so', () => {
  const later = rows.filter(({ row }) =>
    Object.entries(row).some(([column, value]) => {
      const planned = ['刑满日期', '终止月', 'clct_thru', '有效期至'].includes(column)
      return !planned && /^\d{4}-\d{2}/.test(String(value)) && String(value).slice(0, 10) > options.to
    }),
  )
  expect(later.map(({ row }) => Object.values(row)[1])).toEqual(['未来日期'])
})

test('months come one after the other, and are shuffled within', () => {
  const months = of('social-insurance').map((row) => String(row.费款所属期))
  expect(new Set(months).size).toBe(12)
  expect(months.at(0)).toBe('2025-11')
  expect(months.at(-1)).toBe('2026-10')
  const register = of('resident-register').map((row) => String(row.户号))
  expect(register).not.toEqual([...register].sort())
})

describe('what is known to be true', () => {
  const truth = [...synthCounty(options).truth()]

  test('every scenario of the samples is there', () => {
    const scenarios = new Set(truth.map(({ scenario }) => scenario))
    expect(sampleScenarios.filter((scenario) => !scenarios.has(scenario))).toEqual([])
    expect(hardships.filter(({ scenario }) => !scenarios.has(scenario))).toEqual([])
  })

  test('each known household and its head stand in the register', () => {
    const heads = new Map(of('resident-register').map((row) => [row.公民身份号码, row.户号]))
    for (const { headId, householdNo } of truth) expect(heads.get(headId)).toBe(householdNo)
    expect(new Set(truth.map(({ householdNo }) => householdNo)).size).toBe(truth.length)
  })

  test('a county for a first look has some dozens of families to visit', () => {
    const toVisit = truth.filter(({ mustFire }) => mustFire.length > 0).length
    expect(toVisit).toBeGreaterThanOrEqual(40)
    expect(toVisit).toBeLessThanOrEqual(60)
  })

  test('in a large county few families are in a known situation', () => {
    const large = synthCounty({ ...options, people: 50_000 })
    const known = [...large.truth()].length
    expect(known / large.families).toBeGreaterThan(0.015)
    expect(known / large.families).toBeLessThan(0.03)
  })
})

test('every village has a grid worker, every town an assistance worker, and the city stands above the county', () => {
  const { regions, staff } = synthCounty(options)
  expect(regions[0]).toEqual({ 区划代码: '350200000000', 名称: '厦门市', 上级代码: '' })
  for (const { 区划代码: code } of regions) {
    const role = code.endsWith('000000') ? '区级救助科' : code.endsWith('000') ? '社会救助协理员' : '网格员'
    expect(code === '350200000000' || staff.some((one) => one.区划代码 === code && one.角色 === role)).toBe(true)
  }
})

test('a month that has hardly begun is not yet reported', () => {
  const county = synthCounty({ ...options, to: '2026-11-05' })
  expect(county.span.months.at(-1)).toBe('2026-10')
  expect(county.span.months).toHaveLength(12)
  expect(synthCounty({ ...options, to: '2026-11-25' }).span.months.at(-1)).toBe('2026-11')
})

const sampleScenarios = [
  ...['big-bill', 'mid-bill', 'refunded-bill', 'resent-bill', 'old-bill', 'rare-disease', 'new-severe-disability'],
  ...[
    'mental-level-3',
    'mild-disability',
    'twins',
    'subsidy-missed',
    'subsidy-paid',
    'elder-missed',
    'breadwinner-death',
  ],
  ...['elder-death', 'dead-recipient-one-source', 'dead-recipient-three-sources', 'death-withdrawn', 'recipient-car'],
  ...['recipient-scooter', 'car-sold-again', 'recipient-two-homes', 'recipient-company', 'company-closed'],
  ...['recipient-formal-income', 'recipient-prison', 'breadwinner-prison', 'orphan', 'unattended-child'],
  ...[
    'long-unemployment',
    're-employed',
    'income-plunge',
    'fire',
    'flood',
    'traffic',
    'hotline',
    'school-fees',
    'destitute',
  ],
  ...['edge-severe', 'two-rolls', 'danger-house', 'many-at-once', 'frail-pensioner', 'married-out-new-home'],
  ...['married-out-old-home', 'mendable-rows'],
]
