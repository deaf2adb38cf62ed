import { expect, test } from 'vitest'
import { fileNameWithoutIdentifiers, withoutIdentifiers } from '../src/index.ts'

test.each([
  ['本人11010519491231002X已核实', '本人［证件号码］已核实'],
  ['110105 19491231 0021', '［证件号码］'],
  ['110105-19491231-002x', '［证件号码］'],
  ['１１０１０５１９４９１２３１００２Ｘ', '［证件号码］'],
  ['旧证110105491231002', '旧证［证件号码］'],
  ['号码抄错：350203197906027840', '号码抄错：［证件号码］'],
  ['电话13800000000，座机0592-1234567', '电话［电话号码］，座机［电话号码］'],
  ['+86 138-0000-0000', '［电话号码］'],
  ['１３８００００００００', '［电话号码］'],
])('%s loses what identifies somebody', (text, left) => {
  expect(withoutIdentifiers(text)).toBe(left)
})

test.each(['户号350203001201', '2026-10-31 10:20:30', '6044.44元', 'BDC149489881', '', '高血压３级'])(
  '%s stays as it is',
  (text) => {
    expect(withoutIdentifiers(text)).toBe(text)
  },
)

test.each([
  ['司马相如甲_11010519491231002X_消防_火灾.csv', '［姓名］_［证件号码］_消防_火灾.csv'],
  ['11010519491231002X王五.xlsx', '［证件号码］［姓名］.xlsx'],
  ['救助名册_20261031.csv', '救助名册_20261031.csv'],
  ['公安_户籍人口_20260630.csv', '公安_户籍人口_20260630.csv'],
])('the file name %s is kept as %s', (name, kept) => {
  expect(fileNameWithoutIdentifiers(name)).toBe(kept)
})
