import type { Day, EvidenceFact, FiringVerdict } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  type CaseworkRules,
  considerAssessment,
  drawFrom,
  emptyFile,
  type HouseholdFile,
  openFromStock,
  roomFor,
  stockOf,
  wake,
  wakeOn,
} from '../src/index.ts'
import { assessment, circumstances, lead, li, rules, taskOf } from './builders.ts'

const surveying: CaseworkRules = { ...rules, stock: { ...rules.stock, isSurvey: true } }
const atFirst = circumstances('2026-11-02', { rules: surveying })
const later = (day: Day) => circumstances(day)

const fact = (type: EvidenceFact['type'], day: Day, sourceKey = `${type}/${day}`): EvidenceFact => ({
  ...{ person: li, type, sourceKey, feed: 'f', provider: '某局', day },
})
const low = lead('income-below-standard', { level: 'orange', facts: [fact('PensionPaid', '2026-10-20')] })
const bills = lead('high-medical-selfpay-12m', {
  level: 'orange',
  facts: [fact('MedicalSettled', '2026-02-01'), fact('MedicalSettled', '2026-10-28')],
})
const onList = (leads: readonly FiringVerdict[] = [low]): HouseholdFile =>
  considerAssessment(emptyFile('350100000001'), assessment(1, leads), atFirst).file

describe('what a place’s first deliveries tell of old situations waits its turn', () => {
  test('a first delivery no longer opens a task for every old situation on one day', () => {
    const { file, events } = considerAssessment(emptyFile('350100000001'), assessment(1, [low, bills]), atFirst)
    expect(events).toEqual([])
    expect(file.tasks).toEqual({})
    expect(stockOf(file)).toEqual({ since: '2026-11-02', by: '2027-11-02' })
    expect(Object.keys(file.firing)).toHaveLength(2)
  })

  test('where no place began, everything opens its task at once', () => {
    const { file } = considerAssessment(emptyFile('350100000001'), assessment(1, [low]), later('2026-11-02'))
    expect(taskOf(file).leads).toHaveLength(1)
    expect(stockOf(file)).toBeNull()
  })

  test.each([
    ['a red lead', lead('high-medical-selfpay-12m', { level: 'red' })],
    ['a death of the last days', lead('breadwinner-death', { facts: [fact('DeathReported', '2026-10-25')] })],
    ['bills that all came in the last days', lead('single-stay', { facts: [fact('MedicalSettled', '2026-10-25')] })],
    ['a row whose name does not fit', lead('x', { facts: [{ ...fact('PensionPaid', '2026-10-20'), doubtful: true }] })],
    ['a check of aid that is held', lead('vehicle-acquired', { direction: 'wrong' })],
    ['a family that asks', lead('hotline-grid-lead', { direction: 'urgent' })],
  ])('%s waits on no list', (_, news) => {
    const { file } = considerAssessment(emptyFile('350100000001'), assessment(1, [news]), atFirst)
    expect(Object.values(file.tasks)).toHaveLength(1)
    expect(stockOf(file)).toBeNull()
  })

  test('a first delivery told of last year’s bills on its own day, and each of them passed for news', () => {
    const told = (type: EvidenceFact['type'], on: Day): EvidenceFact => ({ ...fact(type, '2026-11-02', on), on })
    const old = [told('MedicalSettled', '2026-03-01'), told('MedicalSettled', '2026-04-01')]
    expect(stockOf(onList([lead('high-medical-selfpay-12m', { level: 'orange', facts: old })]))).not.toBeNull()
    expect(
      stockOf(onList([lead('breadwinner-death', { facts: [told('DeathReported', '2025-12-01')] })])),
    ).not.toBeNull()
    expect(stockOf(onList([lead('breadwinner-death', { facts: [told('DeathReported', '2026-10-30')] })]))).toBeNull()
  })

  test('a death of last year is how things have been', () => {
    expect(
      stockOf(onList([lead('breadwinner-death', { facts: [fact('DeathReported', '2025-12-01')] })])),
    ).not.toBeNull()
  })

  test('the visitor of a family that asked for help knows what else waited, whichever came first', () => {
    const asks = lead('hotline-grid-lead', { direction: 'urgent' })
    const asked = considerAssessment(onList(), assessment(2, [low, asks]), atFirst).file
    const first = considerAssessment(emptyFile('350100000001'), assessment(1, [asks]), atFirst).file
    const found = considerAssessment(first, assessment(2, [low, asks]), atFirst).file
    for (const file of [asked, found]) {
      expect(Object.keys(file.tasks).sort()).toEqual(['missed', 'urgent'])
      expect(stockOf(file)).toBeNull()
    }
  })
})

