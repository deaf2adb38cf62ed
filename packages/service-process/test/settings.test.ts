import { expect, test } from 'vitest'
import { z } from 'zod'
import { readSettings, SettingsProblem, serviceSettings } from '../src/index.ts'

const schema = z.object({ SHOUWANG_INSTANCE: serviceSettings.SHOUWANG_INSTANCE })

test('a process whose name would make its outputs look like those of another producer does not start', () => {
  for (const SHOUWANG_INSTANCE of ['replay-7', 'host-review', 'host-recheck'])
    expect(() => readSettings(schema, { SHOUWANG_INSTANCE })).toThrow(SettingsProblem)
  expect(readSettings(schema, { SHOUWANG_INSTANCE: 'host-7' })).toEqual({ SHOUWANG_INSTANCE: 'host-7' })
})
