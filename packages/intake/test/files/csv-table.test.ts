import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileProblem } from '../../src/files/file-problem.ts'
import { openTable } from '../../src/files/open-table.ts'
import { isBadRow } from '../../src/files/table.ts'
import { chunked, readAll } from './read-all.ts'

/** 姓名,村 / 李明,前村 / 张三,后山村 in GB18030. */
const gb18030File = Buffer.concat([
  Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb4, 0xe5, 0x0d, 0x0a]),
  Buffer.from([0xc0, 0xee, 0xc3, 0xf7, 0x2c, 0xc7, 0xb0, 0xb4, 0xe5, 0x0d, 0x0a]),
  Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xba, 0xf3, 0xc9, 0xbd, 0xb4, 0xe5, 0x0d, 0x0a]),
])

/** What is still held once everything that nobody needs is collected. */
const heldBytes = (): number => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  return process.memoryUsage().arrayBuffers
}

describe('what an office sends', () => {
  test('a UTF-8 file with a byte order mark and CRLF is read without either', async () => {
    const table = await readAll('\uFEFF姓名,金额\r\n李明,12\r\n')
    expect(table).toMatchObject({ format: 'csv', encoding: 'utf-8', headers: ['姓名', '金额'], titleRows: 0 })
    expect(table.rows).toEqual([{ rowNo: 1, cells: { 姓名: '李明', 金额: '12' } }])
  })

  test('a GB18030 file is recognised', async () => {
    const table = await readAll(gb18030File)
    expect(table.encoding).toBe('gb18030')
    expect(table.seen).toEqual([
      ['李明', '前村'],
      ['张三', '后山村'],
    ])
  })

  test('UTF-16 as Excel exports it, with tabs, is read', async () => {
    const table = await readAll(Buffer.from('\uFEFF姓名\t金额\r\n李明\t12\r\n', 'utf16le'))
    expect(table).toMatchObject({ encoding: 'utf-16le', seen: [['李明', '12']] })
  })

  test.each([',', '\t', ';'])('the delimiter %j is found even where others stand in the text', async (delimiter) => {
    const other = delimiter === ',' ? ';' : ','
    const table = await readAll(
      `${[`姓名`, `说明`, `金额`].join(delimiter)}\n${[`李明`, `a${other}b`, `1`].join(delimiter)}`,
    )
    expect(table.seen).toEqual([['李明', `a${other}b`, '1']])
  })

  test('a quoted field may hold delimiters, quotes and line ends', async () => {
    expect((await readAll('姓名,说明\n李明,"一,""二""\r\n三"\n')).seen).toEqual([['李明', '一,"二"\r\n三']])
  })

  test('a quote within an unquoted field is text', async () => {
    expect((await readAll('姓名,说明\n李明,5" 管\n王芳,好\n')).seen).toEqual([
      ['李明', '5" 管'],
      ['王芳', '好'],
    ])
  })

  test('titles, issuing office and blank lines above the header are passed over', async () => {
    const table = await readAll('厦门市火化名单,,,\n\n制表：民政局,日期：十月,,\n姓名,日期,地点,说明\n李明,1,2,3\n')
    expect(table).toMatchObject({
      titleRows: 3,
      headers: ['姓名', '日期', '地点', '说明'],
      seen: [['李明', '1', '2', '3']],
    })
  })

  test('blank lines and lines of delimiters alone are no records', async () => {
    const table = await readAll('姓名,金额\n\n李明,1\n,\n  \n王芳,2\n')
    expect(table.rows.map((row) => row.rowNo)).toEqual([1, 2])
  })

  test('the last line needs no line end, and a header alone is an empty roll', async () => {
    expect((await readAll('姓名,金额\n李明,1')).seen).toEqual([['李明', '1']])
    expect((await readAll('姓名,金额')).seen).toEqual([])
  })

  test('empty cells beyond the header are passed over', async () => {
    expect(await readAll('姓名,金额,,\n李明,1,,\n')).toMatchObject({ headers: ['姓名', '金额'], seen: [['李明', '1']] })
  })
})

