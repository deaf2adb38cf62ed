import { readFileSync } from 'node:fs'
import type { ChangeEvent, PersonId } from '@shouwang/contracts'
import { catalogue } from '@shouwang/indicators'
import type { FeedRow } from '@shouwang/synth'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { idNumber } from '../journeys/id-number.ts'
import { detect, nameOfPerson, type Rows } from './detect.ts'

const Cell = z.union([z.string(), z.number()])
const RowsOf = z.array(z.tuple([z.string(), z.record(z.string(), Cell)]))
const FamilyInRows = z.strictObject({
  indicator: z.string(),
  day: z.iso.date().default('2026-10-31'),
  region: z.string().default('350203001201'),
  people: z.record(z.string(), z.union([z.tuple([z.string(), Cell]), z.tuple([z.string(), Cell, z.string()])])),
  both: RowsOf,
  fires: RowsOf,
  quiet: RowsOf,
})
type FamilyInRows = z.infer<typeof FamilyInRows>

const families = FamilyInRows.array().parse(
  load(readFileSync(new URL('families-in-rows.yaml', import.meta.url), 'utf8')),
)

const householdNo = '359900000001'

/** The family's rows with ID numbers in place of names, and what cases decided of it. */
const rowsOf = ({ people, region, both, day }: FamilyInRows, other: z.infer<typeof RowsOf>): Rows => {
  const numbers = Object.fromEntries(
    Object.entries(people).map(([name, [born, , sex]], index) => [
      name,
      idNumber(born, sex === 'female' ? 2 * index + 10 : 2 * index + 11),
    ]),
  )
  const filled = (cell: string | number) =>
    typeof cell === 'number' ? cell : cell.replace(/\{(\w+)\}/g, (_, name: string) => numbers[name] ?? name)
  const register = Object.entries(people).map(([name, [born, relation, sex]]) => ({
    feed: 'resident-register',
    row: {
      户号: householdNo,
      公民身份号码: numbers[name] ?? '',
      与户主关系: String(relation),
      性别: sex === 'female' ? '2' : '1',
      出生日期: born,
      区划代码: region,
    },
  }))
  const sent = [...both, ...other]
  const rows = sent
    .filter(([feed]) => feed !== 'decided')
    .map(([feed, row]) => {
      return { feed, row: Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, filled(cell)])) }
    })
  return {
    rows: [...register, ...rows] as unknown as readonly FeedRow[],
    also: sent
      .filter(([feed]) => feed === 'decided')
      .map(([, row]) => decisionOf(row, nameOfPerson(numbers[String(row.person)] ?? ''), day)),
    to: day,
    region: `${region.slice(0, 4)}00000000`,
  }
}

/** A decision comes from a case, and from no department. */
const decisionOf = (
  { programme, from, amountFen }: Record<string, string | number>,
  person: PersonId,
  day: string,
): ChangeEvent => ({
  specversion: '1.0',
  id: 'case/decided',
  source: '/casework',
  type: 'DecisionMade',
  subject: person,
  time: `${day}T09:00:00+08:00`,
  feed: 'casework',
  provider: '民政',
  delivery: 'casework',
  businessday: String(from),
  asof: String(from),
  sourcekey: 'C-1-d1',
  revision: 1,
  retracted: false,
  data: {
    decisionNo: 'C-1-d1',
    caseId: 'C-1',
    result: 'granted',
    programme: String(programme),
    amountFen: Number(amountFen),
    from: String(from),
    to: null,
  },
})

test.each(families)('$indicator fires from the rows of departments', (family) => {
  const { saysOf, setAside } = detect(rowsOf(family, family.fires))
  expect(setAside).toEqual({})
  expect(saysOf.get(householdNo)).toContain(family.indicator)
})

test.each(families)('the neighbour of a family in $indicator is left alone by it', (family) => {
  const { saysOf, setAside } = detect(rowsOf(family, family.quiet))
  expect(setAside).toEqual({})
  expect(saysOf.get(householdNo)).not.toContain(family.indicator)
})

test('every family in rows is of an indicator of the catalogue, and none has two', () => {
  const told = families.map(({ indicator }) => indicator)
  expect(told.filter((id) => !catalogue.some((indicator) => indicator.id === id))).toEqual([])
  expect(new Set(told).size).toBe(told.length)
})
