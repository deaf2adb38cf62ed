import {
  addMonths,
  type ChangeEventType,
  changeEventData,
  type Day,
  type PersonId,
  Relation,
} from '@shouwang/contracts'
import { coverageBy, type Facts, type KnownFact, type Profile } from '@shouwang/household'
import type { Case, CaseFact, CaseMember } from './case-format.ts'
import { factDefaults } from './fact-defaults.ts'

/** The pseudonym of a short name: `li` is always the same valid `p_…`. */
export const personOf = (name: string): PersonId =>
  `p_${[...name]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(24, '0')}`

/** Puts short names back where a text has pseudonyms: `{p_6c69…}` becomes `{li}`. */
export const withShortNames = (text: string, names: readonly string[]): string =>
  names.reduce((result, name) => result.replaceAll(personOf(name), name), text)

/** The profile that a case describes. Throws ZodError where a fact does not keep to its contract. */
export const profileOfCase = ({ day, region, registered, members, kin, coverage }: Case): Profile => ({
  household: registered ? 'case' : '~case',
  householdNo: registered ? 'case' : '',
  region,
  members: members.map((member) => ({
    person: personOf(member.id),
    relation: Relation.parse(member.relation),
    sex: member.sex,
    birthDate: member.born,
    livesElsewhere: false,
    facts: factsOfCase([...registration(member), ...member.facts], day, region),
  })),
  doubts: false,
  kin: new Map(Object.entries(kin).map(([name, facts]) => [personOf(name), factsOfCase(facts, day, region)])),
  coverage: coverageBy(
    Object.fromEntries(
      Object.entries(coverage).map(([feed, until]) => [
        feed,
        typeof until === 'string' ? { day: until, throughMonth: until.slice(0, 7) } : until,
      ]),
    ),
  ),
})

const registration = ({ born, relation, sex }: CaseMember): CaseFact[] =>
  born === null ? [] : [{ ResidentRegistered: { birthDate: born, relation, sex } }]

const factsOfCase = (stated: readonly CaseFact[], day: Day, region: string): Facts => {
  const facts: Record<string, KnownFact[]> = {}
  for (const fact of stated) {
    const { key, statedOn = day, ...byType } = fact
    for (const [type, fields] of Object.entries(byType) as [ChangeEventType, Record<string, unknown>][]) {
      for (const each of overMonths(fields)) {
        const known = facts[type] ?? []
        facts[type] = [...known, knownFact(type, each, key ?? `${type}-${known.length + 1}`, statedOn, day, region)]
      }
    }
  }
  return facts as Facts
}

const knownFact = (
  type: ChangeEventType,
  fields: Record<string, unknown>,
  sourceKey: string,
  statedOn: Day,
  day: Day,
  region: string,
): KnownFact => {
  const { feed, provider, data } = factDefaults[type]
  const place = type === 'ResidentRegistered' ? { region } : {}
  const filled = withSums({ ...data(day), ...place, ...inContractUnits(fields) }, type)
  return { sourceKey, feed, provider, day: statedOn, data: changeEventData[type].strict().parse(filled) as never }
}

/** `month: 2026-01..2026-03` stands for one fact in each of these months. */
const overMonths = (fields: Record<string, unknown>): Record<string, unknown>[] => {
  const [from, to] = typeof fields.month === 'string' ? fields.month.split('..') : []
  if (from === undefined || to === undefined) return [fields]
  const months: string[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months.map((month) => ({ ...fields, month }))
}

/** `lossYuan: 3000` is `lossFen: 300000`; `spouse: wang` is her pseudonym. */
const inContractUnits = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      if (field.endsWith('Yuan')) return [field.replace(/Yuan$/, 'Fen'), Math.round(Number(value) * 100)]
      if (['spouse', 'father', 'mother', 'child', 'other'].includes(field) && typeof value === 'string')
        return [field, personOf(value)]
      return [field, value]
    }),
  )

const withSums = (fields: Record<string, unknown>, type: ChangeEventType): Record<string, unknown> => {
  if (type !== 'MedicalSettled') return fields
  const burden = Number(fields.inScopeSelfPaidFen) + Number(fields.outOfScopeFen)
  return { totalFen: burden, personalBurdenFen: burden, ...fields }
}
