import { crc32, deflateRawSync } from 'node:zlib'

type Part = { readonly name: string; readonly content: Buffer }

/** An XLSX file of one sheet, every cell as text. */
export const workbookOf = (rows: readonly (readonly string[])[]): Buffer => sheetFile(rows.map(rowXml).join(''))

/** An XLSX file of few bytes whose one sheet unpacks to `bytes`. */
export const bombOf = (bytes: number): Buffer => sheetFile(rowXml(['身份证号', '姓名'], 0) + ' '.repeat(bytes))

const sheetFile = (rows: string): Buffer =>
  zipOf([
    part('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="名册" r:id="r1"/></sheets></workbook>'),
    part(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    part('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  ])

const part = (name: string, content: string): Part => ({ name, content: Buffer.from(content) })

const rowXml = (cells: readonly string[], at: number): string =>
  `<row r="${at + 1}">${cells
    .map((cell, column) => `<c r="${letters(column)}${at + 1}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`)
    .join('')}</row>`

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const zipOf = (parts: readonly Part[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, place, Buffer.from(name))
    const body = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed])
    bodies.push(body)
    offset += body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}
