import { synthCounty } from '@shouwang/synth'
import { describe, expect, test } from 'vitest'
import { detectCounty } from './detect.ts'

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

describe.each([11, 23, 47])('in the county of seed %i', (seed) => {
  const county = synthCounty({ seed, people: 600, to: '2026-10-31' })
  const truth = [...county.truth()]
  const { firesOf, setAside } = detectCounty(county)
  const fires = (householdNo: string): readonly string[] => firesOf.get(householdNo) ?? []

  test('every hardship is noticed, and nothing that only looks like one', () => {
    const missed = truth.flatMap(({ scenario, householdNo, mustFire }) =>
      mustFire.filter((id) => !fires(householdNo).includes(id)).map((id) => `${scenario}: ${id}`),
    )
    const falsely = truth.flatMap(({ scenario, householdNo, mustNotFire }) =>
      mustNotFire.filter((id) => fires(householdNo).includes(id)).map((id) => `${scenario}: ${id}`),
    )
    expect({ missed, falsely }).toEqual({ missed: [], falsely: [] })
  })

  test('no ordinary family is troubled', () => {
    const told = new Set(truth.map(({ householdNo }) => householdNo))
    const troubled = [...firesOf].filter(([household, ids]) => !told.has(household) && ids.length > 0)
    expect(troubled).toEqual([])
  })

  test('only the rows that cannot be read are set aside', () => {
    expect(setAside).toEqual(county.rejected)
  })

  test('precision and recall are told', () => {
    const wanted = truth.reduce((sum, { mustFire }) => sum + mustFire.length, 0)
    const found = truth.reduce(
      (sum, { householdNo, mustFire }) => sum + mustFire.filter((id) => fires(householdNo).includes(id)).length,
      0,
    )
    const quiet = new Map(truth.map(({ householdNo, mustNotFire }) => [householdNo, mustNotFire]))
    const wrong = [...firesOf].reduce((sum, [household, ids]) => {
      const forbidden = quiet.get(household) ?? ids
      return sum + ids.filter((id) => forbidden.includes(id)).length
    }, 0)
    console.info(
      `seed ${seed}: ${firesOf.size} households, ${truth.length} scripted; recall ${percent(found, wanted)}, precision ${percent(found, found + wrong)}`,
    )
    expect([found, wrong]).toEqual([wanted, 0])
  })
})
