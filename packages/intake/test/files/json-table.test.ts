import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAll } from './read-all.ts'

test('each line is a record and keeps the kinds of its values', async () => {
  const table = await readAll('\uFEFF{"a":"x","b":1}\r\n\n{"a":null,"c":true}\n')
  expect(table).toMatchObject({ format: 'ndjson', encoding: 'utf-8', headers: ['a', 'b', 'c'] })
  expect(table.rows).toEqual([
    { rowNo: 1, cells: { a: 'x', b: 1 } },
    { rowNo: 2, cells: { a: null, c: true } },
  ])
})

test('nested values, arrays, bare values and broken JSON are bad rows, and reading goes on', async () => {
  const lines = ['{"a":1}', '{"a":{"b":1}}', '{"a":[1]}', '[1]', '"x"', '{}', '{"a":', '{"a":2}']
  const bad = Array.from({ length: 6 }, () => 'bad-row')
  expect((await readAll(lines.join('\n'))).seen).toEqual([[1], ...bad, [2]])
})

test('an ID number sent as a number keeps all its digits', async () => {
  expect((await readAll('{"id":350205198105135198,"n":12}\n')).seen).toEqual([['350205198105135198', 12]])
})

test('a line beyond the limit is set aside', async () => {
  expect((await readAll(`{"a":1}\n{"a":"${'x'.repeat(1_100_000)}"}\n{"a":2}`)).seen).toEqual([[1], 'row-too-long', [2]])
})

test('a byte that is no text costs its line', async () => {
  const table = await readAll(
    Buffer.concat([Buffer.from('{"a":"李"}\n{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n')]),
  )
  expect(table.seen).toEqual([['李'], 'bad-encoding'])
})

test('a small JSON array of objects is read as its elements', async () => {
  expect((await readAll('[\n {"a":1},\n {"a":{"b":2}},\n {"a":3}\n]')).seen).toEqual([[1], 'bad-row', [3]])
})

test.each([
  ['damaged', '[{"a":1}'],
  ['not-a-table', '{\n  "a": 1\n}'],
  ['not-a-table', '[]'],
  ['too-large', `[${'{"a":1},'.repeat(3_000_000)}{"a":1}]`],
])('a file that is no table of objects is refused as %s', async (code, text) => {
  await expect(readAll(text)).rejects.toMatchObject({ name: 'FileProblem', code })
})

test('any split of the bytes gives the same rows', async () => {
  const line = fc.constantFrom('{"a":"李明"}', '{"a":1,"b":"\\n"}', '', '{"a":', '{"a":[1]}')
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 10 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (lines, sizes) => {
        const text = ['{"a":"x"}', ...lines].join('\n')
        expect((await readAll(text, sizes)).rows).toEqual((await readAll(text)).rows)
      },
    ),
  )
})
