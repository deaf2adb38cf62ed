import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ChangeEvent, changeEventText, readChangeEvent } from '../src/index.ts'

const death = {
  specversion: '1.0',
  id: 'death/1',
  source: '/feeds/death',
  type: 'DeathReported',
  subject: `p_${'0'.repeat(24)}`,
  time: '2026-10-31T08:00:00+08:00',
  feed: 'death',
  provider: '卫健',
  delivery: 'death/2026-10-31',
  businessday: '2026-10-31',
  asof: '2026-10-31',
  sourcekey: 'D1',
  revision: 1,
  retracted: false,
  data: { day: '2026-10-30' },
} as unknown as ChangeEvent

test('the schema that events name is the one that they are checked against; `vitest -u` writes its name anew', async () => {
  const digest = createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(ChangeEvent)))
    .digest('hex')
    .slice(0, 12)
  const written = [
    '// Generated from the schema of change events by packages/contracts/test/change-event-text.test.ts (vitest -u).\n',
    '/** Names the schema that this version of the program writes change events by: a digest of it. */',
    `export const changeEventSchema = '${digest}'\n`,
  ].join('\n')
  await expect(written).toMatchFileSnapshot('../src/change-event-schema.ts')
})

test('an event that was checked by the same schema is read as it stands', () => {
  expect(readChangeEvent(changeEventText(death))).toMatchObject(death)
})

test('the provider made every event a text of Chinese letters, twice as large wherever it went', () => {
  expect(changeEventText(death)).toMatch(/^[\x20-\x7e]+$/)
  for (const provider of ['卫健', '"', '\\', '𠮷', 'plain'])
    expect(readChangeEvent(changeEventText({ ...death, provider }))).toMatchObject({ ...death, provider })
})

test('an event that names no schema, or that of another version, is checked', () => {
  const wrong = { ...death, subject: 'nobody' }
  expect(() => readChangeEvent(JSON.stringify(wrong))).toThrow('subject')
  expect(() => readChangeEvent(JSON.stringify({ ...wrong, dataschema: 'of-another-version' }))).toThrow('subject')
  expect(() => readChangeEvent('null')).toThrow()
})
