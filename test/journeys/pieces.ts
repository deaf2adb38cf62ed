import { parse } from 'csv-parse/sync'
import type { SampleFile } from './sample.ts'
import { shuffled } from './shuffled.ts'
import { workbookOf } from './workbook.ts'

type Records = { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] }
type Format = { readonly ending: string; readonly write: (records: Records) => string | Buffer }

const quoted = (cell: string): string => (/[",\t;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const separatedBy =
  (mark: string, start = '') =>
  ({ headers, rows }: Records): string =>
    start + [headers, ...rows].map((cells) => `${cells.map(quoted).join(mark)}\r\n`).join('')

/** The formats in which offices hand in one and the same table. */
const formats: readonly Format[] = [
  { ending: 'csv', write: separatedBy(',', '\uFEFF') },
  { ending: 'txt', write: separatedBy('\t') },
  { ending: 'csv', write: separatedBy(';') },
  { ending: 'xlsx', write: ({ headers, rows }) => workbookOf([headers, ...rows]) },
  {
    ending: 'ndjson',
    write: ({ headers, rows }) =>
      rows
        .map((cells) => `${JSON.stringify(Object.fromEntries(headers.map((header, i) => [header, cells[i]])))}\n`)
        .join(''),
  },
]

/** The rows of a file in another order, cut into pieces of different formats. A workbook stays as it is. */
export const piecesOf = (file: SampleFile, random: () => number): SampleFile[] => {
  if (file.fileName.endsWith('.xlsx')) return [file]
  const { headers, rows } = recordsOf(file)
  const mixed = shuffled(rows, random)
  const count = Math.min(rows.length, formats.length)
  const chosen = shuffled(formats, random).slice(0, count)
  return chosen.map(({ ending, write }, at) => ({
    fileName: file.fileName.replace(/^(.*?)((_\d{8})?)\.\w+$/, `$1-${at + 1}$2.${ending}`),
    bytes: Buffer.from(write({ headers, rows: mixed.filter((_, i) => i % count === at) }) as string),
  }))
}

const recordsOf = ({ fileName, bytes }: SampleFile): Records => {
  const text = textOf(bytes)
  if (fileName.endsWith('.ndjson')) {
    const objects = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const headers = [...new Set(objects.flatMap((row) => Object.keys(row)))]
    return { headers, rows: objects.map((row) => headers.map((header) => String(row[header] ?? ''))) }
  }
  const [headers = [], ...rows] = parse(text, { bom: true, relax_quotes: true }) as string[][]
  return { headers, rows }
}

const textOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
