import { type Free, isFree, textOf } from './free-json.ts'

/** Feeds by which births and deaths become facts, whoever tells of them. */
export const VITAL_FEEDS = ['birth-certificate', 'death-certificate'] as const
type VitalFeed = (typeof VITAL_FEEDS)[number]

/** A row of a feed as an office would send it. What the message did not say is not there: intake sets the row aside and says why. */
export type VitalRow = { readonly feed: VitalFeed; readonly cells: Readonly<Record<string, string>> }

/** One event of a civil registry's message (CRVS 1.0.0), as far as it is read. */
type Told = { readonly reg_event_type?: string | undefined; readonly reg_record_type?: string | undefined }

/**
 * The row that one record of an event of a civil registry becomes; null for what is neither a birth nor a death. The standard leaves the names of
 * events to each country: `LiveBirth` and `Death` are read with or without a namespace, and what says that it reverses, cancels or annuls one
 * (`DeathReversal`) takes it back.
 */
export const vitalRow = ({ reg_event_type, reg_record_type }: Told, record: Free): VitalRow | null => {
  const name = [reg_event_type, reg_record_type].map((text) => text?.split(':').at(-1) ?? '').join(' ')
  const withdrawn = /revers|cancel|annul|void|withdraw/i.test(name) ? { 操作类型: '撤销' } : {}
  if (/death|deceas/i.test(name))
    return { feed: 'death-certificate', cells: said({ ...deathOf(record), ...withdrawn }) }
  if (/birth/i.test(name)) return { feed: 'birth-certificate', cells: said({ ...birthOf(record), ...withdrawn }) }
  return null
}

const deathOf = (record: Free) => ({
  身份证号: idNumberOf(record.identifier),
  姓名: nameOf(record.name),
  死亡日期: dayOf(record.death_date),
  死亡地点: placeOf(record.death_place),
})

const birthOf = (record: Free) => {
  const parents = [record.parent1_identifier, record.parent2_identifier].map(idNumberOf)
  return {
    出生证编号: identifiersOf(record.identifier).find(({ type }) => /birth/i.test(type))?.value,
    母亲身份证号: parents.find((id) => id !== undefined && !isMale(id)),
    父亲身份证号: parents.find((id) => id !== undefined && isMale(id)),
    新生儿身份证号: idNumberOf(record.identifier),
    新生儿姓名: nameOf(record.name),
    出生日期: dayOf(record.birth_date),
  }
}

const said = (cells: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cells).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))

const identifiersOf = (value: unknown): readonly { readonly type: string; readonly value: string }[] =>
  (Array.isArray(value) ? value : [value]).filter(isFree).flatMap((each) => {
    const known = textOf(each.identifier_value)
    return known === undefined ? [] : [{ type: textOf(each.identifier_type) ?? '', value: known }]
  })

/** The number of a person (UIN, NIN): any identifier that is no number of a registration. */
const idNumberOf = (value: unknown): string | undefined =>
  identifiersOf(value).find(({ type }) => !/reg_?no|birth|death/i.test(type))?.value

/** Odd in the place that tells the sex (GB 11643). */
const isMale = (idNumber: string): boolean => Number(idNumber.at(-2)) % 2 === 1

const nameOf = (value: unknown): string | undefined =>
  isFree(value) ? textOf(`${textOf(value.surname) ?? ''}${textOf(value.given_name) ?? ''}`) : textOf(value)

const placeOf = (value: unknown): string | undefined => (isFree(value) ? textOf(value.name) : textOf(value))

const SHANGHAI_MS = 8 * 60 * 60 * 1000

/** The day of a moment here; a text without a zone is of here already. */
const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  if (text === undefined || !/(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T')) return text?.slice(0, 10)
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? text : new Date(moment + SHANGHAI_MS).toISOString().slice(0, 10)
}
