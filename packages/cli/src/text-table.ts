/** One column: its heading, and whether its cells are numbers, which stand to the right. */
export type TableColumn = { readonly heading: string; readonly number?: true }

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

/** How many columns of a terminal a text takes; Chinese characters take two. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const character of text) width += wide.test(character) ? 2 : 1
  return width
}

/** Rows under headings, padded with blanks; the last column is left as it is. */
export const textTable = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string => {
  const lines = [columns.map(({ heading }) => heading), ...rows]
  const widths = columns.map((_, at) => lines.reduce((most, line) => Math.max(most, displayWidth(line[at] ?? '')), 0))
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
