import { insuredMonths, lastInsuredMonth, monthlyBase, monthlyIncome, pensionOn } from '@shouwang/household'
import { expect, test } from 'vitest'
import { adult, dead, elder, familyOf, held, insured, pensioned, spouse, stated, type Told } from './family.ts'

const day = '2026-10-31'
const couple = familyOf(adult('li'), spouse('wang'))
  .delivered('social-insurance', day, '2026-10')
  .delivered('pension-pay', day, '2026-10')
const factsOf = (...facts: Told[]) => familyOf(adult('li'), ...facts).members[0]?.facts ?? {}
const yuan = (family: typeof couple, on = day) => monthlyIncome(family, on).perMonthFen / 100

test('wages are the mean base of the last three months delivered', () => {
  expect(yuan(couple.with(insured('li', 6000, '2026-07', '2026-08', '2026-09', '2026-10')))).toBe(6000)
  expect(yuan(couple.with(insured('li', 6000, '2026-07', '2026-08')))).toBe(2000)
  expect(yuan(couple.with(insured('li', 6000, '2026-07')))).toBe(0)
})

test('a month that was not delivered yet is not a month without wages', () => {
  const september = couple.delivered('social-insurance', '2026-10-05', '2026-09')
  expect(yuan(september.with(insured('li', 6000, '2026-07', '2026-08', '2026-09')))).toBe(6000)
})

test('without a delivery only the months with a contribution count, and not the old ones', () => {
  const family = familyOf(adult('li'))
  expect(yuan(family.with(insured('li', 6000, '2026-09', '2026-10')))).toBe(6000)
  expect(yuan(family.with(insured('li', 6000, '2026-05', '2026-06')))).toBe(0)
})

test('income per head counts the living members, and each source is named', () => {
  const income = monthlyIncome(
    couple.with(
      insured('li', 4500, '2026-08', '2026-09', '2026-10'),
      elder('zhao'),
      pensioned('zhao', 900, 'resident', '2026-10'),
    ),
    day,
  )
  expect(income).toMatchObject({ perMonthFen: 5400_00, perHeadFen: 1800_00, heads: 3 })
  expect(income.sources.map(({ kind, monthlyFen }) => [kind, monthlyFen])).toEqual(
    expect.arrayContaining([
      ['wages', 4500_00],
      ['pension', 900_00],
    ]),
  )
})

test('the income of the dead and the held, and their heads, do not count', () => {
  const family = couple.with(
    insured('li', 6000, '2026-08', '2026-09', '2026-10'),
    insured('wang', 6000, '2026-08', '2026-09', '2026-10'),
  )
  expect(monthlyIncome(family.with(dead('li', '2026-10-30')), day)).toMatchObject({ perMonthFen: 6000_00, heads: 1 })
  expect(monthlyIncome(family.with(held('li', '2026-10-30')), day)).toMatchObject({ perMonthFen: 6000_00, heads: 1 })
})

test('a household with nobody left has no heads and no income', () => {
  expect(monthlyIncome(familyOf(adult('li'), dead('li', '2026-10-30')), day)).toMatchObject({ perHeadFen: 0, heads: 0 })
})

test('income feeds count as delivered while their last delivery is fresh', () => {
  expect(monthlyIncome(couple, day).delivered).toEqual(['social-insurance', 'pension-pay'])
  expect(monthlyIncome(couple, '2027-01-31').delivered).toHaveLength(2)
  expect(monthlyIncome(couple, '2027-02-01').delivered).toEqual([])
})

test('unemployment benefit counts in the months it was granted for', () => {
  const granted = stated('li', 'UnemploymentBenefitGranted', {
    fromMonth: '2026-03',
    toMonth: '2026-09',
    monthlyFen: 1500_00,
  })
  expect([yuan(couple.with(granted), '2026-09-30'), yuan(couple.with(granted), '2026-10-01')]).toEqual([1500, 0])
})

test('months may come late, twice and in any order', () => {
  const facts = factsOf(insured('li', 6000, '2026-10', '2026-02'), insured('li', 6000, '2026-02', '2025-12'))
  expect(insuredMonths(facts)).toEqual(['2025-12', '2026-02', '2026-10'])
  expect(lastInsuredMonth(facts)).toBe('2026-10')
  expect([monthlyBase(facts, '2026-02'), monthlyBase(facts, '2026-03')]).toEqual([6000_00, null])
  expect([insuredMonths({}), lastInsuredMonth({})]).toEqual([[], null])
})

test('a month that two employers paid for counts the higher base', () => {
  const second = stated(
    'li',
    'SocialInsurancePaid',
    { month: '2026-10', baseFen: 4000_00, employer: 'b' },
    { key: '2026-10/b' },
  )
  expect(monthlyBase(factsOf(insured('li', 3000, '2026-10'), second), '2026-10')).toBe(4000_00)
})

test('the pension is the one paid last, within three months', () => {
  const facts = factsOf(
    pensioned('li', 3000, 'urban-employee', '2026-08'),
    pensioned('li', 3100, 'urban-employee', '2026-09'),
  )
  expect(pensionOn(facts, day)).toMatchObject({
    monthlyFen: 3100_00,
    kind: 'urban-employee',
    fact: { data: { month: '2026-09' } },
  })
  expect(pensionOn(facts, '2026-12-31')?.monthlyFen).toBe(3100_00)
  expect(pensionOn(facts, '2027-01-01')).toBeNull()
  expect(pensionOn(facts, '2026-08-31')?.monthlyFen).toBe(3000_00)
})

test('arrears paid in one lump are not a pension of that size', () => {
  const late = pensioned('li', 15_000, 'urban-employee', '2026-09')
  const usual = pensioned('li', 3000, 'urban-employee', '2026-08')
  expect(pensionOn(factsOf(late, usual), day)?.monthlyFen).toBe(3000_00)
})

test('of several kinds of pension the largest is named, and all are income', () => {
  const family = couple.with(
    pensioned('li', 200, 'resident', '2026-10'),
    pensioned('li', 900, 'land-expropriated', '2026-10'),
  )
  expect(pensionOn(family.members[0]?.facts ?? {}, day)?.kind).toBe('land-expropriated')
  expect(yuan(family)).toBe(1100)
})
