import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSourceKey, openChdb } from '@shouwang/clickhouse'
import { type ChangeEvent, type ChangeEventType, changeEventData } from '@shouwang/contracts'
import { expect, onTestFinished, test } from 'vitest'
import { coarserData } from '../src/coarser-data.ts'

const types = Object.keys(changeEventData) as ChangeEventType[]
const day = '1950-03-17'
/** An event of a type whose every field says a day: whatever is kept of it can be told. */
const whole = (type: ChangeEventType) => ({
  type,
  data: Object.fromEntries(Object.keys(changeEventData[type].shape).map((field) => [field, day])),
})
const coarse = (type: ChangeEventType) => coarserData(whole(type) as unknown as ChangeEvent)

test('birth days, diagnoses, kinds of disability and custody, and incomes went to the warehouse as they were', () => {
  expect(coarse('ResidentRegistered')).toMatchObject({ birthDate: '1950-03' })
  expect(coarse('BirthCertified')).toEqual({ bornOn: '1950-03' })
  expect(
    ['MedicalSettled', 'DisabilityCertified', 'IncomeReported'].map((type) => coarse(type as 'MedicalSettled')),
  ).toEqual([{ settledOn: '1950-03', refund: day }, { status: day }, { source: day, month: day }])
  for (const type of ['CustodyStarted', 'DiseaseRecognised', 'FinancialAssetFound'] as const)
    expect(coarse(type)).toEqual({})
})

test('rows of an older warehouse become as new ones are, and nothing of before is left in its files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-coarser-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const before = await openChdb(folder)
  await before.insert({
    table: 'change_events',
    values: types.map((type) => ({
      ...{ event_id: type, type, subject: 'p_1', source_key: `prison|${day}`, business_day: '2026-10-31' },
      data: JSON.stringify(whole(type).data),
    })),
    format: 'JSONEachRow',
  })
  await before.command({
    query: `alter table migrations delete where name = '0120-coarser-facts.sql' settings mutations_sync = 2`,
  })
  await before.close()

  const after = await openChdb(folder)
  onTestFinished(() => after.close())
  const answer = await after.query({ query: 'select type, source_key, data from change_events', format: 'JSONEachRow' })
  const rows = await answer.json<{ type: ChangeEventType; source_key: string; data: string }>()
  expect(rows).toHaveLength(types.length)
  for (const { type, source_key, data } of rows) {
    expect([type, JSON.parse(data)]).toEqual([type, coarse(type)])
    expect(source_key).toBe(keptSourceKey('p_1', `prison|${day}`))
  }
  const parts = await after.query({
    query: `select count() as earlier from system.parts where table = 'change_events' and not active`,
    format: 'JSONEachRow',
  })
  expect((await parts.json<{ earlier: number | string }>()).map(({ earlier }) => Number(earlier))).toEqual([0])
})
