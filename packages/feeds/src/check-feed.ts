import { changeEventData } from '@shouwang/contracts'
import type { z } from 'zod'
import { literal, meaningsOf } from './code-table.ts'
import type { Column, ColumnKind } from './column.ts'
import type { EventFeed, Feed, ValueSource } from './feed.ts'
import { transforms } from './transforms.ts'

/** What is wrong with a catalogue file beyond its form, and at which key. */
export type FeedProblem = { readonly key: string; readonly problem: string }

/** Checks what a feed's parts say of each other: names, tables, and whether its values fit the event's schema. */
export const checkFeed = (feed: Feed): readonly FeedProblem[] => [
  ...checkTables(feed),
  ...(feed.delivers === 'reference' ? [] : [...checkPersons(feed), ...checkNames(feed), ...checkData(feed)]),
]

const isPerson = (column: Column | undefined): boolean =>
  column?.kind === 'id-number' || column?.kind === 'disability-certificate'

const checkTables = ({ columns, tables }: Feed): readonly FeedProblem[] => {
  const used = new Set(Object.values(columns).flatMap((column) => (column.kind === 'code' ? [column.table] : [])))
  const lacking = Object.entries(columns).flatMap(([name, column]) =>
    column.kind === 'code' && !Object.hasOwn(tables, column.table)
      ? [{ key: `columns.${name}.table`, problem: `there is no table "${column.table}" under tables` }]
      : [],
  )
  const idle = Object.keys(tables).filter((table) => !used.has(table))
  return [...lacking, ...idle.map((table) => ({ key: `tables.${table}`, problem: 'no column of kind code uses it' }))]
}

const checkPersons = ({ columns, subject }: EventFeed): readonly FeedProblem[] => {
  const problems: FeedProblem[] = []
  const column = columns[subject]
  if (!isPerson(column) || column?.required !== true)
    problems.push({
      key: 'subject',
      problem: `"${subject}" must be a required column of kind id-number or disability-certificate`,
    })
  for (const [name, column] of Object.entries(columns))
    if ('of' in column && column.of !== undefined && !isPerson(columns[column.of]))
      problems.push({ key: `columns.${name}.of`, problem: `"${column.of}" is not a column that names a person` })
  return problems
}

const checkNames = (feed: EventFeed): readonly FeedProblem[] => {
  const problems: FeedProblem[] = []
  const known = new Set(Object.keys(feed.columns))
  const check = (key: string, reference: string) => {
    if (specimensOf(feed, reference, known).length === 0)
      problems.push({ key, problem: `"${reference}" is no column, no derived value above it, and no part of one` })
  }
  for (const [name, source] of Object.entries(feed.derived)) {
    for (const reference of referencesIn(source)) check(`derived.${name}`, reference)
    if (known.has(name)) problems.push({ key: `derived.${name}`, problem: 'a column has this name already' })
    known.add(name)
  }
  for (const source of Object.entries(feed.data))
    for (const reference of referencesIn(source[1])) check(`data.${source[0]}`, reference)
  for (const reference of feed.sourceKey) check('sourceKey', reference)
  for (const [part, source] of Object.entries(feed.unnamed ?? {}))
    for (const reference of source === undefined ? [] : referencesIn(source)) check(`unnamed.${part}`, reference)
  const revision = feed.delivers === 'changes' ? feed.revision : undefined
  const prefers = feed.delivers === 'snapshot' ? feed.prefers : undefined
  if (prefers !== undefined) check('prefers.column', prefers.column)
  for (const name of revision?.by ?? [])
    if (feed.columns[name]?.kind !== 'day')
      problems.push({ key: 'revision.by', problem: `"${name}" is not a column of kind day` })
  if (revision?.last !== undefined) check('revision.last.column', revision.last.column)
  return problems
}

const checkData = (feed: EventFeed): readonly FeedProblem[] => {
  const shape: Readonly<Record<string, z.ZodType>> = changeEventData[feed.event].shape
  const known = new Set([...Object.keys(feed.columns), ...Object.keys(feed.derived)])
  const strangers = Object.keys(feed.data).filter((field) => !Object.hasOwn(shape, field))
  const problems = strangers.map((field) => ({
    key: `data.${field}`,
    problem: `${feed.event} has no such field; it has ${Object.keys(shape).join(', ')}`,
  }))
  for (const [field, schema] of Object.entries(shape)) {
    const source = feed.data[field] ?? (known.has(field) ? field : undefined)
    if (source === undefined)
      problems.push({
        key: `data.${field}`,
        problem: `${feed.event} needs it: name a column ${field}, or say here how it is made`,
      })
    else
      for (const specimen of specimens(feed, source, known))
        if (specimen !== undefined && !schema.safeParse(specimen).success)
          problems.push({
            key: `data.${field}`,
            problem: `${JSON.stringify(specimen)} would not be a ${field} of ${feed.event}`,
          })
  }
  return problems
}

const referencesIn = (source: ValueSource): readonly string[] =>
  typeof source === 'string' ? [source] : 'of' in source ? source.of : []

/** Values such as a source would give; undefined stands for one that can't be told beforehand. */
const specimens = (feed: EventFeed, source: ValueSource, known: ReadonlySet<string>): readonly unknown[] => {
  if (typeof source === 'string') return specimensOf(feed, source, known)
  if ('constant' in source) return [literal(source.constant)]
  const { minimum, reads, specimen } = transforms[source.transform]
  if (source.of.length < minimum) return [`${source.transform} without ${reads}`]
  return source.transform === 'first' ? firstSpecimens(feed, source.of, known) : [specimen]
}

/** Nothing in one of them lets the next tell; nothing in the last is nothing. */
const firstSpecimens = (feed: EventFeed, of: readonly string[], known: ReadonlySet<string>): readonly unknown[] =>
  of.flatMap((one, at) => specimensOf(feed, one, known).filter((value) => value !== null || at === of.length - 1))

const specimensOf = (feed: EventFeed, reference: string, known: ReadonlySet<string>): readonly unknown[] => {
  const [name = '', part] = reference.split('.')
  if (!known.has(name)) return []
  const column = feed.columns[name]
  if (column === undefined) return part === undefined ? specimens(feed, feed.derived[name] ?? name, known) : []
  if (part !== undefined) return part in partSpecimens(column.kind) ? [partSpecimens(column.kind)[part]] : []
  const table = column.kind === 'code' ? feed.tables[column.table] : undefined
  const read = table === undefined ? [kindSpecimens[column.kind]] : meaningsOf(table)
  return 'default' in column && column.default !== undefined ? [...read, literal(column.default)] : read
}

const partSpecimens = (kind: ColumnKind): Readonly<Record<string, unknown>> => {
  const person = { person: `p_${'0'.repeat(24)}`, birthDate: '2000-02-29', sex: 'female' }
  if (kind === 'id-number') return person
  return kind === 'disability-certificate' ? { ...person, category: 1, level: 1, number: 'key', reissue: 'B1' } : {}
}

/** Direct identifiers fit no field of any event. */
const kindSpecimens: Readonly<Record<ColumnKind, unknown>> = {
  'id-number': `p_${'0'.repeat(24)}`,
  'disability-certificate': 'key',
  name: Symbol('name'),
  phone: Symbol('phone'),
  address: Symbol('address'),
  note: Symbol('note'),
  day: '2026-10-31',
  month: '2026-10',
  money: 100,
  integer: 1,
  number: 0.5,
  area: 90.5,
  share: 50,
  code: undefined,
  region: '350200000000',
  text: 'text',
  identifier: '1',
  keyed: 'key',
}
