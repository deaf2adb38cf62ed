import { describe, expect, test } from 'vitest'
import { openTable } from '../../src/files/open-table.ts'
import { archiveLimits } from '../../src/files/xlsx/xlsx-archive.ts'
import { chunked, readAll } from './read-all.ts'
import { sheetRow, workbook } from './workbook.ts'
import { zip } from './zip.ts'

const header = sheetRow(1, '姓名', '日期', '金额')
const dateStyles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
const formats = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;元/day&quot;"/></numFmts>`

describe('what an office sends', () => {
  test('a merged title above the header is passed over', async () => {
    const rows = `${sheetRow(1, '火化名单')}${sheetRow(3, '姓名', '日期')}${sheetRow(4, '李明', '2026-10-01')}`
    const table = await readAll(workbook({ sheets: { 名单: rows }, merged: ['A1:B1'] }))
    expect(table).toMatchObject({ format: 'xlsx', titleRows: 1, headers: ['姓名', '日期'] })
    expect(table.rows).toEqual([{ rowNo: 1, cells: { 姓名: '李明', 日期: '2026-10-01' } }])
  })

  test('days, months and plain numbers are told apart by their format', async () => {
    const row = sheetRow(
      2,
      '李明',
      '<c s="1"><v>46248</v></c>',
      '<c s="2"><v>46235</v></c>',
      '<c s="3"><v>46248</v></c>',
    )
    const bytes = workbook({
      sheets: { a: sheetRow(1, '姓名', '日期', '月份', '金额') + row },
      styles: formats + dateStyles,
    })
    expect((await readAll(bytes)).seen).toEqual([['李明', '2026-08-14', '2026-08', 46248]])
  })

  test('a day with a time keeps it, and the calendar of 1904 is known', async () => {
    const sheets = { a: header + sheetRow(2, '李明', '<c s="1"><v>44786.5</v></c>', '<c><v>1.5</v></c>') }
    const bytes = workbook({ sheets, styles: formats + dateStyles, since1904: true })
    expect((await readAll(bytes)).seen).toEqual([['李明', '2026-08-14 12:00:00', 1.5]])
  })

  test('shared, rich and escaped texts are read, and phonetic guides are not', async () => {
    const strings = [
      '<r><t>李</t></r><r><t>明</t></r><rPh><t>liming</t></rPh>',
      '<t>一_x000A_二 &amp; 三</t>',
      '<t>0012</t>',
    ]
    const row = sheetRow(2, ...[0, 1, 2].map((at) => `<c t="s"><v>${at}</v></c>`))
    expect((await readAll(workbook({ sheets: { a: header + row }, strings }))).seen).toEqual([
      ['李明', '一\n二 & 三', '0012'],
    ])
  })

  test('an ID number that Excel has rounded never looks like one', async () => {
    const row = sheetRow(
      2,
      '<c><v>350205198105135000</v></c>',
      '<c><v>3.50205198105135E+17</v></c>',
      '<c><v>13900000000</v></c>',
    )
    expect((await readAll(workbook({ sheets: { a: header + row } }))).seen).toEqual([
      ['3.50205198105135e+17', '3.50205198105135e+17', 13900000000],
    ])
  })

  test('a cell merged downwards stands for every line that it covers', async () => {
    const rows = sheetRow(2, '李家', 'a', '1') + sheetRow(3, '<c/>', 'b', '2') + sheetRow(4, '<c/>', 'c', '3')
    expect((await readAll(workbook({ sheets: { a: header + rows }, merged: ['A2:A3'] }))).seen).toEqual([
      ['李家', 'a', '1'],
      ['李家', 'b', '2'],
      ['', 'c', '3'],
    ])
  })

  test('missing cells at the end are empty, and empty lines are no records', async () => {
    const rows = sheetRow(2, '李明') + sheetRow(3, '<c/>', '') + sheetRow(5, '王芳', 'b', 'c', '')
    expect((await readAll(workbook({ sheets: { a: header + rows } }))).seen).toEqual([
      ['李明', '', ''],
      ['王芳', 'b', 'c'],
    ])
  })

  test('the first visible sheet with data is read, and others that hold data are named', async () => {
    const sheets = { 空: '', 藏: header, 名单: header + sheetRow(2, '李明'), 说明: sheetRow(1, '填表说明') }
    const table = await readAll(workbook({ sheets, hidden: ['藏'] }))
    expect(table).toMatchObject({ seen: [['李明', '', '']], unread: [{ name: '说明', namesPeople: false }] })
  })

  test('a cell beyond the header is a bad row, and reading goes on', async () => {
    const rows = sheetRow(2, '李明', 'a', 'b', 'c') + sheetRow(3, '王芳')
    expect((await readAll(workbook({ sheets: { a: header + rows } }))).seen).toEqual(['bad-row', ['王芳', '', '']])
  })

  test('a row beyond the limit is set aside', async () => {
    const rows = sheetRow(2, 'x'.repeat(700_000), 'y'.repeat(700_000)) + sheetRow(3, '王芳')
    expect((await readAll(workbook({ sheets: { a: header + rows } }))).seen).toEqual(['row-too-long', ['王芳', '', '']])
  })

  test('any split of the bytes gives the same rows', async () => {
    const bytes = workbook({
      sheets: { a: header + Array.from({ length: 500 }, (_, at) => sheetRow(at + 2, `李${at}`)).join('') },
    })
    const whole = (await readAll(bytes)).rows
    for (const sizes of [[1], [7, 1000], [4096]]) expect((await readAll(bytes, sizes)).rows).toEqual(whole)
  })
})