describe('what can not be a row is a value, and reading goes on', () => {
  test('a record with too many cells is a bad row, one with too few has empty last cells', async () => {
    expect((await readAll('姓名,金额\n李明\n李明,1,2\n王芳,3\n')).seen).toEqual([
      ['李明', ''],
      'bad-row',
      ['王芳', '3'],
    ])
  })

  test('a quote that is never closed costs its own line only', async () => {
    const table = await readAll('姓名,说明\n李明,"坏\n王芳,好\n张三,好\n')
    expect(table.seen).toEqual(['bad-row', ['王芳', '好'], ['张三', '好']])
    expect(table.rows[0]).toMatchObject({ raw: '李明,"坏' })
  })

  test('a stray quote does not swallow the lines up to the next quoted field', async () => {
    expect((await readAll('姓名,说明\n李明,"坏\n王芳,好\n张三,"一,二"\n')).seen).toEqual([
      'bad-row',
      ['王芳', '好'],
      ['张三', '一,二'],
    ])
  })

  test('a file cut off within a quoted field ends in a bad row', async () => {
    expect((await readAll('姓名,说明\n王芳,好\n李明,"说到一半')).seen).toEqual([['王芳', '好'], 'bad-row'])
  })

  test('a byte that is no text costs its record and keeps the original bytes', async () => {
    const table = await readAll(
      Buffer.concat([Buffer.from('姓名,金额\n李明,1\n王'), Buffer.from([0xff, 0xfe]), Buffer.from(',2\n张三,3\n')]),
    )
    expect(table.seen).toEqual([['李明', '1'], 'bad-encoding', ['张三', '3']])
    expect(table.rows[1]).toMatchObject({ bytes: Buffer.from([0xe7, 0x8e, 0x8b, 0xff, 0xfe, 0x2c, 0x32]) })
  })

  test('a byte that GB18030 does not know costs its record', async () => {
    const table = await readAll(Buffer.concat([gb18030File, Buffer.from([0xd5, 0x20, 0x2c, 0x31, 0x0a])]))
    expect(table.seen.at(-1)).toBe('bad-encoding')
  })

  test('a UTF-8 line amid GB18030 is read as UTF-8, not as mojibake', async () => {
    const table = await readAll(Buffer.concat([gb18030File, Buffer.from('陈静,东风社区\n')]))
    expect(table.seen.at(-1)).toEqual(['陈静', '东风社区'])
  })

  test('the encoding of a file that begins in ASCII is settled by its first Chinese line', async () => {
    const table = await readAll(Buffer.concat([Buffer.from(`name,village\n${'a,b\n'.repeat(20_000)}`), gb18030File]))
    expect(table.seen.slice(-2)).toEqual([
      ['李明', '前村'],
      ['张三', '后山村'],
    ])
  })

  test('text that an earlier conversion has ruined is refused', async () => {
    expect((await readAll('姓名,金额\n李\uFFFD,1\n锟斤拷,2\n王芳,3\n')).seen).toEqual([
      'bad-encoding',
      'bad-encoding',
      ['王芳', '3'],
    ])
  })

  test('a NUL within a record is refused', async () => {
    const table = await readAll(`姓名,金额\n${'李明,1\n'.repeat(10_000)}王\u0000芳,3\n`)
    expect(table.seen.at(-1)).toBe('bad-row')
  })

  test('a record of 200 MB is set aside without holding it, quoted or not, and the file goes on', async () => {
    const megabyte = Buffer.alloc(1 << 20, 'x')
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    async function* twoHundred() {
      for (let piece = 1; piece <= 200; piece += 1) {
        yield megabyte
        if (piece % 50 === 0) most = Math.max(most, heldBytes() - before)
      }
    }
    async function* source() {
      yield Buffer.from('姓名,说明\n王芳,"')
      yield* twoHundred()
      yield Buffer.from('"\n李明,')
      yield* twoHundred()
      yield Buffer.from('\n张三,好\n')
    }
    const seen: unknown[] = []
    for await (const row of (await openTable(source(), '大.csv')).rows) {
      seen.push(isBadRow(row) ? row.problem : row.cells)
      if (isBadRow(row)) expect(row.bytes.length).toBeLessThan(10_000)
    }
    expect(seen).toEqual(['row-too-long', 'row-too-long', { 姓名: '张三', 说明: '好' }])
    expect(most).toBeLessThan(100 * 1024 * 1024)
  })
})

