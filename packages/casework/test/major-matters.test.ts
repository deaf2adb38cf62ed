import { expect, test } from 'vitest'
import { type DayHappened, type MajorRules, majorMatters } from '../src/index.ts'

const village = '350203001201'
const rules: MajorRules = { indicators: ['disaster-loss', 'fire-loss'], families: 3, aidFen: 5_000_000 }
const nothing: DayHappened = { leads: [], immediateCases: [], aid: [] }
const lead = (householdNo: string, indicators = ['fire-loss'], taskId = `T-${householdNo}`, region = village) => ({
  ...{ householdNo, indicators, taskId, region },
})
const kinds = (happened: Partial<DayHappened>) =>
  majorMatters({ ...nothing, ...happened }, rules).map(({ kind }) => kind)

test('a fire is reported on its day, once for its task; a lead that can wait is not', () => {
  const leads = [lead('1'), lead('1', ['disaster-loss', 'edge-income-band']), lead('2', ['edge-income-band'])]
  expect(majorMatters({ ...nothing, leads }, rules)).toEqual([
    { kind: 'emergency', about: 'T-1', householdNo: '1', region: village, indicators: ['fire-loss', 'disaster-loss'] },
  ])
})

test('three families of one village are a matter of the village, first; two, or three of three villages, are not', () => {
  expect(kinds({ leads: [lead('1'), lead('2'), lead('3')] })[0]).toBe('several-families')
  expect(kinds({ leads: [lead('1'), lead('2'), lead('2', ['fire-loss'], 'T-other')] })).not.toContain(
    'several-families',
  )
  const apart = ['350203001201', '350203001202', '350203001203'].map((place, at) =>
    lead(`${at}`, undefined, undefined, place),
  )
  expect(kinds({ leads: apart })).toEqual(['emergency', 'emergency', 'emergency'])
})

test('a case that cannot wait, and what one household was given in a day from the sum on', () => {
  const family = { householdNo: '1', region: village }
  expect(kinds({ immediateCases: [{ ...family, caseId: 'C-1' }] })).toEqual(['immediate-case'])
  expect(kinds({ aid: [{ ...family, amountFen: rules.aidFen }] })).toEqual(['great-aid'])
  expect(kinds({ aid: [{ ...family, amountFen: rules.aidFen - 1 }] })).toEqual([])
})
