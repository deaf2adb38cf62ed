import { addDays, type Day } from '@shouwang/contracts'
import { identityOf } from './id-number.ts'
import type { RowOf } from './layouts.ts'

/** Rows of the disability federation that nobody can accept, one of each kind of mistake; `firstOrdinal` numbers their people. */
export const badCertificates = (firstOrdinal: number, seed: number, to: Day): readonly RowOf<'disability-cert'>[] => {
  const idNumber = (nth: number) => identityOf(firstOrdinal + nth, seed, { sex: 'male', age: 40, on: to }).idNumber
  const day = addDays(to, -26)
  const row = (number: string, name: string, category: number, level: number, certified = day) => ({
    残疾人证号: number,
    姓名: name,
    残疾类别: category,
    残疾等级: level,
    办证日期: certified,
    操作: '新办',
  })
  return [
    row(`${idNumber(0)}41`, '坏日期', 4, 1, `${to.slice(0, 4)}-02-30`),
    row(`${idNumber(1)}47`, '坏等级', 4, 7),
    row(`${idNumber(2)}91`, '坏类别', 9, 1),
    row(`${withBadCheckDigit(idNumber(3))}41`, '坏校验位', 4, 1),
    row('', '缺证号', 4, 1),
    row(`${idNumber(4)}41`, '未来日期', 4, 1, `${Number(to.slice(0, 4)) + 5}-01-01`),
  ]
}

const withBadCheckDigit = (idNumber: string): string => `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? '2' : '1'}`
