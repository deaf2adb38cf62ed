import { synthCounty } from '@shouwang/synth'
import { expect, test } from 'vitest'
import { kinOfCounty } from './detect.ts'

test('kin of officials on a roll need a record, from their feed alone; their neighbours on record, and all others, are left alone', () => {
  const county = synthCounty({ seed: 11, people: 600, to: '2026-10-31' })
  const stateOf = kinOfCounty(county)
  const told = [...county.truth()]
  const statesOf = (wanted: string) =>
    new Set(told.filter(({ scenario }) => scenario === wanted).map(({ householdNo }) => stateOf.get(householdNo)))
  expect(statesOf('recheck-overdue')).toEqual(new Set(['needed']))
  expect(statesOf('rechecked-in-time')).toEqual(new Set(['recorded']))
  const kin = new Set(
    told
      .filter(({ scenario }) => scenario === 'recheck-overdue' || scenario === 'rechecked-in-time')
      .map(({ householdNo }) => householdNo),
  )
  const others = [...stateOf].filter(([householdNo]) => !kin.has(householdNo)).map(([, state]) => state)
  expect(new Set(others)).toEqual(new Set(['none']))
})