describe('nothing on the list is lost', () => {
  test('records of the first days that come in pieces add to what waits, and keep its day', () => {
    const next = circumstances('2026-11-09', { rules: surveying })
    const file = considerAssessment(onList(), assessment(2, [low, bills], { day: '2026-11-09' }), next).file
    expect(file.tasks).toEqual({})
    expect(stockOf(file)).toEqual({ since: '2026-11-02', by: '2027-11-02' })
    expect(openFromStock(file, next).file.tasks.missed?.leads).toHaveLength(2)
  })

  test('anything new after the first days opens one task with all that waited', () => {
    const c = later('2027-01-10')
    const { file, events } = considerAssessment(onList(), assessment(2, [low, bills], { day: '2027-01-10' }), c)
    expect(events.map(({ type }) => type)).toEqual(['TaskOpened'])
    expect(taskOf(file).leads.map(({ indicator }) => indicator)).toEqual([low.indicator, bills.indicator])
    expect(stockOf(file)).toBeNull()
  })

  test('a lead that turns red opens its task while the place still begins', () => {
    const grave = { ...bills, level: 'red' as const }
    const file = considerAssessment(onList([bills]), assessment(2, [grave]), atFirst).file
    expect(taskOf(file)).toMatchObject({ level: 'red' })
    expect(stockOf(file)).toBeNull()
  })

  test('a household whose turn came has its task, and one only', () => {
    const drawn = openFromStock(onList(), later('2026-12-01'))
    expect(drawn.events.map(({ type }) => type)).toEqual(['TaskOpened'])
    expect(taskOf(drawn.file)).toMatchObject({ openedOn: '2026-12-01', assignee: 'W1' })
    expect(openFromStock(drawn.file, later('2026-12-01')).events).toEqual([])
    expect(drawn.file.waitedSince).toBe('2026-11-02')
  })

  test('nobody waits longer than the longest wait, although the place begins for a year', () => {
    const file = onList()
    expect(wakeOn(file)).toBe('2027-11-02')
    expect(wake(file, later('2027-11-01')).events).toEqual([])
    const woken = wake(file, circumstances('2027-11-02', { rules: surveying }))
    expect(woken.events.map(({ type }) => type)).toEqual(['TaskOpened'])
    expect(stockOf(woken.file)).toBeNull()
  })

  test('a lead that no longer holds leaves the list, and is news when it comes back', () => {
    const gone = considerAssessment(onList(), assessment(2, []), later('2026-12-01')).file
    expect(stockOf(gone)).toBeNull()
    expect(taskOf(considerAssessment(gone, assessment(3, [low]), later('2027-01-10')).file).status).toBe('open')
  })

  test('what is left of a household and only supports others is drawn for no visit, and comes with the next lead', () => {
    const fees = lead('education-burden')
    const left = considerAssessment(onList([low, fees]), assessment(2, [fees]), later('2026-12-01')).file
    expect(stockOf(left)).toBeNull()
    expect(left.tasks).toEqual({})
    const after = considerAssessment(left, assessment(3, [fees, bills]), later('2027-01-10')).file
    expect(taskOf(after).leads).toHaveLength(2)
  })
})

describe('whose turn it is', () => {
  const waiting = (places: readonly number[]) =>
    places.map((place, at) => ({ household: `h${at}`, place, since: '2026-11-02' }))
  const tasks = (places: readonly number[], since: Day = '2026-11-02') => places.map((place) => ({ place, since }))

  test('the best of the list go before worse tasks, and no more than there is room for', () => {
    expect(drawFrom(waiting([30, 80, 50]), tasks([70, 40, 20]), 3).map(({ place }) => place)).toEqual([80, 50])
  })

  test('asking twice draws nobody for a second time', () => {
    const [first, ...others] = drawFrom(waiting([90, 80, 10]), tasks([70]), 1)
    expect(others).toEqual([])
    expect(drawFrom(waiting([80, 10]), tasks([70, first?.place ?? 0]), 1)).toEqual([])
  })

  test('an order of rows decides nothing: on one place a task goes first, then the lesser id', () => {
    const two = waiting([50, 50])
    expect(drawFrom([...two].reverse(), tasks([50]), 2)).toEqual(drawFrom(two, tasks([50]), 2))
    expect(drawFrom(two, tasks([50]), 2).map(({ household }) => household)).toEqual(['h0'])
  })

  test('on one place nobody who came later goes before who waited, with a task or without', () => {
    expect(drawFrom(waiting([50]), tasks([50], '2026-12-01'), 1)).toHaveLength(1)
    expect(drawFrom(waiting([50]), tasks([50], '2026-10-01'), 1)).toEqual([])
  })

  test('a village of few households still sends somebody', () => {
    expect(roomFor(12, rules.stock)).toBe(1)
    expect(roomFor(54_500, rules.stock)).toBe(545)
  })
})
