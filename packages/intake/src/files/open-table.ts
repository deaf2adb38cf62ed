import { type ByteBlocks, byteBlocks } from './byte-blocks.ts'
import { csvTable } from './csv/csv-table.ts'
import { FileProblem, type FileProblemCode } from './file-problem.ts'
import { jsonTable } from './json/json-table.ts'
import type { Layouts, Table } from './table.ts'
import { xlsxTable } from './xlsx/xlsx-table.ts'

/**
 * Opens a departmental file by what it holds, whatever its name says. Throws `FileProblem` where it can't be a table;
 * a record that can't be a row is a value among the rows. Memory stays bounded whatever the size of the file.
 */
export const openTable = async (
  bytes: AsyncIterable<Uint8Array>,
  fileName: string,
  layouts?: Layouts,
): Promise<Table> => {
  const blocks = await byteBlocks(bytes)
  try {
    return await tableOf(blocks, fileName, layouts)
  } catch (error) {
    await blocks.blocks[Symbol.asyncIterator]().return?.()
    throw error
  }
}

const tableOf = (file: ByteBlocks, fileName: string, layouts: Layouts | undefined): Promise<Table> => {
  const { head } = file
  const text = head.toString('latin1')
  const start = text.replace(/^(\u00EF\u00BB\u00BF)?\s*/, '')
  if (start === '') throw new FileProblem('empty', fileName)
  if (zipMarks.some((mark) => text.startsWith(mark))) return xlsxTable(file, fileName, layouts)
  if (text.startsWith(oleMark)) throw olderFile(head, fileName)
  for (const [mark, code, detail] of foreign) if (text.startsWith(mark)) throw new FileProblem(code, fileName, detail)
  if (/^MIME-Version:|^(?:From|Subject|Date):[^\n]*\r?\n(?:[A-Za-z-]+:[^\n]*\r?\n)*MIME-Version:/i.test(start))
    throw new FileProblem('web-page', fileName, 'MHTML')
  if (/^<\?xml|^<\?mso/i.test(start) && /urn:schemas-microsoft-com:office:spreadsheet/i.test(text))
    throw new FileProblem('old-excel', fileName, 'Excel 2003 XML')
  if (/^<(!doctype|html|table|meta|head|body|style)/i.test(start)) throw new FileProblem('web-page', fileName, 'HTML')
  if (/^<(\?xml|[a-z])/i.test(start)) throw new FileProblem('not-a-table', fileName, 'XML')
  return start.startsWith('{') || start.startsWith('[') ? jsonTable(file, fileName) : csvTable(file, fileName, layouts)
}

const zipMarks = ['PK\u0003\u0004', 'PK\u0005\u0006']
const oleMark = '\u00D0\u00CF\u0011\u00E0'

/** What an OLE container is, by the names of its streams: they stand in UTF-16 in its directory. */
const olderFile = (head: Buffer, fileName: string): FileProblem => {
  const holds = (stream: string): boolean => head.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return new FileProblem('encrypted', fileName)
  if (holds('WordDocument')) return new FileProblem('not-a-table', fileName, 'Word 97–2003')
  return new FileProblem('old-excel', fileName)
}

const foreign: readonly (readonly [mark: string, code: FileProblemCode, detail?: string])[] = [
  ['%PDF', 'not-a-table', 'PDF'],
  ['\u0089PNG', 'not-a-table', 'PNG'],
  ['\u00FF\u00D8\u00FF', 'not-a-table', 'JPEG'],
  ['\u001F\u008B', 'not-a-table', 'GZIP'],
  ['Rar!', 'not-a-table', 'RAR'],
  ['7z\u00BC\u00AF', 'not-a-table', '7z'],
]
