import { expect, test } from 'vitest'
import { readRecords } from '../src/index.ts'

const read = (text: string, form: 'json' | 'ndjson' | 'csv', most?: number) =>
  readRecords(Buffer.from(text), { form, encoding: 'utf-8' }, undefined, most)

const bodies = {
  json: `[${'{},'.repeat(999_999)}{}]`,
  ndjson: '{}\n'.repeat(1_000_000),
  csv: `a,b\n${'1,2\n'.repeat(1_000_000)}`,
} as const

test.each(['json', 'ndjson', 'csv'] as const)(
  'three megabytes of a million records as %s are refused before they are held',
  async (form) => {
    await expect(read(bodies[form], form)).rejects.toMatchObject({ code: 'too-many-rows' })
  },
)

test.each(['json', 'ndjson', 'csv'] as const)('as many records as are taken at once are taken, as %s', async (form) => {
  const texts = { json: '[{"a":"[{,"},{"a":"\\"]"}]', ndjson: '{"a":1}\n{"a":2}\n', csv: 'a,b\n1,2\n3,4\n' }
  expect(await read(texts[form], form, 2)).toHaveLength(2)
  await expect(read(texts[form], form, 1)).rejects.toMatchObject({ code: 'too-many-rows' })
})

test('one object with many fields is one record', async () => {
  const fields = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`列${at}`, at]))
  expect(await read(JSON.stringify(fields), 'json', 1)).toHaveLength(1)
})

test.each([3_000, 20_000, 1_000_000])('brackets %i deep are bad input, and never an outage', async (depth) => {
  const deep = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
  await expect(read(deep, 'json')).rejects.toMatchObject({ code: 'not-json' })
  const [good, bad] = await read(`{"a":1}\n${deep}\n`, 'ndjson')
  expect(good).toMatchObject({ rowNo: 1 })
  expect(bad).toMatchObject({ problem: expect.stringMatching(/bad-row|row-too-long/) })
})
