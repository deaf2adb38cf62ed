import { z } from 'zod'

/**
 * How the changes of a table are written that were captured from its database's log (change data capture): in the envelopes
 * of Debezium, or the flat messages of Canal. Where several tables share a topic, `table` names the one that counts.
 */
export const Capture = z.strictObject({
  format: z.enum(['debezium', 'canal']),
  table: z.string().min(1).optional(),
})
export type Capture = z.infer<typeof Capture>

type Row = Readonly<Record<string, unknown>>

/** The cell in which a captured row carries its place among the changes of its table, also through quarantine and replay. */
const orderHeader = '变更序号'

/** A row with its place among the changes of its table. */
export const capturedRow = (row: Row, order: number): Row => ({ ...row, [orderHeader]: String(order) })

/** A row that withdraws what it says, as its feed writes that. */
export const withdrawingRow = (
  { retract: { headers, codes } }: { readonly retract: { readonly headers: string[]; readonly codes: string[] } },
  row: Row,
): Row => {
  const [header = '', code = ''] = [headers[0], codes[0]]
  // Of two headers for one column the first with a text counts.
  const { [header]: _, ...others } = row
  return { [header]: code, ...others }
}

/** The place of a captured row among the changes of its table; undefined for a row that came another way. */
export const orderOfCapture = (row: Row): number | undefined => {
  const order = Number(row[orderHeader])
  return Number.isSafeInteger(order) && order > 0 ? order : undefined
}
