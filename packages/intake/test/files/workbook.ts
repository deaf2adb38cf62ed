import { type ZipPart, zip } from './zip.ts'

/** A workbook under test: the XML within `sheetData` of each sheet, and what may stand beside it. */
export type WorkbookParts = {
  readonly sheets: Readonly<Record<string, string>>
  readonly strings?: readonly string[]
  /** The XML of `cellXfs` and what goes before it. */
  readonly styles?: string
  readonly since1904?: boolean
  readonly hidden?: readonly string[]
  readonly merged?: readonly string[]
  readonly extra?: readonly ZipPart[]
}

/** An XLSX file as small as can be. */
export const workbook = (parts: WorkbookParts): Buffer => {
  const names = Object.keys(parts.sheets)
  const merged = (parts.merged ?? []).map((area) => `<mergeCell ref="${area}"/>`).join('')
  return zip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><workbookPr date1904="${parts.since1904 === true ? 1 : 0}"/><sheets>${names
        .map((name, at) => {
          const state = parts.hidden?.includes(name) === true ? 'hidden' : 'visible'
          return `<sheet name="${name}" state="${state}" r:id="rId${at}"/>`
        })
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${names
        .map((_, at) => `<Relationship Id="rId${at}" Type="http://x/worksheet" Target="worksheets/sheet${at}.xml"/>`)
        .join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet>${parts.styles ?? ''}</styleSheet>` },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${(parts.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...Object.values(parts.sheets).map((rows, at) => ({
      name: `xl/worksheets/sheet${at}.xml`,
      content: `<worksheet><sheetData>${rows}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
    })),
    ...(parts.extra ?? []),
  ])
}

/** One row of inline texts, or of cells given as XML. */
export const sheetRow = (line: number, ...cells: readonly string[]): string =>
  `<row r="${line}">${cells
    .map((cell, at) => {
      const place = `r="${String.fromCharCode(65 + at)}${line}"`
      return cell.startsWith('<')
        ? cell.replace('<c', `<c ${place}`)
        : `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    .join('')}</row>`
