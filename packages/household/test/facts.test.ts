import { applyFact, type Fact, type FactBook, factsOf } from '@shouwang/household'
import { expect, test } from 'vitest'
import { eventOf } from './events.ts'
import { adult, booksOf, dead, married, person, selfPaid, withdrawn } from './family.ts'

const applied = (book: FactBook, fact: Fact) => applyFact(book, fact)
const amountOf = (...facts: Fact[]) => booksOf(facts).get(person('li'))?.MedicalSettled?.get('S1')?.data.totalFen

test('a repeat is a duplicate, an older word is stale, a newer one applies', () => {
  const bill = (yuan: number, revision: number) => {
    const { fact, ...rest } = selfPaid('li', yuan, '2026-06-10', { key: 'S1' })
    return { ...rest, fact: { ...fact, revision } }
  }
  const { book, outcome } = applied({}, bill(100, 2))
  expect(outcome).toBe('applied')
  expect(applied(book, bill(100, 2)).outcome).toBe('duplicate')
  expect(applied(book, bill(90, 1)).outcome).toBe('stale')
  expect(applied(book, bill(120, 3)).outcome).toBe('applied')
  expect(amountOf(bill(120, 3), bill(90, 1), bill(100, 2))).toBe(120_00)
})

test('the same word in a later delivery is a duplicate that moves its day on', () => {
  const { book } = applied({}, selfPaid('li', 100, '2026-06-10', { key: 'S1' }))
  const again = applied(book, selfPaid('li', 100, '2026-06-10', { key: 'S1', day: '2026-07-01' }))
  expect(again.outcome).toBe('duplicate')
  expect(again.book.MedicalSettled?.get('S1')?.day).toBe('2026-07-01')
})

test('at equal revision a retraction beats the statement, in either order', () => {
  const report = dead('li', '2026-09-12', 'health')
  for (const facts of [
    [report, withdrawn(report)],
    [withdrawn(report), report],
  ])
    expect(booksOf(facts).get(person('li'))?.DeathReported?.get('health/2026-09-12')?.retracted).toBe(true)
})

test('at equal revision the correction that was delivered later wins, in either order', () => {
  const correct = (yuan: number, day: string) => {
    const { fact, ...rest } = selfPaid('li', yuan, '2026-06-10', { key: 'S1', day })
    return { ...rest, fact: { ...fact, revision: 20260610 } }
  }
  const [first, second] = [correct(900, '2026-06-11'), correct(100, '2026-06-20')]
  expect([amountOf(first, second), amountOf(second, first)]).toEqual([100_00, 100_00])
})

test('the order in which a writer put the fields makes no difference', () => {
  const bill = selfPaid('li', 100, '2026-06-10', { key: 'S1' })
  const turned = { ...bill, fact: { ...bill.fact, data: Object.fromEntries(Object.entries(bill.fact.data).reverse()) } }
  expect(applied(applied({}, bill).book, turned as typeof bill).outcome).toBe('duplicate')
})

test('a key may be any text that a department uses', () => {
  for (const key of ['constructor', '__proto__', '7']) {
    const { book, outcome } = applied({}, selfPaid('li', 1, '2026-06-10', { key }))
    expect(outcome).toBe('applied')
    expect(applied(book, selfPaid('li', 1, '2026-06-10', { key })).outcome).toBe('duplicate')
  }
})

test('a marriage is a fact of both', () => {
  const facts = factsOf(eventOf(married('li', 'wang', '2026-06-18')))
  expect(facts.map(({ subject, fact }) => [subject, (fact.data as { spouse?: string }).spouse])).toEqual([
    [person('li'), person('wang')],
    [person('wang'), person('li')],
  ])
  expect(factsOf(eventOf(adult('li')))).toHaveLength(1)
})
