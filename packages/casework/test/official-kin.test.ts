import { ChangeEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { type KinRecordLine, type KnownDeclaration, recordKin } from '../src/index.ts'
import { circumstances, coordinator, district, gridWorker, li, village } from './builders.ts'

const c = circumstances('2026-11-02', { by: 'D1' })
const known = (more: Partial<KnownDeclaration> = {}): KnownDeclaration => ({
  ...{ person: li, region: village, recordedOn: null, last: undefined },
  ...more,
})
const record = { type: 'RecordKin', household: 'h1', declarationNo: 'BA1', note: '已核实，电话 13800001111' } as const
const withdraw = { ...record, type: 'WithdrawKinRecord', note: '认错了人' } as const
const line: KinRecordLine = {
  ...{ person: li, declarationNo: 'BA1', seq: 1, type: 'recorded', day: '2026-11-01' },
  ...{ at: '2026-11-01T09:00:00+08:00', by: 'D1', note: '已核实' },
}

test('the district puts kin of an official on record; the household is judged anew by it', () => {
  const done = recordKin(known(), record, district, c)
  if (typeof done === 'string') throw new Error(done)
  expect(done.line).toMatchObject({ seq: 1, type: 'recorded', by: 'D1', note: '已核实，电话 ［手机号码］' })
  expect(ChangeEvent.parse(done.fact)).toMatchObject({ subject: li, sourcekey: 'BA1', revision: 1, retracted: false })
})

test('nobody below the district writes in the register, and nobody of another district', () => {
  for (const worker of [gridWorker, coordinator])
    expect(recordKin(known(), record, worker, c)).toBe('not-yours-to-decide')
  const elsewhere = { ...district, region: '350205000000' }
  expect(recordKin(known(), record, elsewhere, c)).toBe('no-such-declaration')
  expect(recordKin(undefined, record, district, c)).toBe('no-such-declaration')
})

test('what is on record is not recorded twice, and what the office’s own register says is not taken back here', () => {
  expect(recordKin(known({ recordedOn: '2026-03-01' }), record, district, c)).toBe('kin-on-record')
  expect(recordKin(known({ recordedOn: '2026-03-01' }), withdraw, district, c)).toBe('kin-not-recorded-here')
  expect(recordKin(known(), { ...record, note: ' ' }, district, c)).toBe('case-note-needed')
})

test('a record that was a mistake is taken back by a line of its own, and may be made again', () => {
  const back = recordKin(known({ recordedOn: '2026-11-01', last: line }), withdraw, district, c)
  if (typeof back === 'string') throw new Error(back)
  expect(back).toMatchObject({ line: { seq: 2, type: 'withdrawn' }, fact: { revision: 2, retracted: true } })
  expect(recordKin(known({ last: back.line }), withdraw, district, c)).toBe('kin-not-recorded-here')
  expect(recordKin(known({ last: back.line }), record, district, c)).toMatchObject({ line: { seq: 3 } })
})
