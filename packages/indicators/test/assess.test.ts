import { Assessment, type Day, type Level } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { describe, expect, test } from 'vitest'
import { type Assessed, assess, assessBy, type Fires, type Indicator, type LevelHistory } from '../src/index.ts'
import { Case } from './case-format.ts'
import { personOf, profileOfCase } from './profile-of-case.ts'

const book = loadPolicies()
const day = '2026-10-31'
const household = (members: unknown[] = [{ id: 'li', born: '1980-01-01' }], on: Day = day) =>
  profileOfCase(Case.parse({ name: 'x', day: on, members, expect: { status: 'clear' } }))

const fires = (more: Partial<Fires> = {}): Fires => ({
  status: 'fires',
  confidence: 1,
  person: null,
  reason: '因病支出过大',
  observations: [],
  facts: [],
  ...more,
})

const indicator = (id: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  name: id,
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { health: 40 },
  source: '测试',
  reads: [],
  parameters: [],
  programmes: [],
  judge: () => fires(),
  ...more,
})

const judged = (...indicators: Indicator[]) => assessBy(indicators)(household(), policyOn(book, null, day), day)

describe('one day', () => {
  test('an assessment keeps to its contract once it is given a version', () => {
    const { levelHistory: _, ...assessed } = assess(household(), policyOn(book, null, day), day)
    expect(Assessment.parse({ ...assessed, version: 1 })).toEqual({ ...assessed, version: 1 })
  })

  test('the level is no lower than that of the gravest lead', () => {
    expect(judged(indicator('a', { level: 'blue' }), indicator('b', { level: 'red' })).levelToday).toBe('red')
    expect(judged(indicator('a', { level: 'blue', judge: () => fires({ level: 'orange' }) }))).toMatchObject({
      levelToday: 'orange',
      fires: [{ indicator: 'a', level: 'orange', advice: [] }],
    })
  })

  test('several slight leads that come together raise the level above each of them', () => {
    const everywhere = { household: 60, health: 60, assets: 60, income: 60, expenditure: 60 }
    const together = judged(indicator('a', { level: 'blue', dimensions: everywhere }))
    expect(together).toMatchObject({ score: 70, levelToday: 'orange' })
  })

  test('points of a dimension add up to at most a hundred, each as far as it is sure', () => {
    const sure = indicator('a', { dimensions: { health: 80 } })
    const unsure = indicator('b', { dimensions: { health: 80, income: 40 }, judge: () => fires({ confidence: 0.5 }) })
    expect(judged(sure, unsure).scores).toEqual({ household: 0, health: 100, assets: 0, income: 20, expenditure: 0 })
  })

  test('what is unknown lowers the confidence and is neither clear nor zero', () => {
    const blind = indicator('b', {
      judge: () => ({ status: 'unknown', missing: ['救助名册未送达'], awaits: ['assistance-roll'] }),
    })
    expect(judged(indicator('a', { judge: () => ({ status: 'clear' }) }), blind)).toMatchObject({
      unknown: [{ indicator: 'b', missing: ['救助名册未送达'], awaits: ['assistance-roll'] }],
      fires: [],
      confidence: 0.5,
      levelToday: 'none',
    })
  })

  test('the next review is the earliest day ahead on which time could change a verdict', () => {
    const due = (id: string, reviewOn: Day) => indicator(id, { judge: () => ({ status: 'clear', reviewOn }) })
    expect(judged(due('a', '2027-03-01'), due('b', '2026-12-01'), due('c', day)).reviewOn).toBe('2026-12-01')
  })

  test('an indicator that needs a fact is not asked while no member has it', () => {
    const needy = indicator('a', { quietWithout: ['FireReported'] })
    expect(judged(needy)).toMatchObject({ fires: [], unknown: [] })
    const burnt = household([{ id: 'li', facts: [{ FireReported: {} }] }])
    expect(assessBy([needy])(burnt, policyOn(book, null, day), day).fires).toHaveLength(1)
  })

  test('a household that nobody belongs to is clear and needs no review', () => {
    const nobody = assessBy([indicator('a')])(household([]), policyOn(book, null, day), day)
    expect(nobody).toMatchObject({ fires: [], unknown: [], level: 'none', reviewOn: null, members: [] })
  })

  test('an indicator that throws is not hidden', () => {
    const broken = indicator('a', {
      judge: () => {
        throw new TypeError('broken')
      },
    })
    expect(() => judged(broken)).toThrow('broken')
  })

  test('members are named in the order of the profile', () => {
    expect(judged().members).toEqual([personOf('li')])
  })
})

describe('from day to day', () => {
  const at =
    (
      level: Level,
    ): Assessed['levelHistory'] extends LevelHistory ? (on: Day, before?: LevelHistory) => Assessed : never =>
    (on, before) =>
      assessBy([indicator('a', { judge: () => (level === 'none' ? { status: 'clear' } : fires({ level })) })])(
        household(undefined, on),
        policyOn(book, null, on),
        on,
        before,
      )

  test('the level rises at once', () => {
    const before = at('yellow')('2026-10-01').levelHistory
    expect(at('red')('2026-10-02', before).level).toBe('red')
  })

  test('the level falls only after its settling time, and asks to be judged again on that day', () => {
    const red = at('red')('2026-10-01').levelHistory
    const lower = at('none')('2026-10-02', red)
    expect(lower).toMatchObject({ levelToday: 'none', level: 'red', reviewOn: '2026-11-01' })
    expect(at('none')('2026-10-31', lower.levelHistory).level).toBe('red')
    expect(at('none')('2026-11-01', lower.levelHistory)).toMatchObject({ level: 'none', reviewOn: null })
  })

  test('the level falls to the highest that the facts asked for meanwhile', () => {
    const red = at('red')('2026-10-01').levelHistory
    const orange = at('orange')('2026-10-02', red).levelHistory
    const fallen = at('none')('2026-11-01', orange)
    expect(fallen).toMatchObject({ level: 'orange', reviewOn: '2026-12-01' })
    expect(at('none')('2026-12-01', fallen.levelHistory).level).toBe('none')
  })

  test('a level that is asked for again starts its settling time anew', () => {
    const lower = at('none')('2026-10-02', at('red')('2026-10-01').levelHistory).levelHistory
    const again = at('red')('2026-10-20', lower).levelHistory
    expect(at('none')('2026-11-05', again).level).toBe('red')
  })

  test('a mistake that is corrected within its day leaves no trace', () => {
    const before = at('blue')('2026-10-01').levelHistory
    const mistaken = at('red')('2026-10-05', before)
    const corrected = at('blue')('2026-10-05', mistaken.levelHistory)
    expect(mistaken.level).toBe('red')
    expect(corrected).toEqual(at('blue')('2026-10-05', before))
    const firstDay = at('none')('2026-10-05', at('red')('2026-10-05').levelHistory)
    expect(firstDay).toEqual(at('none')('2026-10-05'))
  })

  test('a household is not judged on a day before its last', () => {
    const later = at('blue')('2026-10-05').levelHistory
    expect(() => at('blue')('2026-10-04', later)).toThrow(/was judged on 2026-10-05/)
  })

  test('what stands can be kept as JSON', () => {
    const lower = at('none')('2026-10-02', at('red')('2026-10-01').levelHistory)
    expect(at('none')('2026-11-01', JSON.parse(JSON.stringify(lower.levelHistory)))).toEqual(
      at('none')('2026-11-01', lower.levelHistory),
    )
  })
})
