import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  noRecord,
  placeWords,
  type QueuedHousehold,
  recordOf,
  type ToldResult,
  type Tried,
  type VisitRecord,
  visitFactor,
} from '../src/index.ts'
import { lead, rules } from './builders.ts'

const day = '2026-11-02'
const told = (household: string, outcome: ToldResult['outcome'], more: Partial<ToldResult> = {}): ToldResult => ({
  household,
  day: '2026-10-01',
  indicators: ['income-below-standard'],
  outcome,
  ...more,
})

describe('what is counted of visits', () => {
  test('those that met need and those that met none, by indicator and by pair', () => {
    const indicators = ['rigid-expense-ratio', 'income-below-standard']
    const { record } = recordOf(
      [told('h1', 'eligible-apply', { indicators }), told('h2', 'not-eligible'), told('h3', 'nobody-home')],
      day,
    )
    expect(record.all).toEqual({ visited: 2, confirmed: 1 })
    expect(Object.fromEntries(record.kinds)).toEqual({
      'income-below-standard': { visited: 2, confirmed: 1 },
      'rigid-expense-ratio': { visited: 1, confirmed: 1 },
      'income-below-standard+rigid-expense-ratio': { visited: 1, confirmed: 1 },
    })
  })

  test('two tasks of a household that one visit answered are one visit', () => {
    const { record } = recordOf([told('h1', 'temp-aid-given'), told('h1', 'not-eligible')], day)
    expect(record.all).toEqual({ visited: 1, confirmed: 1 })
  })

  test('a visit of more than a year ago counts no more, yet tells that a later one came again', () => {
    const { record, visited } = recordOf(
      [told('h1', 'not-eligible', { day: '2025-10-20' }), told('h1', 'eligible-apply', { day: '2026-09-01' })],
      day,
    )
    expect(record.all).toEqual({ visited: 1, confirmed: 1 })
    expect(record.again).toEqual({ visited: 1, confirmed: 1 })
    expect(visited).toEqual(new Set(['h1']))
  })

  test('the order of results changes nothing', () => {
    const results = [
      told('h1', 'not-eligible'),
      told('h1', 'eligible-apply', { day: '2026-10-20' }),
      told('h2', 'refused'),
    ]
    expect(recordOf(results.toReversed(), day)).toEqual(recordOf(results, day))
  })
})

const recordWith = (all: Tried, kinds: Readonly<Record<string, Tried>> = {}): VisitRecord => ({
  ...noRecord,
  all,
  kinds: new Map(Object.entries(kinds)),
})
const factorOf = (record: VisitRecord, visitedBefore = false, indicators = ['income-below-standard']) =>
  visitFactor(
    indicators.map((indicator) => lead(indicator, { dimensions: { income: 50 } })),
    { visitedBefore, ring: 'unknown', direction: 'missed' },
    record,
    rules.queue,
  ).factor
const factorIn = (known: Partial<QueuedHousehold>) =>
  visitFactor(
    [lead('unsafe-housing')],
    { visitedBefore: false, ring: 'unknown', direction: 'missed', ...known },
    noRecord,
    rules.queue,
  ).factor

describe('what visits make of a place in the queue', () => {
  test('nothing while nobody visited', () => {
    expect(factorOf(noRecord)).toBe(1)
  })

  test('few visits move it little, many as far as they say', () => {
    const all = { visited: 1000, confirmed: 300 }
    expect(factorOf(recordWith(all, { 'income-below-standard': { visited: 2, confirmed: 2 } }))).toBeCloseTo(1.21, 1)
    expect(factorOf(recordWith(all, { 'income-below-standard': { visited: 200, confirmed: 96 } }))).toBeCloseTo(1.55, 1)
  })

  test('a pair that was tried often enough speaks for itself', () => {
    const all = { visited: 1000, confirmed: 300 }
    const apart = { 'income-below-standard': all, 'unsafe-housing': all }
    const both = ['income-below-standard', 'unsafe-housing']
    const pair = (visited: number) => ({ 'income-below-standard+unsafe-housing': { visited, confirmed: visited } })
    expect(factorOf(recordWith(all, { ...apart, ...pair(29) }), false, both)).toBe(1)
    expect(factorOf(recordWith(all, { ...apart, ...pair(60) }), false, both)).toBe(2)
  })

  test('who was visited lately comes later', () => {
    expect(factorOf(noRecord, true)).toBe(rules.queue.priorAgain)
  })

  test('the more income is seen the later a family comes, and one whose income nobody sees is not put behind', () => {
    const [above, near, edge, unknown] = (['above', 'below-2', 'below-1.5', 'unknown'] as const).map((ring) =>
      factorIn({ ring }),
    )
    expect([above, near, edge, unknown]).toEqual([0.4, 0.6, 1, 1])
  })

  test('who asked comes before what records alone point to, and no sooner for an income that is seen', () => {
    const urgent = factorIn({ direction: 'urgent' })
    expect([urgent, factorIn({}), factorIn({ direction: 'urgent', ring: 'above' })]).toEqual([1.5, 1, 0.6])
  })

  test('whatever visits found, no kind of lead drops out of reach: nobody is seen by one kind alone and then by none', () => {
    const tried = fc
      .nat(5000)
      .chain((visited) => fc.record({ visited: fc.constant(visited), confirmed: fc.nat(visited) }))
    fc.assert(
      fc.property(tried, tried, (all, own) => {
        const factor = factorOf(recordWith(all, { 'income-below-standard': own }))
        return factor >= rules.queue.leastFactor && factor <= rules.queue.mostFactor
      }),
    )
  })

  test('one more visit that met need never lowers its kind', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (confirmed, others) => {
        const all = { visited: 1000, confirmed: 300 }
        const own = { visited: confirmed + others, confirmed }
        const next = { visited: own.visited + 1, confirmed: confirmed + 1 }
        return (
          factorOf(recordWith(all, { 'income-below-standard': next })) >=
          factorOf(recordWith(all, { 'income-below-standard': own }))
        )
      }),
    )
  })
})

test('a place is told with the visits that it rests on', () => {
  const record = recordWith(
    { visited: 800, confirmed: 240 },
    { 'income-below-standard': { visited: 120, confirmed: 42 } },
  )
  const { factor: _, ...found } = visitFactor(
    [lead('income-below-standard')],
    { visitedBefore: true, ring: 'above', direction: 'urgent' },
    record,
    rules.queue,
  )
  const place = { ...found, score: 42, factor: 0.5, all: record.all, countedOn: day }
  expect(placeWords(place, () => '人均收入低于标准未保').map(({ zh }) => zh)).toEqual([
    '家庭得分42，排序系数0.5，排序分21',
    '截至2026-11-02，同类线索（人均收入低于标准未保）近一年走访120户，属实42户；全部线索走访800户，属实240户',
    '近一年走访过，排在没有走访过的之后',
    '已见收入在低保标准1.5倍以上，排在收入低或看不见收入的之后',
    '急难任务，排在只凭数据比对发现的之前',
  ])
})
