import { loadPolicies, rulesInForce, standardsGrowth } from '@shouwang/policy'
import { expect, test } from 'vitest'

const book = loadPolicies()
const of = (from: string, to: string, region: string, id: string) =>
  standardsGrowth(book, from, to).filter((each) => each.region === region && each.id === id)

test('low-income aid in Dongying grew in town and in country, each from what it was', () => {
  expect(of('2020-01-01', '2024-06-30', '370500', 'dibao/monthly-standard')).toMatchObject([
    { area: 'urban', was: { fen: 62_000 }, is: { fen: 107_500, from: '2024-01-01' }, change: 45_500 },
    { area: 'rural', was: { fen: 45_000 }, is: { fen: 93_000 }, change: 48_000, share: 48 / 45 },
  ])
})

test('a number past the end of its document is shown as run out, and has not grown', () => {
  expect(of('2024-01-01', '2026-10-31', '350200', 'dibao/monthly-standard')).toMatchObject([
    { area: null, was: { fen: 112_000, runOut: null }, is: { fen: 112_000, runOut: 'ended' }, change: 0, share: 0 },
  ])
})

test('before a city entered its first value nothing is said of growth', () => {
  const [first] = of('2010-01-01', '2024-01-01', '350200', 'dibao/monthly-standard')
  expect(first).toMatchObject({ was: null, is: { fen: 112_000 }, change: null, share: null })
})

test('every line is a published amount of money that stood so on its day, and a city stands where it has any', () => {
  const [from, to] = ['2023-01-01', '2026-10-31']
  const lines = standardsGrowth(book, from, to)
  expect(new Set(lines.map(({ region }) => region)).size).toBeGreaterThan(10)
  for (const { region, id, unit, is, area, was, change } of lines) {
    expect(unit).toMatch(/^fen/)
    if (was !== null && is !== null) expect(change).toBe(is.fen - was.fen)
    if (is === null) continue
    const rule = rulesInForce(book, region, to).find((each) => each.id === id)
    expect(rule?.basis).toBe('published')
    const stated = area === null ? null : rule?.byArea?.[area]
    expect(is.fen).toBe(stated ?? rule?.value)
  }
})
