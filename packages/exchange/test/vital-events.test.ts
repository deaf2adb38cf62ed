import { vitalRow } from '@shouwang/exchange'
import { expect, test } from 'vitest'

const person = {
  identifier: { identifier_type: 'UIN', identifier_value: '350203195103040016' },
  name: { surname: '王', given_name: '守田' },
  death_date: '2026-10-20T23:30:00Z',
}

test('a death is a row of the death certificates, on the day that it was here', () => {
  const row = vitalRow({ reg_event_type: 'spdci-common:RegistryEventType:Death' }, person)
  expect(row).toEqual({
    feed: 'death-certificate',
    cells: { 身份证号: '350203195103040016', 姓名: '王守田', 死亡日期: '2026-10-21' },
  })
})

test('a reversal is the same row with the word that takes it back', () => {
  const [told, reversed] = ['Death', 'DeathReversal'].map((reg_event_type) => vitalRow({ reg_event_type }, person))
  expect(reversed).toEqual({ feed: 'death-certificate', cells: { ...told?.cells, 操作类型: '撤销' } })
})

test('a birth names the mother and the father by the sex in their numbers, in whatever order they come', () => {
  const birth = {
    identifier: [
      { identifier_type: 'BIRTH_REG_NO', identifier_value: 'U350000001' },
      { identifier_type: 'UIN', identifier_value: '350203202610010023' },
    ],
    name: '李小苗',
    birth_date: '2026-10-01',
    parent1_identifier: { identifier_type: 'UIN', identifier_value: '350203199001010019' },
    parent2_identifier: { identifier_type: 'UIN', identifier_value: '350203199202020028' },
  }
  expect(vitalRow({ reg_event_type: 'LiveBirth' }, birth)).toEqual({
    feed: 'birth-certificate',
    cells: {
      出生证编号: 'U350000001',
      母亲身份证号: '350203199202020028',
      父亲身份证号: '350203199001010019',
      新生儿身份证号: '350203202610010023',
      新生儿姓名: '李小苗',
      出生日期: '2026-10-01',
    },
  })
})

test('what an event does not say is left out, so that intake names it; what is neither birth nor death is none of ours', () => {
  expect(vitalRow({ reg_record_type: 'DeathCertificate' }, {})).toEqual({ feed: 'death-certificate', cells: {} })
  expect(vitalRow({ reg_event_type: 'MARRIAGE' }, person)).toBeNull()
  expect(vitalRow({}, {})).toBeNull()
})
