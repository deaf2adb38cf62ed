import displayWidth from 'string-width'

/** One column: its heading, and whether its cells are numbers, which stand to the right. */
export type TableColumn = { readonly heading: string; readonly number?: true }

type Rows = readonly (readonly string[])[]

/** Rows under headings, padded with blanks; the last column is left as it is. */
export const textTable = (columns: readonly TableColumn[], rows: Rows): string => growingTable(columns)(rows)

/** A table that is written part by part: the headings come with the first, and a wider cell moves what follows. */
export const growingTable = (columns: readonly TableColumn[]): ((rows: Rows) => string) => {
  let widths = columns.map(() => 0)
  let heading: Rows = [columns.map(({ heading }) => heading)]
  return (rows) => {
    const lines = [...heading, ...rows]
    heading = []
    widths = widths.map((width, at) =>
      lines.reduce((most, line) => Math.max(most, displayWidth(line[at] ?? '')), width),
    )
    return linesOf(columns, widths, lines)
  }
}

const linesOf = (columns: readonly TableColumn[], widths: readonly number[], lines: Rows): string => {
  const padded = (line: readonly string[]): string =>
    columns
      .map(({ number }, at) => {
        const cell = line[at] ?? ''
        const blanks = ' '.repeat((widths[at] ?? 0) - displayWidth(cell))
        return number === true ? `${blanks}${cell}` : `${cell}${blanks}`
      })
      .join('  ')
      .trimEnd()
  return `${lines.map(padded).join('\n')}\n`
}
