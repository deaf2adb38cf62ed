import { cellText } from './cell-text.ts'
import { headerReadings, normalHeader } from './header.ts'
import type { Unit } from './unit-words.ts'

/** The cells of one row in the order of the feed's columns. */
export type Cells = {
  /** How many headers of the row the feed knows. */
  readonly known: number
  /** The header that the row used for a column; undefined where it has none. */
  readonly headers: readonly (string | undefined)[]
  readonly texts: readonly string[]
  readonly units: readonly (Unit | undefined)[]
}

type Target = { readonly index: number; readonly unit: Unit | undefined }

/** A department's headers are few; a sender of made-up ones must not fill the memory. */
const mostHeaders = 2000

/**
 * Finds the cells of a row by its headers, however they are spelt; spellings are remembered. Of two headers for one
 * column the first with a text counts. Null when a known column holds an object or a list.
 */
export const findCells = (
  columns: readonly (readonly string[])[],
): ((row: Record<string, unknown>) => Cells | null) => {
  const remembered = new Map<string, readonly Target[]>()
  const targetsOf = (header: string): readonly Target[] => {
    const known = remembered.get(header)
    if (known !== undefined) return known
    if (remembered.size >= mostHeaders) remembered.clear()
    const found = findTargets(columns, header)
    remembered.set(header, found)
    return found
  }
  return (row) => {
    const headers: (string | undefined)[] = new Array(columns.length).fill(undefined)
    const texts: string[] = new Array(columns.length).fill('')
    const units: (Unit | undefined)[] = new Array(columns.length).fill(undefined)
    let known = 0
    for (const header of Object.keys(row)) {
      const targets = targetsOf(header)
      if (targets.length === 0) continue
      known += 1
      const text = cellText(row[header])
      if (text === null) return null
      for (const { index, unit } of targets) {
        if (texts[index] !== '') continue
        headers[index] = header
        texts[index] = text
        units[index] = unit
      }
    }
    return { known, headers, texts, units }
  }
}

const findTargets = (columns: readonly (readonly string[])[], header: string): readonly Target[] => {
  for (const { name, unit } of headerReadings(header)) {
    const found = columns.flatMap((headers, index) =>
      headers.map(normalHeader).includes(name) ? [{ index, unit }] : [],
    )
    if (found.length > 0) return found
  }
  return []
}
