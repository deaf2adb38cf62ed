import type { AcceptedRow } from '@shouwang/feeds'
import { erasureMark } from '@shouwang/identity'
import { expect, test } from 'vitest'
import { isOfErased, withoutErased } from '../src/refuse-erased.ts'

const [erased, wife, stranger] = ['a', 'b', 'c'].map((digit) => `p_${digit.repeat(24)}`) as [string, string, string]
const marks = new Set([erasureMark(erased)])

const marriage = (subject: string, spouse: string): AcceptedRow =>
  ({
    kind: 'accepted',
    mended: false,
    event: { type: 'MarriageRegistered', subject, data: { spouse, registeredOn: '2020-01-01' } },
    vault: [subject, spouse].map((person) => ({ person, entry: { name: '某', idNumber: 'x' } })),
    notes: [{ person: spouse, sourceKey: 'k', text: '备注' }],
  }) as unknown as AcceptedRow

test('rows of a deleted person are known by his mark alone', () => {
  expect(isOfErased(marks, marriage(erased, wife))).toBe(true)
  expect(isOfErased(marks, marriage(wife, erased))).toBe(false)
  expect(isOfErased(new Set(), marriage(erased, wife))).toBe(false)
})

test('a row of somebody else names a stranger in his place, the same every time and another to everybody', () => {
  const freed = withoutErased(marks, marriage(wife, erased))
  const { spouse } = freed.event.data as unknown as { spouse: string }
  expect(spouse).toMatch(/^p_[0-9a-f]{24}$/)
  expect(JSON.stringify(freed)).not.toContain(erased)
  expect(freed.vault.map(({ person }) => person)).toEqual([wife])
  expect(freed.notes).toEqual([])
  expect(withoutErased(marks, marriage(wife, erased))).toEqual(freed)
  expect(withoutErased(marks, marriage(stranger, erased)).event.data).not.toEqual(freed.event.data)
})

test('a row that names nobody deleted stays as it is', () => {
  const row = marriage(wife, stranger)
  expect(withoutErased(marks, row)).toEqual(row)
})
