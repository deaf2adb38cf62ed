import { expect, test } from 'vitest'
import { loadPolicies, policyOn } from '../src/index.ts'
import { dated, directoryWith, fileOf, number, places } from './policy-directory.ts'

const written = (files: Record<string, string>): string =>
  directoryWith({
    ...places,
    [fileOf('350200', 'elder-allowance/start-age')]: number(dated('2020-01-01', 80), 'years'),
    'programmes/elder-allowance.yaml': programme(),
    ...files,
  })

const programme = (changes: Record<string, string> = {}): string =>
  Object.entries({
    name: '高龄津贴',
    office: '街道',
    who: '老人',
    gives: '津贴',
    kind: 'money',
    holder: 'person',
    conditions: '[{ is: aged-from, number: elder-allowance/start-age }]',
    amount: '{ is: none }',
    limits: '[]',
    procedure: '{ steps: [受理], approvals: [{ by: 街道 }], publicityDays: null, appealDays: 60, source: 测试 }',
    fund: '[regular]',
    papers: '[]',
    questions: '[]',
    excludes: '[]',
    source: '{ title: 测试 }',
    reviewed: '2026-09-30',
    ...changes,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')

const refusalOf = (changes: Record<string, string>) => () =>
  loadPolicies(written({ 'programmes/elder-allowance.yaml': programme(changes) }))

test('a mistake in a programme is one line with its file and key', () => {
  const file = 'programmes/elder-allowance.yaml'
  for (const [changes, line] of [
    [{ conditions: '[{ is: aged-form, number: elder-allowance/start-age }]' }, `${file}: conditions.0.is: `],
    [{ conditions: '[{ is: aged-from }]' }, `${file}: conditions.0.number: `],
    [{ conditions: '[{ is: disabled, number: a/b }]' }, `${file}: conditions.0.number: `],
    [
      { conditions: '[{ is: aged-from, number: elder-allowance/strat-age }]' },
      `${file}: conditions.0.number: 没有一个地方有标准“elder-allowance/strat-age”`,
    ],
    [
      { conditions: '[{ is: on-one-of, programmes: [dibo], of: family }]' },
      `${file}: conditions.0.programmes: 没有救助项目“dibo”`,
    ],
    [{ excludes: '[dibo]' }, `${file}: excludes: 没有救助项目“dibo”`],
    [{ amount: '{ is: top-up, of: family }' }, `${file}: amount.standard: `],
    [{ amount: '{ is: range, most: { number: x/y } }' }, `${file}: amount.most.number: 没有一个地方有标准“x/y”`],
    [{ kind: 'cash' }, `${file}: kind: `],
    [{ fund: '[]' }, `${file}: fund: `],
    [{ procedure: '{ steps: [受理] }' }, `${file}: procedure.approvals: `],
  ] as const)
    expect(refusalOf(changes), line).toThrow(line)
})

test('a number that no place has entered yet may be named where the programme awaits it', () => {
  const amount = '{ is: range, most: { number: x/y } }'
  expect(refusalOf({ amount, awaits: '[x/y]' })).not.toThrow()
})

test('a city overrides any part of a programme from a day on, and its neighbour keeps the nation’s', () => {
  const file = `changes:
  - { from: 2025-01-01, source: { title: 市办法 }, office: 区, conditions: [{ is: disabled }] }
  - { from: 2026-01-01, source: { title: 市新办法 }, office: 市 }
`
  const book = loadPolicies(written({ 'programmes/350200/elder-allowance.yaml': file }))
  const on = (region: string, day: string) => policyOn(book, region, day).programmes.get('elder-allowance')
  expect(on('350203001201', '2024-12-31')).toMatchObject({ office: '街道', conditions: [{ is: 'aged-from' }] })
  expect(on('350203001201', '2025-06-01')).toMatchObject({ office: '区', conditions: [{ is: 'disabled' }] })
  expect(on('350203001201', '2026-06-01')).toMatchObject({
    office: '市',
    conditions: [{ is: 'disabled' }],
    source: { title: '市新办法' },
  })
  const version = (day: string) => policyOn(book, '350203001201', day).version
  expect(version('2024-12-31')).not.toBe(version('2025-06-01'))
  expect(version('2025-06-01')).toBe(version('2026-06-01'))
})

test('a change of a programme that nobody wrote, out of order, or in a strange place is refused', () => {
  const change = 'changes:\n  - { from: 2025-01-01, source: { title: 测试 }, office: 区 }\n'
  expect(() => loadPolicies(written({ 'programmes/350200/other.yaml': change }))).toThrow(
    'programmes/350200/other.yaml: 没有 programmes/other.yaml 可改',
  )
  expect(() => loadPolicies(written({ 'programmes/xiamen/elder-allowance.yaml': change }))).toThrow(
    'programmes/xiamen/elder-allowance.yaml: 要放在',
  )
  const twice = `${change}  - { from: 2024-01-01, source: { title: 测试 }, office: 市 }\n`
  expect(() => loadPolicies(written({ 'programmes/350200/elder-allowance.yaml': twice }))).toThrow(
    'programmes/350200/elder-allowance.yaml: changes.1.from: 2024-01-01 要晚于 2025-01-01',
  )
})

test('every form of help says who decides it, in which steps, from what money, and for whom', () => {
  const { programmes } = loadPolicies()
  expect(programmes.size).toBeGreaterThanOrEqual(32)
  for (const { id, procedure, fund, conditions } of programmes.values())
    expect(
      [procedure.steps.length, procedure.approvals.length, fund.length, conditions.length].every(Boolean),
      id,
    ).toBe(true)
})

test('conditions that law changed are asked as they were on the day, and days out of order are refused', () => {
  const conditions = `[{ is: disabled }, { is: aged-from, number: elder-allowance/start-age, until: 2024-12-31 }, { is: any-of, from: 2025-01-01, of: [{ is: enrolled }, { is: living-alone, until: 2025-06-30 }] }]`
  const book = loadPolicies(written({ 'programmes/elder-allowance.yaml': programme({ conditions }) }))
  const on = (day: string) => policyOn(book, '350203001201', day).programmes.get('elder-allowance')?.conditions
  expect(on('2024-12-31')).toEqual([{ is: 'disabled' }, { is: 'aged-from', number: 'elder-allowance/start-age' }])
  expect(on('2025-01-01')).toEqual([
    { is: 'disabled' },
    { is: 'any-of', of: [{ is: 'enrolled' }, { is: 'living-alone' }] },
  ])
  expect(on('2025-07-01')).toEqual([{ is: 'disabled' }, { is: 'any-of', of: [{ is: 'enrolled' }] }])
  const versions = ['2024-12-31', '2025-01-01', '2025-07-01'].map((day) => policyOn(book, '350203001201', day).version)
  expect(new Set(versions).size).toBe(3)
  expect(policyOn(book, '350203001201', '2024-12-31').changesOn.get('programme:elder-allowance')).toBe('2025-01-01')
  expect(
    refusalOf({ conditions: '[{ is: disabled }, { is: enrolled, from: 2025-01-01, until: 2024-01-01 }]' }),
  ).toThrow('programmes/elder-allowance.yaml: conditions.1.until: 2024-01-01 不能早于 2025-01-01')
  expect(refusalOf({ conditions: '[{ is: disabled, from: 2025-01-01 }]' })).toThrow(
    'programmes/elder-allowance.yaml: conditions: 至少一个条件不写 from 和 until',
  )
})

test('heating aid asks before 2026-01-29 for 低保 and 特困 only, and from then on for the families of the edge too', () => {
  const rolls = (day: string) =>
    policyOn(loadPolicies(), '610103001001', day)
      .programmes.get('heating-aid')
      ?.conditions.flatMap((each) => (each.is === 'on-one-of' ? each.programmes : []))
  expect(rolls('2026-01-28')).toEqual(['dibao', 'dibao_single', 'tekun'])
  expect(rolls('2026-01-29')).toEqual(['dibao', 'dibao_single', 'tekun', 'edge', 'rigid'])
})

test('a number of another kind than the place where it stands asks for is one line with its file and key', () => {
  const file = 'programmes/elder-allowance.yaml'
  for (const [changes, line] of [
    [
      { conditions: '[{ is: income-per-head-below, number: elder-allowance/start-age }]' },
      `${file}: conditions.0.number: 这里要钱，elder-allowance/start-age 的单位是 years`,
    ],
    [{ conditions: '[{ is: aged-from, number: a/yearly }]' }, `${file}: conditions.0.number: 这里要年龄`],
    [{ amount: '{ is: range, most: { number: a/yearly, times: a/yearly }, every: once }' }, '这里要倍数或比例'],
    [
      { amount: '{ is: sum, parts: [{ is: quantity, number: a/yearly }], every: month }' },
      '按月发放的金额用了 yuan/year',
    ],
    [{ limits: '[{ of: months-valid, number: a/yearly }]' }, `${file}: limits.0.number: 这里要月数`],
  ] as const)
    expect(
      () =>
        loadPolicies(
          written({
            'programmes/elder-allowance.yaml': programme(changes),
            [fileOf('350200', 'a/yearly')]: number(dated('2020-01-01', 500), 'yuan/year'),
          }),
        ),
      line,
    ).toThrow(line)
})

test('tiers of age out of their order, approvals without a last one, and a change of nothing are refused', () => {
  const tiers = (...from: number[]) =>
    `{ is: sum, parts: [{ is: by-age, tiers: [${from.map((each) => `{ from: ${each}, number: a/b }`).join(', ')}] }] }`
  expect(refusalOf({ amount: tiers(90, 80), awaits: '[a/b]' })).toThrow(
    'amount.parts.0.tiers.1.from: 80 要排在 90 之前',
  )
  expect(refusalOf({ amount: tiers(80, 90), awaits: '[a/b]' })).not.toThrow()
  const approvals = '[{ by: 区 }, { by: 市 }]'
  expect(
    refusalOf({
      procedure: `{ steps: [受理], approvals: ${approvals}, publicityDays: null, appealDays: 60, source: 测试 }`,
    }),
  ).toThrow('procedure.approvals.0.upTo: 不是最后一级的审批要写限额')
  const nothing = 'changes:\n  - { from: 2025-01-01, source: { title: 测试 } }\n'
  expect(() => loadPolicies(written({ 'programmes/350200/elder-allowance.yaml': nothing }))).toThrow(
    'changes.0: 没有写改了哪一部分',
  )
})

test('two programmes of which each gives way to the other are refused, since nobody would be told either', () => {
  const files = {
    'programmes/elder-allowance.yaml': programme({ excludes: '[other]' }),
    'programmes/other.yaml': programme(),
  }
  expect(() => loadPolicies(written(files))).not.toThrow()
  const change = 'changes:\n  - { from: 2025-01-01, source: { title: 测试 }, excludes: [elder-allowance] }\n'
  expect(() => loadPolicies(written({ ...files, 'programmes/350200/other.yaml': change }))).toThrow(
    'programmes/350200/other.yaml: excludes: elder-allowance 与 other 互相让位',
  )
  const strange = { ...files, 'programmes/440300/other.yaml': change.replace('[elder-allowance]', '[]') }
  expect(() => loadPolicies(written(strange))).toThrow(
    'programmes/440300/other.yaml: 它所在的省还没有；请加上 regions/440000/place.yaml',
  )
})