describe('what is no workbook, or means harm, is refused', () => {
  const small = { ...archiveLimits, ratioFromBytes: 100_000 }
  const refused = async (bytes: Buffer, code: string) => {
    const reading = readAll(bytes, undefined, '名单.xlsx')
    await expect(reading).rejects.toMatchObject({ name: 'FileProblem', code, fileName: '名单.xlsx' })
  }

  test('a bomb is refused by the size that it declares', () =>
    refused(workbook({ sheets: { a: header }, extra: [{ name: 'b', content: Buffer.alloc(20 << 20) }] }), 'too-large'))

  test('a bomb that declares a small size is refused while unpacking', async () => {
    const bomb = { name: 'xl/worksheets/sheet0.xml', content: Buffer.alloc(64 << 20, ' '), declaredBytes: 1000 }
    await refused(workbook({ sheets: { a: header }, extra: [bomb] }), 'damaged')
  })

  test('a bomb within one text is refused', () =>
    refused(workbook({ sheets: { a: header + sheetRow(2, 'x'.repeat(8 << 20)) } }), 'too-large'))

  test('more entries than a workbook has are refused', () => {
    const extra = Array.from({ length: small.entries + 1 }, (_, at) => ({ name: `f${at}`, content: '' }))
    return refused(workbook({ sheets: { a: header }, extra }), 'too-large')
  })

  test('entities of the file itself are not expanded', () => {
    const strings = zip([
      {
        name: 'xl/workbook.xml',
        content: '<!DOCTYPE x [<!ENTITY a "boom">]><workbook><sheets>&a;</sheets></workbook>',
      },
      { name: 'xl/_rels/workbook.xml.rels', content: '<Relationships/>' },
    ])
    return refused(strings, 'damaged')
  })

  test('an encrypted entry is refused', () =>
    refused(workbook({ sheets: { a: header }, extra: [{ name: 'x', content: 'x', encrypted: true }] }), 'encrypted'))

  test('a ZIP without a workbook, a cut file and a broken sheet are refused', async () => {
    await refused(zip([{ name: 'a.csv', content: 'x' }]), 'not-a-table')
    await refused(workbook({ sheets: { a: header } }).subarray(0, 300), 'damaged')
    await refused(workbook({ sheets: { a: `${header}<row>` } }), 'damaged')
  })

  test('a workbook without data is empty', () => refused(workbook({ sheets: { a: '', b: '' } }), 'empty'))

  test('a sheet that breaks off after good rows hands those on, then says that the file is damaged', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => sheetRow(at + 2, `李${at}`)).join('')
    const table = await openTable(chunked(workbook({ sheets: { a: `${header}${rows}<row><c>` } })), '名单.xlsx')
    const seen: number[] = []
    const reading = (async () => {
      for await (const row of table.rows) seen.push(row.rowNo)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'damaged' })
    expect(seen.length).toBeGreaterThan(1000)
  })
})
