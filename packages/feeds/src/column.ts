import { z } from 'zod'

/** Every scalar of a catalogue file is text, so that a code like 01 stays what it is. */
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const headers = z.array(z.string().min(1)).min(1)
const common = { headers, required: flag.default(false) }
const dated = {
  ...common,
  /** Whether a day after the business day is refused as `future-date`. */
  past: flag.default(true),
  /** Words and dates that mean "without end" and leave the value empty. */
  open: z.array(z.string()).default([]),
}
const whose = {
  ...common,
  /** The column of the person it belongs to; the subject where omitted. */
  of: z.string().optional(),
}
const counted = { ...common, default: z.string().optional() }

/**
 * One column of a departmental layout: its headers (any spelling that an office uses), the kind that reads its cells,
 * and whether a row may leave it empty. `default` stands in for an empty cell.
 */
export const Column = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('id-number'), ...common }),
  z.strictObject({ kind: z.literal('disability-certificate'), ...common }),
  z.strictObject({ kind: z.literal('name'), ...whose }),
  z.strictObject({ kind: z.literal('phone'), ...whose }),
  z.strictObject({ kind: z.literal('address'), ...whose }),
  /** Free words about the subject; they go to the vault's notes and nowhere else. */
  z.strictObject({ kind: z.literal('note'), ...common }),
  z.strictObject({ kind: z.literal('day'), ...dated }),
  z.strictObject({ kind: z.literal('month'), ...dated }),
  z.strictObject({
    kind: z.literal('money'),
    ...counted,
    /** 元, 万元 or 分; a header that ends in (万元) says so itself. */
    unit: z.enum(['yuan', 'wan', 'fen']).default('yuan'),
    negative: flag.default(false),
  }),
  z.strictObject({ kind: z.literal('integer'), ...counted }),
  z.strictObject({ kind: z.literal('number'), ...counted }),
  z.strictObject({ kind: z.literal('area'), ...counted }),
  z.strictObject({ kind: z.literal('share'), ...counted }),
  z.strictObject({ kind: z.literal('code'), ...counted, table: z.string() }),
  z.strictObject({
    kind: z.literal('region'),
    ...common,
    /** True where it is no region of the row itself, such as the one that somebody moves to. */
    elsewhere: flag.default(false),
  }),
  z.strictObject({ kind: z.literal('text'), ...counted }),
  /** A department's own number that names nobody: 户号, 家庭编号, 工单号. Read like a number typed by hand. */
  z.strictObject({ kind: z.literal('identifier'), ...common }),
  /** Text that would name a person or a thing: only its keyed hash goes on. `as` keeps equal texts of two sorts apart. */
  z.strictObject({ kind: z.literal('keyed'), ...common, as: z.string().min(1) }),
])
export type Column = z.infer<typeof Column>
export type ColumnKind = Column['kind']
