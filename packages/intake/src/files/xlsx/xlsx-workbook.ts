import { FileProblem } from '../file-problem.ts'
import { type NumberFormat, numberFormatOf } from './number-format.ts'
import type { Archive } from './xlsx-archive.ts'
import { readXml } from './xml-events.ts'

/** What the sheets of a workbook refer to. */
export type Workbook = {
  readonly archive: Archive
  readonly fileName: string
  readonly since1904: boolean
  /** Visible worksheets in their order. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly strings: readonly string[]
  /** By the style number of a cell: what it shows of its number. */
  readonly formats: readonly (NumberFormat | undefined)[]
}

/** A part that another refers to: what it is for, and its name in the archive. */
type Related = { readonly id: string; readonly type: string; readonly part: string }

/** Reads everything of a workbook but its sheets. Parts are found by what refers to them, whatever they are called. */
export const readWorkbook = async (archive: Archive, fileName: string): Promise<Workbook> => {
  refuseOthers(archive, fileName)
  const main = await mainPart(archive, fileName)
  if (main.endsWith('.bin')) throw new FileProblem('not-a-table', fileName, 'XLSB')
  if (!archive.has(main)) throw new FileProblem('not-a-table', fileName, 'ZIP 中没有工作簿 / no workbook')
  const related = await relatedTo(archive, main, fileName)
  const one = (type: string, usual: string): string => {
    const found = related.find((part) => part.type === type)?.part
    return found !== undefined && archive.has(found) ? found : resolved(main, usual)
  }
  const sheets: { name: string; part: string }[] = []
  let since1904 = false
  await readXml(
    archive.read(main),
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
        if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
        const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
        const part = related.find((found) => found.type === 'worksheet' && found.id === id)?.part
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
    strings: await sharedStrings(archive, one('sharedStrings', 'sharedStrings.xml'), fileName),
    formats: await cellFormats(archive, one('styles', 'styles.xml'), fileName),
  }
}

/** ZIP files of other programs, by the parts that only they have. */
const refuseOthers = (archive: Archive, fileName: string): void => {
  const holds = (beginning: string): boolean => archive.parts.some((part) => part.startsWith(beginning))
  if (holds('content.xml') || holds('mimetype')) throw new FileProblem('open-document', fileName)
  if (holds('word/')) throw new FileProblem('not-a-table', fileName, 'Word')
  if (holds('ppt/')) throw new FileProblem('not-a-table', fileName, 'PowerPoint')
}

const usualMain = 'xl/workbook.xml'

const mainPart = async (archive: Archive, fileName: string): Promise<string> => {
  if (archive.has('xl/workbook.bin')) return 'xl/workbook.bin'
  const related = await relatedTo(archive, '', fileName)
  return related.find(({ type, part }) => type === 'officeDocument' && archive.has(part))?.part ?? usualMain
}

/** What a part refers to; the whole file where it has no name. */
const relatedTo = async (archive: Archive, part: string, fileName: string): Promise<readonly Related[]> => {
  const cut = part.lastIndexOf('/') + 1
  const relations = `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`
  const related: Related[] = []
  if (!archive.has(relations)) return related
  await readXml(
    archive.read(relations),
    {
      open: (name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
        if (name !== 'Relationship' || TargetMode === 'External') return
        related.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: resolved(part, Target) })
      },
    },
    fileName,
  )
  return related
}

/** The name of a part as another one refers to it. */
const resolved = (from: string, target: string): string => {
  const path = target.replaceAll('\\', '/')
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of path.split('/'))
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  return steps.join('/')
}

/** Characters of all shared strings together; they are the one part that is held in memory. */
const mostStringCharacters = 128 * 1024 * 1024

const sharedStrings = async (archive: Archive, part: string, fileName: string): Promise<readonly string[]> => {
  if (!archive.has(part)) return []
  const strings: string[] = []
  let text: string | undefined
  let phonetic = false
  let inText = false
  let total = 0
  await readXml(
    archive.read(part),
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

const cellFormats = async (
  archive: Archive,
  part: string,
  fileName: string,
): Promise<readonly (NumberFormat | undefined)[]> => {
  if (!archive.has(part)) return []
  const codes = new Map<number, string>()
  const formats: (NumberFormat | undefined)[] = []
  let inCellFormats = false
  await readXml(
    archive.read(part),
    {
      open: (name, attributes) => {
        const id = Number(attributes.numFmtId)
        if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '')
        if (name === 'cellXfs') inCellFormats = true
        if (name === 'xf' && inCellFormats) formats.push(numberFormatOf(id, codes.get(id)))
      },
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    fileName,
  )
  return formats
}
