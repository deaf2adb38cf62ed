import { type ChangeEventType, changeEventData, Dimension } from '@shouwang/contracts'
import { z } from 'zod'
import { Capture } from './capture.ts'
import { CodeTable } from './code-table.ts'
import { Column } from './column.ts'
import { Pull } from './pull.ts'
import { type TransformName, transformNames } from './transforms.ts'

/** Every scalar of a catalogue file is text. */
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const count = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)

/** A column's name, or a part of one: `person.birthDate`, `certificate.level`. */
const Reference = z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z]+)?$/, 'must name a column, like month or person.sex')

/** How a value is made: taken from a column, written down, or computed by a named transform. */
export const ValueSource = z.union([
  Reference,
  z.strictObject({ constant: z.string() }),
  z.strictObject({
    transform: z.enum(transformNames as [TransformName, ...TransformName[]]),
    of: z.array(Reference).min(1),
  }),
])
export type ValueSource = z.infer<typeof ValueSource>

const layout = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /** The department, as its files are named: 医保, 公安户政. */
  provider: z.string().min(1),
  /** R realtime, D daily, W weekly, M monthly, Q quarterly, Y yearly, E on event, A on authorised request. */
  cadence: z.enum(['R', 'D', 'W', 'M', 'Q', 'Y', 'E', 'A']),
  legalBasis: z.string().min(1),
  /** Words that stand in the names of its files. */
  fileNames: z.array(z.string().min(1)).min(1),
  /** Rows above the header row, in sheets with a merged title. */
  titleRows: count.default(0),
  columns: z.record(z.string().regex(/^[A-Za-z_]\w*$/), Column),
  tables: z.record(z.string(), CodeTable).default({}),
}

const statement = {
  ...layout,
  /** Row of the interface list in docs/domain.md §4. */
  interface: count,
  dimensions: z.array(Dimension).min(1),
  /** Where no department sends the feed, it is asked for. */
  pull: Pull.optional(),
  event: z.enum(Object.keys(changeEventData) as [ChangeEventType, ...ChangeEventType[]]),
  /** The column of the person whom the event is about. */
  subject: z.string(),
  /** What makes two rows of a person speak of the same thing; with nothing, each person has one such fact of the feed. */
  sourceKey: z.array(Reference).default([]),
  /** A row with one of these codes under one of these headers withdraws what it says. */
  retract: z
    .strictObject({ headers: z.array(z.string()).min(1), codes: z.array(z.string()).min(1) })
    .default({ headers: ['操作类型', '操作标识', 'op'], codes: ['D', 'DELETE', '删除', '撤销', '撤回', '作废'] }),
  derived: z.record(z.string().regex(/^[A-Za-z_]\w*$/), ValueSource).default({}),
  /**
   * Rows of the feed may tell of a need without saying whose: then somebody goes and finds out. Where each part of that lead is
   * taken from; a `kind` that is none means that nobody has to go.
   */
  unnamed: z
    .strictObject({
      channel: ValueSource,
      kind: ValueSource,
      urgency: ValueSource,
      who: Reference.optional(),
      phone: Reference.optional(),
      place: Reference.optional(),
      words: Reference.optional(),
    })
    .optional(),
  /** Fields of the event that are not simply the column of the same name. */
  data: z.record(z.string(), ValueSource).default({}),
}

const EventFeed = z.discriminatedUnion('delivers', [
  /** The whole state of a day: the day is its revision. */
  z.strictObject({
    delivers: z.literal('snapshot'),
    ...statement,
    /**
     * A roll that is true of another day than it is taken for gives and takes aid wrongly: one whose day neither its name
     * nor its sender tells is refused.
     */
    needsDay: flag.default(false),
    /**
     * Of two rows of one day about one person and thing the one counts whose `column` reads as the later of `values`; one
     * that is not among them counts least. So the register keeps somebody where he is the head, whatever the order of rows.
     */
    prefers: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1).max(9) }).optional(),
  }),
  z.strictObject({
    delivers: z.literal('changes'),
    ...statement,
    /** What is produced for the feed are the changes of a table, captured from its database's log. */
    capture: Capture.optional(),
    /**
     * Which of two statements is the newer: by the first of `by` that a row has, else by the delivery's business day.
     * On one day those where `column` reads as one of `last` come last: a car sold on the day it was bought is sold.
     */
    revision: z
      .strictObject({
        by: z.array(z.string()).min(1),
        last: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1) }).optional(),
      })
      .optional(),
  }),
])
const ReferenceFeed = z.strictObject({ delivers: z.literal('reference'), ...layout })

/** One departmental interface as its catalogue file declares it. Unknown keys are refused. */
export const Feed = z.discriminatedUnion('delivers', [...EventFeed.options, ReferenceFeed])
export type Feed = z.infer<typeof Feed>
/** A feed whose rows become change events. */
export type EventFeed = z.infer<typeof EventFeed>
/** A layout that other parts read directly: regions, staff. */
export type ReferenceFeed = z.infer<typeof ReferenceFeed>

/** The feeds whose rows become change events. */
export const eventFeeds = (feeds: readonly Feed[]): readonly EventFeed[] =>
  feeds.filter((feed): feed is EventFeed => feed.delivers !== 'reference')
