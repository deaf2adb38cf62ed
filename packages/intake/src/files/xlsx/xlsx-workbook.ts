import { FileProblem } from '../file-problem.ts'
import type { Archive } from './xlsx-archive.ts'
import { type DateKind, dateKindOf } from './xlsx-dates.ts'
import { readXml } from './xml-events.ts'

/** What the sheets of a workbook refer to. */
export type Workbook = {
  readonly archive: Archive
  readonly fileName: string
  readonly since1904: boolean
  /** Visible worksheets in their order. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly strings: readonly string[]
  /** By the style number of a cell: whether its number stands for a day. */
  readonly dateStyles: readonly (DateKind | undefined)[]
}

/** Reads everything of a workbook but its sheets. */
export const readWorkbook = async (archive: Archive, fileName: string): Promise<Workbook> => {
  if (archive.has('xl/workbook.bin')) throw new FileProblem('not-a-table', fileName, 'XLSB')
  if (!archive.has('xl/workbook.xml')) throw new FileProblem('not-a-table', fileName, 'ZIP 中没有工作簿 / no workbook')
  const parts = await sheetParts(archive, fileName)
  const sheets: { name: string; part: string }[] = []
  let since1904 = false
  await readXml(
    archive.read('xl/workbook.xml'),
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
        if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
        const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
        const part = parts.get(id ?? '')
        if (part !== undefined) sheets.push({ name: attributes.name ?? '', part })
      },
    },
    fileName,
  )
  return {
    archive,
    fileName,
    since1904,
    sheets,
    strings: await sharedStrings(archive, fileName),
    dateStyles: await dateStyles(archive, fileName),
  }
}

const sheetParts = async (archive: Archive, fileName: string): Promise<ReadonlyMap<string, string>> => {
  const parts = new Map<string, string>()
  await readXml(
    archive.read('xl/_rels/workbook.xml.rels'),
    {
      open: (name, attributes) => {
        const target = attributes.Target ?? ''
        if (name !== 'Relationship' || !(attributes.Type ?? '').endsWith('/worksheet')) return
        parts.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
      },
    },
    fileName,
  )
  return parts
}

/** Characters of all shared strings together; they are the one part that is held in memory. */
const mostStringCharacters = 128 * 1024 * 1024

const sharedStrings = async (archive: Archive, fileName: string): Promise<readonly string[]> => {
  if (!archive.has('xl/sharedStrings.xml')) return []
  const strings: string[] = []
  let text: string | undefined
  let phonetic = false
  let inText = false
  let total = 0
  await readXml(
    archive.read('xl/sharedStrings.xml'),
    {
      open: (name) => {
        if (name === 'si') text = ''
        if (name === 'rPh') phonetic = true
        inText = name === 't' && !phonetic
      },
      close: (name) => {
        if (name === 'si' && text !== undefined) strings.push(unescaped(text))
        if (name === 'rPh') phonetic = false
        inText = false
      },
      text: (piece) => {
        if (!inText || text === undefined) return
        text += piece
        total += piece.length
        if (total > mostStringCharacters) throw new FileProblem('too-large', fileName)
      },
    },
    fileName,
  )
  return strings
}

/** Excel writes characters that XML can't hold as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

const dateStyles = async (archive: Archive, fileName: string): Promise<readonly (DateKind | undefined)[]> => {
  if (!archive.has('xl/styles.xml')) return []
  const formats = new Map<number, string>()
  const styles: (DateKind | undefined)[] = []
  let inCellFormats = false
  await readXml(
    archive.read('xl/styles.xml'),
    {
      open: (name, attributes) => {
        const id = Number(attributes.numFmtId)
        if (name === 'numFmt') formats.set(id, attributes.formatCode ?? '')
        if (name === 'cellXfs') inCellFormats = true
        if (name === 'xf' && inCellFormats) styles.push(dateKindOf(id, formats.get(id)))
      },
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    fileName,
  )
  return styles
}