describe('what is no table is refused by name, with what would do', () => {
  const refusal = (bytes: Uint8Array | string) =>
    readAll(bytes).then(
      () => undefined,
      (error: unknown) => error,
    )

  test.each([
    ['empty', ''],
    ['empty', '\uFEFF \r\n\r\n'],
    ['empty', ',,,\n,,,\n'],
    ['not-a-table', '%PDF-1.7 …'],
    ['web-page', '<html><table><tr><td>姓名</td></tr></table></html>'],
    ['not-a-table', '各位同事：\n请查收本月名单。\n'],
    ['header-missing', '350205198105135198,李明,2026-10-01\n350205198105135199,王芳,2026-10-02\n'],
    ['header-missing', '李明,2026-10-01,12\n'],
    ['header-repeated', '姓名,金额,姓名\n李明,1,李明\n'],
    ['old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])],
    ['unknown-encoding', Buffer.from([0x41, 0x00, 0x2c, 0x00, 0x42, 0x00])],
    ['unknown-encoding', Buffer.from([0x81, 0xff, 0x2c, 0xff, 0xff, 0x0a, 0x81, 0xff])],
  ] as const)('%s: %j', async (code, bytes) => {
    const error = await refusal(bytes as string)
    expect(error).toMatchObject({ name: 'FileProblem', code, fileName: '测试.csv' })
    expect(String(error)).toContain('测试.csv')
  })

  test('an outage of the source is thrown as it is', async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('姓名,金额\n')
      throw new Error('the disk went away')
    }
    await expect(openTable(source(), 'a.csv')).rejects.toThrow('the disk went away')
  })

  test('leaving the rows early closes the source', async () => {
    let closed = false
    async function* source() {
      try {
        for (;;) yield Buffer.from(`姓名,金额\n${'李明,1\n'.repeat(20_000)}`)
      } finally {
        closed = true
      }
    }
    for await (const _ of (await openTable(source(), 'a.csv')).rows) break
    expect(closed).toBe(true)
  })
})

describe('chunks do not matter', () => {
  const cell = fc.constantFrom(
    '李明',
    'x',
    '',
    '"一,二"',
    '"三\n四"',
    '"',
    '五"六',
    '"七""八"',
    '锟斤拷',
    ';',
    '\uFFFD',
  )
  const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','))

  test('any split of the bytes gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        async (lines, newline, sizes) => {
          const bytes = Buffer.from(['姓名,说明,金额', ...lines].join(newline))
          expect(await outcomeOf(bytes, sizes)).toEqual(await outcomeOf(bytes))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('records across the edge of a block are read whole', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => (at % 7 === 0 ? `"李\n明",${at}` : `王芳,${at}`))
    const bytes = Buffer.from(`姓名,序号\n${lines.join('\n')}`)
    for (const sizes of [[1 << 16], [65_537], [100_003], [1000]]) {
      const { rows } = await readAll(bytes, sizes)
      expect(rows.every((row, at) => 'cells' in row && row.cells.序号 === String(at))).toBe(true)
      expect(rows).toHaveLength(20_000)
    }
    for await (const chunk of chunked(bytes, [3])) expect(chunk.length).toBeLessThanOrEqual(3)
  })
})

/** The rows of a file, or why it is none: lines may be such that another delimiter fits better. */
const outcomeOf = (bytes: Buffer, sizes?: readonly number[]) =>
  readAll(bytes, sizes).then(
    ({ rows }) => rows,
    (error: unknown) => {
      if (error instanceof FileProblem) return error.code
      throw error
    },
  )
