import { describe, expect, test } from 'vitest'
import { livingIn, trueCounty } from '../src/index.ts'

const county = trueCounty({ seed: 3, people: 8000, to: '2026-10-31' })
const { households, span } = county
const watched = span.months
  .keys()
  .filter((month) => month >= span.firstWatched)
  .toArray()
const inhabitants = households.reduce((sum, household) => sum + livingIn(household, span.firstWatched).length, 0)
const perPersonYear = (kinds: readonly string[]): number =>
  households
    .flatMap(({ happenings }) => happenings)
    .filter(({ kind, month }) => kinds.includes(kind) && month >= span.firstWatched).length / inhabitants
const inNeed = (month: number) => households.filter(({ months }) => months[month]?.need != null)

describe('the truth', () => {
  test('is as large as asked for, and the same for the same seed', () => {
    expect(Math.abs(inhabitants - 8000)).toBeLessThan(800)
    const again = trueCounty({ seed: 3, people: 8000, to: '2026-10-31' })
    expect(again.households[17]).toEqual(households[17])
    expect(again.deliveryOf(14, new Map())).toEqual(county.deliveryOf(14, new Map()))
    expect(trueCounty({ seed: 4, people: 8000, to: '2026-10-31' }).households[17]).not.toEqual(households[17])
  })

  test('has ordinary illness, deaths, births and divorces at real rates', () => {
    expect(perPersonYear(['stay'])).toBeGreaterThan(0.15)
    expect(perPersonYear(['stay'])).toBeLessThan(0.23)
    expect(perPersonYear(['death']) * 1000).toBeGreaterThan(5)
    expect(perPersonYear(['death']) * 1000).toBeLessThan(13)
    expect(perPersonYear(['birth']) * 1000).toBeGreaterThan(3.5)
    expect(perPersonYear(['birth']) * 1000).toBeLessThan(11)
    expect(perPersonYear(['divorce']) * 1000).toBeGreaterThan(0.7)
    expect(perPersonYear(['divorce']) * 1000).toBeLessThan(5)
  })

  test('knows need by what is left to live on, of those on the roll too, and of few', () => {
    for (const month of watched) {
      const share = inNeed(month).length / households.length
      expect(share).toBeGreaterThan(0.02)
      expect(share).toBeLessThan(0.09)
    }
    const poor = inNeed(span.firstWatched)
    expect(poor.some(({ roll }) => roll !== null)).toBe(true)
    for (const { months } of poor) {
      const { heads, incomeYuan, aidYuan, outlayYuan, savingsYuan, need } = months[span.firstWatched] ?? expect.fail()
      if (need === 'care') continue
      expect(savingsYuan).toBeLessThanOrEqual(0)
      expect(incomeYuan + aidYuan - outlayYuan).toBeLessThan(3 * 1120 * heads)
    }
  })

  test('a household in need earns more often in ways that no office sees', () => {
    const seen = (household: (typeof households)[number]): boolean =>
      household.people.some(({ months }) => ['formal', 'public'].includes(months[span.firstWatched]?.livelihood ?? ''))
    const share = (of: readonly (typeof households)[number][]): number => of.filter(seen).length / of.length
    expect(share(inNeed(span.firstWatched))).toBeLessThan(share(households) / 2)
  })
})

describe('the files', () => {
  const first = county.deliveryOf(span.firstWatched - 1, new Map())
  const later = watched.map((month) => county.deliveryOf(month, new Map()))

  test('tell nothing of what is hidden: no row names savings, need or what children give', () => {
    const words = new Set(first.rows.flatMap(({ row }) => Object.keys(row)))
    expect([...words].filter((word) => /储蓄|困难程度|子女给/.test(word))).toEqual([])
  })

  test('miss people without local registration in the register, and some of them altogether', () => {
    const registered = new Set(
      first.rows.flatMap(({ feed, row }) => (feed === 'resident-register' ? [row.公民身份号码] : [])),
    )
    const permitted = new Set(
      first.rows.flatMap(({ feed, row }) => (feed === 'residence-permit' ? [row.身份证号] : [])),
    )
    const strangers = households
      .filter(({ registeredHere }) => !registeredHere)
      .flatMap(({ people }) => people.filter(({ from }) => from === 0))
    expect(strangers.filter(({ idNumber }) => registered.has(idNumber))).toEqual([])
    const known = strangers.filter(({ idNumber }) => permitted.has(idNumber)).length
    expect(known).toBeGreaterThan(strangers.length * 0.6)
    expect(known).toBeLessThan(strangers.length * 0.95)
  })

  test('come late, by halves and with corrections after the fact', () => {
    const all = [first, ...later]
    expect(
      all.some(
        ({ whole }) => !whole.has('social-insurance') || !whole.has('pension-pay') || !whole.has('med-settlement'),
      ),
    ).toBe(true)
    const bills = later.flatMap(({ rows, day }) =>
      rows.flatMap(({ feed, row }) => (feed === 'med-settlement' ? [{ row, day }] : [])),
    )
    expect(bills.some(({ row }) => row.refd_setl_flag === '1')).toBe(true)
    expect(bills.some(({ row, day }) => String(row.setl_time).slice(0, 7) < day.slice(0, 7))).toBe(true)
  })

  test('of a household that was granted aid, the roll says so from its month on', () => {
    const household = inNeed(span.firstWatched).find(({ roll }) => roll === null) ?? expect.fail()
    const granted = new Map([
      [household, { from: 14, roll: { programme: '低保', since: '', monthlyYuan: 700 } as const }],
    ])
    const listed = (month: number): boolean =>
      county
        .deliveryOf(month, granted)
        .rows.some(({ feed, row }) => feed === 'assistance-roll' && row.家庭编号 === `JZ${household.no}`)
    expect([listed(13), listed(14)]).toEqual([false, true])
  })
})
